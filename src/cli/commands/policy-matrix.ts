import type { Command } from 'commander';

import { PURPOSES, type Purpose } from '../../domain/purpose';
import { STANDINGS, type Standing } from '../../domain/standing';
import { policyMatrix, type CompiledPack } from '../../policy';
import type { MatrixFilter } from '../../policy/tools';
import { choice } from '../choices';
import { findPack } from '../pack-choice';
import { renderMatrixHtml, renderMatrixMarkdown } from '../policy-matrix-document';
import { renderMatrix } from '../policy-report';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

const FORMATS = {
  terminal: renderMatrix,
  markdown: renderMatrixMarkdown,
  html: renderMatrixHtml,
} as const;

interface MatrixOptions {
  readonly pack: string;
  readonly version?: string;
  readonly format: keyof typeof FORMATS;
  readonly standing?: Standing;
  readonly purpose?: Purpose;
  readonly json?: boolean;
}

const HELP = `
Without --version it shows the version in force, or the newest where none is in force.

Examples:
  $ npm run --silent cli -- policy matrix --pack baseline
  $ npm run --silent cli -- policy matrix --pack lancashire --standing WIDER --purpose CONTACT_CHECK
  $ npm run --silent cli -- policy matrix --pack lancashire --format html > lancashire.html
  $ npm run --silent cli -- policy matrix --pack lancashire --version 1.0.0 --json
`;

/** `policy matrix --pack <key>`: who receives what, and on which sentence. */
export function addPolicyMatrix(parent: Command, terminal: Terminal): void {
  parent
    .command('matrix')
    .description('Shows a policy pack as a table: who receives what, and on which sentence.')
    .requiredOption('--pack <key>', 'the pack, such as baseline')
    .option('--version <version>', 'a version other than the one in force')
    .addOption(choice('--format <format>', 'how to lay it out', Object.keys(FORMATS)).default('terminal'))
    .addOption(choice('--standing <standing>', 'the columns of one standing', STANDINGS))
    .addOption(choice('--purpose <purpose>', 'the columns of one purpose', PURPOSES))
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: MatrixOptions) => runCommand(terminal, () => show(options, terminal)));
}

function show(options: MatrixOptions, terminal: Terminal): ExitCode {
  const { json, format, standing, purpose } = options;
  const pack = findPack(terminal, options);
  const filter: MatrixFilter = { standing, purpose };
  terminal.out(json ? jsonText(documentOf(pack, filter)) : FORMATS[format](pack, filter));
  return EXIT.fine;
}

const documentOf = (
  pack: CompiledPack,
  { standing, purpose }: MatrixFilter,
): Readonly<Record<string, unknown>> => ({
  pack: pack.key,
  version: pack.version,
  title: pack.title,
  status: pack.status,
  effective: pack.effective,
  digest: pack.digest,
  levels: pack.levels,
  rows: policyMatrix(pack).map(({ category, cells }) => ({
    category,
    cells: cells.filter(
      (cell) =>
        (standing === undefined || cell.standing === standing) &&
        (purpose === undefined || cell.purposes.includes(purpose)),
    ),
  })),
});
