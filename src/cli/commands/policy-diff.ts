import type { Command } from 'commander';

import { diffPacks, type PackDiff } from '../../policy/tools';
import { packByName } from '../pack-choice';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface DiffOptions {
  readonly json?: boolean;
}

const HELP = `
Each pack is a file, the folder of a pack.yaml, a key such as baseline, or a key and version such as baseline@1.0.0. Every
cell is compared for every standing, purpose, contribution, party class and set of recorded conditions.

Examples:
  $ npm run --silent cli -- policy diff lancashire@1.0.0 ../drafts/lancashire
  $ npm run --silent cli -- policy diff baseline lancashire --json
`;

/** `policy diff <before> <after>`: what a change means, in words. */
export function addPolicyDiff(parent: Command, terminal: Terminal): void {
  parent
    .command('diff')
    .description('Tells in words what a change of a policy pack means; exit code 1 when anything widens.')
    .argument('<before>', 'the pack as it is')
    .argument('<after>', 'the pack as it would be')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((before: string, after: string, { json }: DiffOptions) =>
      runCommand(terminal, (): ExitCode => {
        const diff = diffPacks(packByName(terminal, before), packByName(terminal, after));
        terminal.out(json ? jsonText(diff) : describe(diff));
        return diff.widens ? EXIT.faults : EXIT.fine;
      }),
    );
}

function describe({ before, after, widens, changes }: PackDiff): string {
  if (changes.length === 0) return `${before} and ${after} say the same.\n`;
  const lines = changes.map((change) => `${change.widens ? 'WIDENS ' : '       '}${change.words}`);
  const verdict = widens ? 'It widens.' : 'Nothing widens.';
  return `${after}, compared with ${before}:\n\n${lines.join('\n')}\n\n${verdict}\n`;
}
