import { resolve } from 'node:path';

import type { Command } from 'commander';
import { Agent } from 'undici';

import { checkAgency, RESIDENCY, type AgencyReport } from '../../agencies';
import { loadConfig, type Config } from '../../config/load';
import { systemClock as clock, systemRandomness as randomness } from '../../config/system';
import type { AgencyId, RecordHandle } from '../../domain/ids';
import { checkGrants } from '../../grants';
import { renderAgencyReport } from '../agency-report';
import { existingIssuer } from '../existing-issuer';
import { chooseDataMap } from '../data-map-choice';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface CheckOptions {
  readonly handle: readonly string[];
  readonly restricted?: string;
  readonly secret: readonly string[];
  readonly dataMap?: string;
  readonly agency?: string;
  readonly residency?: string;
  readonly json?: boolean;
}

const HELP = `
It reads the schema that the endpoint serves, composes it with schema/agency.graphql, holds it against the data map,
and tries the rules of the contract on the endpoint itself. Name people who exist for tests only: their handles are
sent, and nothing of what is answered about them is shown or kept.

An agency that demands disclosure grants is asked with grants for --agency, signed by the keys of GATEWAY_KEY_FOLDER.
Without --data-map it takes the map of the agency (--agency) in the policy folder, else the contract's own.

Examples:
  $ npm run --silent cli -- agency check http://127.0.0.1:4201/graphql --residency ${RESIDENCY} --handle jw3zq6dxrh2n5c4a
  $ npm run --silent cli -- agency check https://records.example.nhs.uk/graphql --data-map our-map.yaml --json
`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `agency check <url>`: all that has to be mended at an agency's endpoint before it can be registered. */
export function addAgencyCheck(parent: Command, terminal: Terminal): void {
  parent
    .command('check')
    .description(
      "Checks an agency's subgraph against the contract; exit code 1 when there is anything to mend.",
    )
    .argument('<url>', "the address of the subgraph's GraphQL endpoint")
    .option(
      '--handle <handle>',
      'the handle of somebody who exists for tests only; may be repeated',
      collect,
      [],
    )
    .option('--restricted <handle>', 'the handle of a record that the agency restricts')
    .option('--secret <text>', 'a local key that no handle may contain; may be repeated', collect, [])
    .option('--agency <id>', 'the id that the agency has in the register')
    .option('--data-map <file>', "the agency's data map")
    .option('--residency <where>', `where the agency processes the data; ${RESIDENCY} alone is admitted`)
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((url: string, options: CheckOptions) =>
      runCommand(terminal, () => check({ url, ...options }, terminal)),
    );
}

async function check(
  options: CheckOptions & { readonly url: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const report = await checkAt(addressOf(options.url), options, config);
  terminal.out(options.json ? jsonText(report) : renderAgencyReport(report));
  return report.ok ? EXIT.fine : EXIT.faults;
}

function addressOf(text: string): URL {
  if (!URL.canParse(text)) throw new UsageError(`${text} is no address: write it as https://host/graphql.`);
  return new URL(text);
}

async function checkAt(url: URL, options: CheckOptions, config: Config): Promise<AgencyReport> {
  const { handle, restricted, secret, residency, agency, dataMap } = options;
  const issuer = agency === undefined ? undefined : await existingIssuer(config);
  const dispatcher = new Agent();
  try {
    return await checkAgency({
      url,
      dispatcher,
      deadlineMs: config.agencyDeadlineMs,
      maxBytes: config.agencyMaxBytes,
      dataMap: chooseDataMap({
        policyFolder: config.policyFolder,
        ...(dataMap !== undefined && { file: resolve(dataMap) }),
        ...(agency !== undefined && { agency }),
      }),
      ...(issuer && { grantFor: checkGrants({ issuer, agency: agency as AgencyId, clock, randomness }) }),
      residency: residency ?? null,
      subjects: {
        handles: handle.map((one) => one as RecordHandle),
        restricted: (restricted as RecordHandle | undefined) ?? null,
        secrets: secret,
      },
    });
  } finally {
    await dispatcher.destroy();
  }
}
