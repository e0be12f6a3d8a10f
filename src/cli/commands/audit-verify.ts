import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { notesIn, openAuditLog, type LogReport, type VerifyReport } from '../../audit';
import { loadConfig, type Config } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { GatewayError } from '../../errors/gateway-error';
import { askRunningGateway } from '../running-gateway';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { withAudit } from './audit-opening';
import { progressOn } from './audit-progress';

interface VerifyOptions {
  readonly json?: boolean;
  readonly log?: string;
  readonly since?: string;
}

/** A verification, and who walked the log. */
interface Verified {
  readonly report: VerifyReport;
  /** The URL of the running gateway that checked its own log; null where this process did. */
  readonly by: string | null;
}

const HELP = `
Each event is checked against its hash, the event before it, its columns; each checkpoint against its signature and
the events; the whole against the head. --since takes checkpoints that were kept elsewhere, such as a witness's file:
of the events before them the hashes alone are read, and must have the tree that was signed.

With DATABASE_URL it reads that database, whether or not a gateway runs. The embedded database belongs to one
process at a time: while a demo gateway has it open, that gateway is asked on PORT; otherwise stop the gateway first.

Examples:
  $ npm run --silent cli -- audit verify
  $ npm run --silent cli -- audit verify --since ../elsewhere/checkpoints --json
`;

/** `audit verify`: walks the audit logs and tells where they were altered, if they were. */
export function addAuditVerify(parent: Command, terminal: Terminal): void {
  parent
    .command('verify')
    .description(
      'Walks the audit logs against their hashes and checkpoints; exit code 1 when they were altered.',
    )
    .option('--log <name>', "this log alone: a partnership's id, or gateway")
    .option('--since <file>', 'signed checkpoints that were kept elsewhere')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: VerifyOptions) => runCommand(terminal, () => verify(options, terminal)));
}

async function verify(options: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const { report, by } = await verifyHere(options, { config, terminal }).catch((error: unknown) =>
    verifyThere(options, { config, error }),
  );
  if (by !== null) terminal.err(`The gateway that runs at ${by} checked its own log.\n`);
  terminal.out(options.json ? jsonText({ ...report, checkedBy: by }) : describe(report));
  return report.ok ? EXIT.fine : EXIT.faults;
}

/** @throws GatewayError `STORE_UNAVAILABLE` when another process has the embedded database open, or it is broken. */
async function verifyHere(
  { log, since }: VerifyOptions,
  { config, terminal }: { readonly config: Config; readonly terminal: Terminal },
): Promise<Verified> {
  const notes = since === undefined ? undefined : notesIn(await readFile(since, 'utf8'));
  const progress = progressOn(terminal);
  const report = await withAudit(config, async ({ db, signingKeys }) => {
    if (notes !== undefined && signingKeys === undefined)
      throw new UsageError(
        `--since needs the keys that checkpoints are checked with: set GATEWAY_KEY_FOLDER.`,
      );
    const keys = signingKeys && { signingKeys };
    return openAuditLog({ db, clock: systemClock, randomness: systemRandomness, ...keys }).verify({
      onProgress: progress.count,
      ...(log !== undefined && { log }),
      ...(notes !== undefined && { since: notes }),
    });
  }).finally(progress.clear);
  return { report, by: null };
}

async function verifyThere(
  { log, since }: VerifyOptions,
  { config, error }: { readonly config: Config; readonly error: unknown },
): Promise<Verified> {
  const held = error instanceof GatewayError && error.code === 'STORE_UNAVAILABLE';
  if (!held || config.databaseUrl !== undefined || log !== undefined || since !== undefined) throw error;
  const url = `http://${config.host}:${config.port}`;
  const report = config.demo ? await askRunningGateway<VerifyReport>(url, '/demo/audit/verify') : undefined;
  if (report) return { report, by: url };
  throw new UsageError(
    [
      `The database in ${config.dataFolder} cannot be opened: ${error.detail ?? error.message}.`,
      `No demo gateway answers at ${url} in its stead.`,
      'Stop the gateway and try again, or set PORT to the port that it listens on.',
    ].join('\n'),
  );
}

function describe({ ok, events, logs, signaturesChecked }: VerifyReport): string {
  const verdict = ok ? `The audit log is whole: ${events} events` : 'The audit log was changed';
  const unsigned = signaturesChecked
    ? ''
    : 'There are no keys in GATEWAY_KEY_FOLDER: signatures were not checked.\n';
  return `${[`${verdict}.`, ...logs.map(describeLog)].join('\n')}\n${unsigned}`;
}

function describeLog({ log, ok, events, checkpoints, root, fault }: LogReport): string {
  if (ok) return `  ${log}: ${events} events, ${checkpoints} checkpoints, root ${root}`;
  const where = fault ? `event ${fault.sequence} is ${fault.what}` : 'a fault was found';
  return `  ${log}: ${where}; ${events} events before it are in order.`;
}
