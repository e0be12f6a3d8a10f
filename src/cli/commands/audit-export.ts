import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';

import { Option, type Command } from 'commander';

import { exportFhir, exportLogs } from '../../audit';
import { loadConfig } from '../../config/load';
import { EXIT, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, withAudit, type OpenAudit } from './audit-opening';

interface ExportOptions {
  readonly log?: string;
  readonly out?: string;
  readonly by: string;
  readonly format: 'log' | 'fhir';
  readonly bundle?: boolean;
  readonly baseUri?: string;
}

const HELP = `
The export holds what the audit record holds: who asked, the reviews, pseudonyms and names of fields. It never holds
a value, but it is not for the public. That it was taken is recorded first. docs/verify-audit-log.mjs verifies it.

Example:
  $ npm run --silent cli -- audit export --out audit.ndjson
  $ npm run --silent cli -- audit export --format fhir --out audit-events.ndjson
`;

/** `audit export`: leaves, checkpoints and heads as NDJSON, for verification elsewhere; or FHIR `AuditEvent`s. */
export function addAuditExport(parent: Command, terminal: Terminal): void {
  parent
    .command('export')
    .description(
      'Writes the logs with their checkpoints as NDJSON, for verification elsewhere; or as FHIR AuditEvents.',
    )
    .option('--log <name>', "this log alone: a partnership's id, or gateway")
    .option('--out <file>', 'a new file, instead of standard output')
    .option('--by <name>', 'who takes it, for the record', userInfo().username)
    .addOption(
      new Option('--format <format>', 'log, or fhir: FHIR R4 AuditEvents after IHE BALP, one on a line')
        .choices(['log', 'fhir'])
        .default('log'),
    )
    .option('--bundle', 'with --format fhir: one Bundle of type collection')
    .option('--base-uri <uri>', 'with --format fhir: what our code systems and identifiers begin with')
    .addHelpText('after', HELP)
    .action((options: ExportOptions) => runCommand(terminal, () => exportAudit(options, terminal)));
}

async function exportAudit(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  const { log, out, by, format, bundle, baseUri } = options;
  if (format !== 'fhir' && (bundle === true || baseUri !== undefined))
    throw new UsageError('--bundle and --base-uri go with --format fhir.');
  if (baseUri !== undefined && !URL.canParse(baseUri))
    throw new UsageError('--base-uri takes an address such as https://audit.example/fhir.');
  await withAudit(loadConfig(terminal.environment), async (audit) => {
    await recordOperator(audit, { action: 'EXPORT', by, details: { log: log ?? 'all', format } });
    const pieces = piecesOf(audit, options);
    if (out === undefined) for await (const piece of pieces) terminal.out(piece);
    else await writeAll(out, pieces);
  });
  return EXIT.fine;
}

async function* piecesOf({ db }: OpenAudit, options: ExportOptions): AsyncGenerator<string> {
  const { log, format, bundle, baseUri } = options;
  const which = log === undefined ? {} : { log };
  if (format === 'fhir')
    yield* exportFhir(db, {
      ...which,
      ...(bundle !== undefined && { bundle }),
      ...(baseUri !== undefined && { baseUri }),
    });
  else for await (const line of exportLogs(db, which)) yield `${JSON.stringify(line)}\n`;
}

/** The file must be new, and only its owner may read it. */
async function writeAll(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) await file.write(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}
