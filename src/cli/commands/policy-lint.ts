import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Command } from 'commander';

import { loadConfig } from '../../config/load';
import { systemClock } from '../../config/system';
import { isError, readDataMaps, readPacks } from '../../policy';
import { renderFaults } from '../policy-report';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface LintOptions {
  readonly json?: boolean;
}

const HELP = `
Without a folder it reads the one that the gateway would read (GATEWAY_POLICY_FOLDER, else "policies").

Examples:
  $ npm run --silent cli -- policy lint
  $ npm run --silent cli -- policy lint ../our-policies --json
`;

/** `policy lint [folder]`: every fault of every pack and data map, with file, line and what to do. */
export function addPolicyLint(parent: Command, terminal: Terminal): void {
  parent
    .command('lint')
    .description('Checks policy packs and data maps; exit code 1 when there is any fault. A warning is none.')
    .argument('[folder]', 'folder of policies')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((folder: string | undefined, options: LintOptions) =>
      runCommand(terminal, () => lint({ folder, ...options }, terminal)),
    );
}

function lint(
  { folder, json }: LintOptions & { readonly folder: string | undefined },
  terminal: Terminal,
): ExitCode {
  const place = folder === undefined ? loadConfig(terminal.environment).policyFolder : resolve(folder);
  if (!existsSync(place)) throw new UsageError(`There is no folder ${place}.`);
  const { packs, faults: packFaults } = readPacks(place, systemClock.now());
  const { maps, faults: mapFaults } = readDataMaps(place);
  const faults = [...packFaults, ...mapFaults];
  const found = packs.map(({ key, version, status }) => ({ pack: key, version, status }));
  const ok = !faults.some(isError);
  terminal.out(
    json
      ? jsonText({ ok, packs: found, dataMaps: maps.map(({ key }) => key), faults })
      : renderFaults(faults),
  );
  return ok ? EXIT.fine : EXIT.faults;
}
