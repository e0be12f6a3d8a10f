import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';

import type { Command } from 'commander';

import { exportLogs, type ExportLine } from '../../audit';
import { loadConfig } from '../../config/load';
import { EXIT, runCommand, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, withAudit } from './audit-opening';

interface ExportOptions {
  readonly log?: string;
  readonly out?: string;
  readonly by: string;
}

const HELP = `
The export holds what the audit record holds: who asked, the reviews, pseudonyms and names of fields. It never holds
a value, but it is not for the public. That it was taken is recorded first. docs/verify-audit-log.mjs verifies it.

Example:
  $ npm run --silent cli -- audit export --out audit.ndjson
`;

/** `audit export`: leaves, checkpoints and heads as NDJSON, for verification elsewhere. */
export function addAuditExport(parent: Command, terminal: Terminal): void {
  parent
    .command('export')
    .description('Writes the logs with their checkpoints as NDJSON, for verification elsewhere.')
    .option('--log <name>', "this log alone: a partnership's id, or gateway")
    .option('--out <file>', 'a new file, instead of standard output')
    .option('--by <name>', 'who takes it, for the record', userInfo().username)
    .addHelpText('after', HELP)
    .action((options: ExportOptions) => runCommand(terminal, () => exportAudit(options, terminal)));
}

async function exportAudit({ log, out, by }: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  await withAudit(loadConfig(terminal.environment), async (audit) => {
    await recordOperator(audit, { action: 'EXPORT', by, details: { log: log ?? 'all' } });
    const lines = exportLogs(audit.db, log === undefined ? {} : { log });
    if (out === undefined) for await (const line of lines) terminal.out(textOf(line));
    else await writeAll(out, lines);
  });
  return EXIT.fine;
}

const textOf = (line: ExportLine): string => `${JSON.stringify(line)}\n`;

/** The file must be new, and only its owner may read it. */
async function writeAll(path: string, lines: AsyncIterable<ExportLine>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const line of lines) await file.write(textOf(line));
    await file.sync();
  } finally {
    await file.close();
  }
}
