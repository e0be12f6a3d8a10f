import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Kysely } from 'kysely';

import {
  existingSigningKeys,
  openAuditLog,
  operatorDraft,
  SIGNING_KEY_FILE,
  type OperatorAct,
  type SigningKeys,
} from '../../audit';
import type { Config } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { openStore, type Database } from '../../store';
import { UsageError } from '../terminal';

/** The audit record as a command of an operator's finds it. */
export interface OpenAudit {
  readonly db: Kysely<Database>;
  /** The keys of the key folder; undefined when it has none. */
  readonly signingKeys: SigningKeys | undefined;
}

/**
 * Opens the database and the keys that the settings name for the time of `work`.
 *
 * @throws UsageError when there is no database; GatewayError `STORE_UNAVAILABLE`, `KEY_UNAVAILABLE`, and what `work` throws
 */
export async function withAudit<Result>(
  { databaseUrl, dataFolder, keyFolder, keyPassphrase }: Config,
  work: (audit: OpenAudit) => Promise<Result>,
): Promise<Result> {
  const embedded = join(dataFolder, 'database');
  // Opening would make an empty database, whose empty log is whole: an answer to another question.
  if (databaseUrl === undefined && !existsSync(embedded))
    throw new UsageError(`There is no database in ${dataFolder}: set GATEWAY_DATA_FOLDER or DATABASE_URL.`);
  const store = await openStore(databaseUrl === undefined ? { dataFolder: embedded } : { databaseUrl });
  try {
    const file = join(keyFolder, SIGNING_KEY_FILE);
    const ports = { clock: systemClock, randomness: systemRandomness };
    const signingKeys = await existingSigningKeys({
      file,
      passphrase: keyPassphrase ?? null,
      ...ports,
    });
    return await work({ db: store.db, signingKeys });
  } finally {
    await store.close();
  }
}

/** The keys, where a command cannot do without. @throws UsageError */
export function requireKeys({ signingKeys }: OpenAudit): SigningKeys {
  if (signingKeys === undefined)
    throw new UsageError(
      'There are no audit signing keys in GATEWAY_KEY_FOLDER: the gateway makes them when it starts.',
    );
  return signingKeys;
}

/** Puts what an operator does on the record, before it is done. @throws GatewayError `AUDIT_UNAVAILABLE` */
export async function recordOperator({ db }: OpenAudit, act: OperatorAct): Promise<void> {
  const log = openAuditLog({ db, clock: systemClock, randomness: systemRandomness });
  await log.append(operatorDraft(act));
}
