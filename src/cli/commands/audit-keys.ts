import { userInfo } from 'node:os';

import type { Command } from 'commander';

import { logNames, verifierLine, verifiersOf } from '../../audit';
import { loadConfig } from '../../config/load';
import { EXIT, runCommand, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, requireKeys, withAudit } from './audit-opening';

/** `audit keys`: what others verify checkpoints with, one line per log and key. */
export function addAuditKeys(parent: Command, terminal: Terminal): void {
  parent
    .command('keys')
    .description('Prints the verifiers of the checkpoints (C2SP signed-note), one line per log and key.')
    .action(() => runCommand(terminal, () => printKeys(terminal)));
}

/** `audit rotate-key`: a new key signs from now on; the verifiers of the old ones stay. */
export function addAuditRotateKey(parent: Command, terminal: Terminal): void {
  parent
    .command('rotate-key')
    .description(
      'Makes a new key for checkpoints, and destroys the old one but for its verifier; this is recorded.',
    )
    .option('--by <name>', 'who does it, for the record', userInfo().username)
    .action(({ by }: { readonly by: string }) => runCommand(terminal, () => rotate(by, terminal)));
}

async function printKeys(terminal: Terminal): Promise<ExitCode> {
  const lines = await withAudit(loadConfig(terminal.environment), async (audit) => {
    const keys = await requireKeys(audit).publicKeys();
    return (await logNames(audit.db)).flatMap((log) => verifiersOf(log, keys).map(verifierLine));
  });
  terminal.out(`${lines.join('\n')}\n`);
  return EXIT.fine;
}

async function rotate(by: string, terminal: Terminal): Promise<ExitCode> {
  await withAudit(loadConfig(terminal.environment), (audit) =>
    requireKeys(audit).rotate((rotation) =>
      recordOperator(audit, { action: 'ROTATE_KEY', by, details: { ...rotation } }),
    ),
  );
  terminal.out(
    'A new key signs the checkpoints from now on. Give its verifier, of audit keys, to whoever verifies.\n',
  );
  return EXIT.fine;
}
