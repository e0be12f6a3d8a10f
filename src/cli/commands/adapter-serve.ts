import { resolve } from 'node:path';

import type { Command } from 'commander';

import { openDisclosureLedger } from '../../../adapters/shared/disclosure-ledger';
import { openGrantVerifier } from '../../../adapters/shared/grant-verifier';
import { serveSubgraph, type Subgraph } from '../../../adapters/shared/subgraph-server';
import { systemClock as clock } from '../../config/system';
import { GRANT_ISSUER } from '../../domain/disclosure-grant';
import type { AgencyId } from '../../domain/ids';
import { isGatewayError } from '../../errors/gateway-error';
import { openConfiguredSource, type FileWatch } from '../adapter/open-source';
import { readAgencyConfig, type ReadConfig } from '../adapter/read-config';
import { renderFaults } from '../policy-report';
import { EXIT, runCommand, type ExitCode, type Terminal } from '../terminal';

interface ServeOptions {
  readonly config: string;
}

const HELP = `
It runs at the agency's site. Every request must carry a disclosure grant of the gateway that the configuration names; each
is answered in the fields that the grant names and the data map has, and stands in the ledger before it is answered.

With serve.staffDesk it serves the agency's own staff as well, on this machine: their search screen at /records, and what
the answer to a contact check could be at /contact-proposals.

Example:
  $ npm run --silent cli -- adapter serve --config agency.yaml
`;

/** `adapter serve --config <file>`: serves a case system as a subgraph at the agency's site, until it is stopped. */
export function addAdapterServe(parent: Command, terminal: Terminal): void {
  parent
    .command('serve')
    .description(
      "Serves an agency's case system to the gateway; exit code 1 when the configuration has faults.",
    )
    .requiredOption('--config <file>', "the agency's configuration")
    .addHelpText('after', HELP)
    .action((options: ServeOptions) => runCommand(terminal, () => serve(options, terminal)));
}

async function serve({ config: file }: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const { read, faults } = readAgencyConfig(resolve(file), terminal.environment);
  if (read === null) {
    terminal.err(renderFaults(faults));
    return EXIT.faults;
  }
  const opened = await open(read, terminal);
  terminal.out(`${read.config.agency} answers at ${opened.subgraph.url}. Stop it with Ctrl-C.\n`);
  await stopped();
  await opened.close();
  return EXIT.fine;
}

async function open(
  read: ReadConfig,
  terminal: Terminal,
): Promise<{ readonly subgraph: Subgraph; readonly close: () => Promise<void> }> {
  const { config, pathOf } = read;
  const { keys, issuer = GRANT_ISSUER } = config.gateway;
  const { host, port, ledger: ledgerFile, staffDesk: localSearch } = config.serve;
  const { searched = null, ...declared } = config.matching;
  const agency = config.agency as AgencyId;
  const source = await openConfiguredSource(read, reportFiles(agency, terminal));
  const jwks = 'url' in keys ? { url: new URL(keys.url) } : { file: pathOf(keys.file) };
  const grants = openGrantVerifier({ agency, issuer, jwks, clock });
  const ledger = await openDisclosureLedger({ file: pathOf(ledgerFile), agency, clock });
  const log = (message: string, cause: unknown): void => {
    terminal.err(`${message}: ${cause instanceof Error ? cause.name : 'unknown'}\n`);
  };
  const matching = { ...declared, searched };
  const options = { source, grants, ledger, host, port, localSearch, matching, log };
  const subgraph = await serveSubgraph(options);
  const close = async (): Promise<void> => {
    await subgraph.close();
    await ledger.close();
    await source.close();
  };
  return { subgraph, close };
}

/** A line for the agency's operator whenever watched files changed; of a fault what the adapter says of it, no value. */
const reportFiles = (agency: AgencyId, terminal: Terminal): FileWatch => ({
  onReopened: () => terminal.out(`${agency}: new files are in use.\n`),
  onFault: (error) => {
    const why = isGatewayError(error) ? (error.detail ?? error.message) : 'they could not be read';
    terminal.err(`${agency}: new files are refused, mend them: ${why}.\n`);
  },
});

const stopped = (): Promise<void> =>
  new Promise((resolved) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolved());
  });
