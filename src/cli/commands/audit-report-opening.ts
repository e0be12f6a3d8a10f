import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Clock } from '../../domain/ports';
import { openAuditLog, type AuditLog, type ReportSource } from '../../audit';
import { loadConfig, type Config } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { openPackShelf } from '../../policy';
import {
  contactSetCipher,
  openConfiguredKeyStore,
  REVIEW_KEY_FILE,
  type ContactSetCipher,
} from '../../pseudonyms';
import type { Terminal } from '../terminal';
import { withAudit } from './audit-opening';

/** What a report is made from, and where it is recorded that it was read. */
export interface OpenReports extends ReportSource {
  readonly clock: Clock;
  readonly audit: AuditLog;
}

/** Opens what reports are made from for the time of `work`. */
export type ReportOpening = <Result>(
  terminal: Terminal,
  work: (opened: OpenReports) => Promise<Result>,
) => Promise<Result>;

/** Opens the database, the packs and the keys that the settings name. @throws as `withAudit`, and `PACK_INVALID` */
export const openReports: ReportOpening = (terminal, work) => {
  const config = loadConfig(terminal.environment);
  const packs = openPackShelf(config.policyFolder).all();
  return withAudit(config, ({ db, signingKeys }) => {
    const keys = signingKeys && { signingKeys };
    const audit = openAuditLog({ db, clock: systemClock, randomness: systemRandomness, ...keys });
    const retentionDueOn = dueDates(config);
    return work({
      ...{ db, packs, clock: systemClock, audit },
      verify: (options) => audit.verify(options),
      ...(retentionDueOn && { retentionDueOn }),
    });
  });
};

/** Opens the key store when a report first asks; none where there is none, for opening would make an empty one. */
function dueDates(config: Config): ReportSource['retentionDueOn'] {
  if (!existsSync(join(config.keyFolder, REVIEW_KEY_FILE))) return undefined;
  let cipher: Promise<ContactSetCipher> | undefined;
  return async (review, sealed) => {
    cipher ??= openConfiguredKeyStore(config, ports).then((keys) => contactSetCipher(keys, systemRandomness));
    return (await cipher).open(review, sealed);
  };
}

const ports = { clock: systemClock, randomness: systemRandomness };
