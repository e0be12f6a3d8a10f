import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Command } from 'commander';
import { Agent } from 'undici';

import { openGrantVerifier } from '../../../adapters/shared/grant-verifier';
import { serveSubgraph } from '../../../adapters/shared/subgraph-server';
import { checkAgency, type AgencyReport } from '../../agencies';
import { systemClock as clock, systemRandomness as randomness } from '../../config/system';
import type { AgencySource } from '../../domain/agency-source';
import { GRANT_ISSUER } from '../../domain/disclosure-grant';
import type { AgencyId, RecordHandle } from '../../domain/ids';
import { checkGrants, GRANT_KEY_FILE, openGrantIssuer, openGrantKeys } from '../../grants';
import { openConfiguredSource } from '../adapter/open-source';
import { readAgencyConfig, type ReadConfig } from '../adapter/read-config';
import { renderAgencyReport } from '../agency-report';
import { renderFaults } from '../policy-report';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface CheckOptions {
  readonly config: string;
  readonly name?: string;
  readonly handle?: string;
  readonly json?: boolean;
}

const HELP = `
It lists every fault of the configuration and of its data map. With --name or --handle of somebody who exists for tests only,
it opens the case system as well, and tries all rules of the contract on it, on this machine alone and without the gateway.

Examples:
  $ npm run --silent cli -- adapter check --config agency.yaml
  $ npm run --silent cli -- adapter check --config agency.yaml --name "Test Person"
`;

/** `adapter check --config <file>`: all that has to be mended before an adapter is served. */
export function addAdapterCheck(parent: Command, terminal: Terminal): void {
  parent
    .command('check')
    .description(
      "Checks an agency's configuration, and the case system behind it; exit code 1 for any fault.",
    )
    .requiredOption('--config <file>', "the agency's configuration")
    .option('--name <name>', 'the name of somebody who exists for tests only, as the case system has it')
    .option('--handle <handle>', 'or the handle')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: CheckOptions) => runCommand(terminal, () => check(options, terminal)));
}

async function check(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { read, faults } = readAgencyConfig(resolve(options.config), terminal.environment);
  const isTried = options.name !== undefined || options.handle !== undefined;
  if (read === null || !isTried) {
    terminal.out(options.json ? jsonText({ ok: faults.length === 0, faults }) : renderFaults(faults));
    return faults.length === 0 ? EXIT.fine : EXIT.faults;
  }
  const source = await openConfiguredSource(read);
  try {
    const report = await tryOut(source, read, await handleOf(source, options));
    terminal.out(options.json ? jsonText(report) : renderAgencyReport(report));
    return report.ok ? EXIT.fine : EXIT.faults;
  } finally {
    await source.close();
  }
}

async function handleOf(source: AgencySource, { name, handle }: CheckOptions): Promise<RecordHandle> {
  if (handle !== undefined) return handle as RecordHandle;
  const [match] = name === undefined ? [] : await source.search({ name });
  if (!match) throw new UsageError('Nobody of that name is on record: name somebody who exists for tests.');
  return match.handle;
}

/** Serves the source on loopback under keys that nobody else has, and checks it as the gateway would. */
async function tryOut(
  source: AgencySource,
  { config, dataMap }: ReadConfig,
  handle: RecordHandle,
): Promise<AgencyReport> {
  const folder = await mkdtemp(join(tmpdir(), 'adapter-check-'));
  const keys = await openGrantKeys({ file: join(folder, GRANT_KEY_FILE), clock, randomness });
  const issuer = openGrantIssuer({ keys, issuer: GRANT_ISSUER, clock, randomness });
  const agency = config.agency as AgencyId;
  const grants = openGrantVerifier({
    agency,
    issuer: GRANT_ISSUER,
    jwks: { read: () => keys.jwks() },
    clock,
  });
  const subgraph = await serveSubgraph({ source, grants });
  const dispatcher = new Agent();
  try {
    return await checkAgency({
      url: new URL(subgraph.url),
      dispatcher,
      deadlineMs: 30_000,
      maxBytes: 16 * 1_024 * 1_024,
      grantFor: checkGrants({ issuer, agency, clock, randomness }),
      dataMap,
      residency: config.residency,
      subjects: { handles: [handle], restricted: null, secrets: [] },
    });
  } finally {
    await dispatcher.destroy();
    await subgraph.close();
    await rm(folder, { recursive: true });
  }
}
