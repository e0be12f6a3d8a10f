import type { Command } from 'commander';

import { loadConfig } from '../../config/load';
import { readPacks } from '../../policy';
import { prove, type CounterExample, type Proof } from '../../policy/tools';
import { gateModel } from '../policy-gates';
import { choosePacks } from '../pack-choice';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface ProveOptions {
  readonly pack?: string;
  readonly json?: boolean;
}

const HELP = `
A case is one combination of pack, standing, purpose, category, contribution, party class, recorded conditions, review
type, review state, contact check, what can be out of order, and the flags of the person. The functions that decide on
requests are asked once for all the cases that put them the same question; each line says how many such distinct
decisions were really asked for.
A counter-example is printed with every input.

Examples:
  $ npm run --silent cli -- policy prove
  $ npm run --silent cli -- policy prove --pack lancashire --json
`;

/** `policy prove`: goes through every combination and tells which laws hold. */
export function addPolicyProve(parent: Command, terminal: Terminal): void {
  parent
    .command('prove')
    .description('Proves by enumeration what no pack ever permits; exit code 1 with a counter-example.')
    .option('--pack <key>', 'one pack, such as baseline; all of them where none is named')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: ProveOptions) => runCommand(terminal, () => run(options, terminal)));
}

function run({ pack, json }: ProveOptions, terminal: Terminal): ExitCode {
  const packs = choosePacks(readPacks(loadConfig(terminal.environment).policyFolder), pack);
  const proofs = prove({ packs, gates: gateModel() });
  const ok = proofs.every(({ counterExample }) => counterExample === null);
  const names = packs.map(({ key, version }) => `${key} ${version}`);
  terminal.out(json ? jsonText({ ok, packs: names, laws: proofs }) : describe(names, proofs));
  return ok ? EXIT.fine : EXIT.faults;
}

const counted = new Intl.NumberFormat('en-GB');

function describe(names: readonly string[], proofs: readonly Proof[]): string {
  const broken = proofs.filter(({ counterExample }) => counterExample !== null).length;
  return [
    `Packs: ${names.join(', ')}`,
    '',
    ...proofs.flatMap(({ statement, asked, cases, held, counterExample }) => [
      `${counterExample === null ? 'holds' : 'FAILS'}  ${statement}: ${counted.format(held)} of ${counted.format(cases)} cases, in ${counted.format(asked)} distinct decisions`,
      ...(counterExample === null ? [] : describeExample(counterExample)),
    ]),
    '',
    broken === 0 ? `All ${proofs.length} laws hold.` : `${broken} of ${proofs.length} laws do not hold.`,
    '',
  ].join('\n');
}

const describeExample = (example: CounterExample): readonly string[] => [
  '       Counter-example:',
  ...Object.entries(example).map(([input, value]) => `         ${input}: ${value}`),
];
