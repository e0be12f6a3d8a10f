import type { Command } from 'commander';

import { loadConfig } from '../../config/load';
import { formatFault } from '../../policy';
import { TEST_FILE, testPacksIn, type TestedPack } from '../../policy/tools';
import { gateModel } from '../policy-gates';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface TestOptions {
  readonly json?: boolean;
}

const HELP = `
The tests of a pack lie beside its pack.yaml, in ${TEST_FILE}: principals, reviews, a fixed time, and what each is expected
to receive. A pack without tests fails.

Examples:
  $ npm run --silent cli -- policy test
  $ npm run --silent cli -- policy test lancashire --json
`;

/** `policy test [pack]`: runs the tests that lie beside each pack. */
export function addPolicyTest(parent: Command, terminal: Terminal): void {
  parent
    .command('test')
    .description('Runs the tests of the policy packs; exit code 1 when one fails.')
    .argument('[pack]', 'one pack, such as baseline; all of them where none is named')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((pack: string | undefined, options: TestOptions) =>
      runCommand(terminal, () => run(pack, options, terminal)),
    );
}

function run(key: string | undefined, { json }: TestOptions, terminal: Terminal): ExitCode {
  const all = testPacksIn(loadConfig(terminal.environment).policyFolder, gateModel());
  const tested = key === undefined ? all : all.filter(({ pack }) => pack === null || pack.key === key);
  if (!tested.some(({ pack }) => key === undefined || pack?.key === key)) {
    const known = all.flatMap(({ pack }) => pack?.key ?? []);
    throw new UsageError(`There is no pack "${key ?? ''}". Take one of: ${known.join(', ')}.`);
  }
  const ok = tested.every(({ report }) => report?.ok === true);
  terminal.out(json ? jsonText({ ok, packs: tested.map(documentOf) }) : tested.map(describe).join('\n'));
  return ok ? EXIT.fine : EXIT.faults;
}

const documentOf = ({ file, pack, faults, report }: TestedPack): Readonly<Record<string, unknown>> => ({
  pack: pack?.key ?? null,
  version: pack?.version ?? null,
  file,
  faults,
  results: report?.results ?? [],
});

function describe({ pack, faults, report }: TestedPack): string {
  const failed = report?.results.filter(({ failures }) => failures.length > 0) ?? [];
  const count = report?.results.length ?? 0;
  return [
    ...(pack === null ? [] : [`${pack.key} ${pack.version}`]),
    ...faults.map(formatFault),
    ...(report?.results.flatMap(({ name, failures }) => [
      `  ${failures.length === 0 ? 'passes' : 'FAILS '}  ${name}`,
      ...failures.map((failure) => `            ${failure}`),
    ]) ?? []),
    report === null ? 'The tests were not run.' : `${count - failed.length} of ${count} tests pass.`,
    '',
  ].join('\n');
}
