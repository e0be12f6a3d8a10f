import type { Command } from 'commander';

import { proveInclusion, type NoProof } from '../../audit';
import { loadConfig } from '../../config/load';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { withAudit } from './audit-opening';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const WHY: Readonly<Record<NoProof, string>> = {
  UNKNOWN_EVENT: 'The audit log has no such event.',
  NO_CHECKPOINT_YET:
    'No checkpoint covers the event yet: ask again in ten seconds, with the gateway running.',
  CONTRADICTED:
    'The audit log was changed: its events are not those of its latest checkpoint. Run audit verify.',
};

/** `audit prove`: the inclusion proof of an event, as one JSON document. */
export function addAuditProve(parent: Command, terminal: Terminal): void {
  parent
    .command('prove')
    .description(
      'Proves that an event is in its log: audit path, leaf and signed checkpoint (RFC 6962), as JSON.',
    )
    .requiredOption('--event <id>', "the event's id, as answers bear it: extensions.disclosure.auditEventId")
    .action(({ event }: { readonly event: string }) => runCommand(terminal, () => prove(event, terminal)));
}

async function prove(event: string, terminal: Terminal): Promise<ExitCode> {
  if (!UUID.test(event)) throw new UsageError('--event takes the id of an event.');
  const found = await withAudit(loadConfig(terminal.environment), ({ db }) => proveInclusion(db, event));
  if (typeof found === 'string') {
    terminal.err(`${WHY[found]}\n`);
    return EXIT.faults;
  }
  terminal.out(jsonText(found));
  return EXIT.fine;
}
