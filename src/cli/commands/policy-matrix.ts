import type { Command } from 'commander';

import { loadConfig } from '../../config/load';
import { systemClock } from '../../config/system';
import type { PackKey } from '../../domain/ids';
import { openPackShelf, policyMatrix, type CompiledPack, type PackShelf } from '../../policy';
import { renderMatrix } from '../policy-report';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface MatrixOptions {
  readonly pack: string;
  readonly version?: string;
  readonly json?: boolean;
}

const HELP = `
Without --version it shows the version in force, or the newest where none is in force.

Examples:
  $ npm run --silent cli -- policy matrix --pack baseline
  $ npm run --silent cli -- policy matrix --pack lancashire --version 1.0.0 --json
`;

/** `policy matrix --pack <key>`: who receives what, and on which sentence. */
export function addPolicyMatrix(parent: Command, terminal: Terminal): void {
  parent
    .command('matrix')
    .description('Shows a policy pack as a table: who receives what, and on which sentence.')
    .requiredOption('--pack <key>', 'the pack, such as baseline')
    .option('--version <version>', 'a version other than the one in force')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: MatrixOptions) => runCommand(terminal, () => show(options, terminal)));
}

function show({ json, ...wanted }: MatrixOptions, terminal: Terminal): ExitCode {
  const shelf = openPackShelf(loadConfig(terminal.environment).policyFolder);
  const pack = find(shelf, wanted);
  if (!pack) throw new UsageError(notFound(shelf, wanted));
  terminal.out(json ? jsonText(document(pack)) : renderMatrix(pack));
  return EXIT.fine;
}

function find(shelf: PackShelf, { pack, version }: MatrixOptions): CompiledPack | undefined {
  const key = pack as PackKey;
  if (version !== undefined) return shelf.find(key, version);
  return shelf.inForce(key, systemClock.now()) ?? shelf.find(key);
}

function notFound(shelf: PackShelf, { pack, version }: MatrixOptions): string {
  const known = shelf.all().map((one) => `${one.key} ${one.version}`);
  return `There is no pack "${[pack, version].filter(Boolean).join(' ')}". Take one of: ${known.join(', ')}.`;
}

const document = (pack: CompiledPack): Readonly<Record<string, unknown>> => ({
  pack: pack.key,
  version: pack.version,
  title: pack.title,
  status: pack.status,
  effective: pack.effective,
  digest: pack.digest,
  rows: policyMatrix(pack),
});
