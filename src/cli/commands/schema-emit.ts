import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Command } from 'commander';

import { packageRoot } from '../../config/package-root';
import { buildGatewaySchema, printGatewaySchema } from '../../graphql/schema';
import { emitRulesSchema } from '../../oversight';
import { emitDataMapSchema, emitPackSchema } from '../../policy';
import { emitPackTestSchema } from '../../policy/tools';
import { emitAgencyConfigSchema } from '../adapter/config';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface EmitOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

const HELP = `
It writes schema/gateway.graphql from the GraphQL types, and policies/json-schema/ pack.json, pack-test.json, data-map.json and
oversight-rules.json from the shape of a pack, of its tests, of a data map and of the rules for unusual access.

Examples:
  $ npm run --silent cli -- schema emit
  $ npm run --silent cli -- schema emit --check
`;

/** `schema emit`: renews the schemas that are checked in, or with `--check` tells whether they are current. */
export function addSchemaEmit(parent: Command, terminal: Terminal): void {
  parent
    .command('emit')
    .description('Renews the schemas that are checked in.')
    .option('--check', 'change nothing; exit code 1 when a file is not current')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: EmitOptions) => runCommand(terminal, () => emit(options, terminal)));
}

async function emit({ check, json }: EmitOptions, terminal: Terminal): Promise<ExitCode> {
  const files: { file: string; current: boolean }[] = [];
  for (const [file, content] of emitted()) {
    const path = join(packageRoot(), file);
    const current = (await readFile(path, 'utf8').catch(() => null)) === content;
    if (!current && !check) await writeFile(path, content);
    files.push({ file, current });
  }
  const stale = files.filter(({ current }) => !current);
  const remark = check ? 'not current: run npm run generate' : 'renewed';
  const lines = files.map(({ file, current }) => `${file}: ${current ? 'current' : remark}\n`);
  terminal.out(json ? jsonText({ files }) : lines.join(''));
  return check && stale.length > 0 ? EXIT.faults : EXIT.fine;
}

const emitted = (): readonly (readonly [file: string, content: string])[] => [
  ['schema/gateway.graphql', printGatewaySchema(buildGatewaySchema())],
  ['adapters/agency.schema.json', emitAgencyConfigSchema()],
  ['policies/json-schema/pack.json', emitPackSchema()],
  ['policies/json-schema/pack-test.json', emitPackTestSchema()],
  ['policies/json-schema/data-map.json', emitDataMapSchema()],
  ['policies/json-schema/oversight-rules.json', emitRulesSchema()],
];
