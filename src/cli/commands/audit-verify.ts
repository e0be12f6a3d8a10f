import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { openAuditLog, type VerifyReport } from '../../audit';
import { loadConfig, type Config } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { GatewayError } from '../../errors/gateway-error';
import { openStore } from '../../store';
import { askRunningGateway } from '../running-gateway';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface VerifyOptions {
  readonly json?: boolean;
}

/** A verification, and who walked the log. */
interface Verified {
  readonly report: VerifyReport;
  /** The URL of the running gateway that checked its own log; null where this process did. */
  readonly by: string | null;
}

const HELP = `
With DATABASE_URL it reads that database, whether or not a gateway runs. The embedded database belongs to one
process at a time: while a demo gateway has it open, that gateway is asked on PORT; otherwise stop the gateway first.

Examples:
  $ npm run --silent cli -- audit verify
  $ npm run --silent cli -- audit verify --json
`;

/** `audit verify`: walks the audit log and tells where it was altered, if it was. */
export function addAuditVerify(parent: Command, terminal: Terminal): void {
  parent
    .command('verify')
    .description('Walks the audit log against its hashes; exit code 1 when it was altered.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: VerifyOptions) => runCommand(terminal, () => verify(options, terminal)));
}

async function verify({ json }: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const { report, by } = await verifyHere(config).catch((error: unknown) => verifyThere(config, error));
  if (by !== null) terminal.err(`The gateway that runs at ${by} checked its own log.\n`);
  terminal.out(json ? jsonText({ ...report, checkedBy: by }) : describe(report));
  return report.ok ? EXIT.fine : EXIT.faults;
}

/** @throws GatewayError `STORE_UNAVAILABLE` when another process has the embedded database open, or it is broken. */
async function verifyHere({ databaseUrl, dataFolder }: Config): Promise<Verified> {
  const embedded = join(dataFolder, 'database');
  // Opening would make an empty database, whose empty log is whole: an answer to another question.
  if (databaseUrl === undefined && !existsSync(embedded))
    throw new UsageError(`There is no database in ${dataFolder}: set GATEWAY_DATA_FOLDER or DATABASE_URL.`);
  const store = await openStore(databaseUrl === undefined ? { dataFolder: embedded } : { databaseUrl });
  try {
    const log = openAuditLog({ db: store.db, clock: systemClock, randomness: systemRandomness });
    return { report: await log.verify(), by: null };
  } finally {
    await store.close();
  }
}

async function verifyThere(config: Config, error: unknown): Promise<Verified> {
  const held = error instanceof GatewayError && error.code === 'STORE_UNAVAILABLE';
  if (!held || config.databaseUrl !== undefined) throw error;
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

function describe({ ok, events, head, fault }: VerifyReport): string {
  if (ok) return `The audit log is whole: ${events} events, head ${head.sequence} ${head.hash}\n`;
  const where = fault ? `event ${fault.sequence} is ${fault.what}` : 'a fault was found';
  return `The audit log was changed: ${where}; ${events} events before it are in order.\n`;
}
