import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ROOT, projectFiles, runNode } from './project';

interface Generated {
  readonly filename: string;
  readonly content: string;
}

/** Prints what graphql-codegen makes as JSON instead of writing it. */
const PRINT = `
  const { generate, loadContext } = require('@graphql-codegen/cli');
  loadContext('codegen.yml')
    .then((context) => generate(context.updateConfig({ silent: true }) ?? context, false))
    .then((files) => process.stdout.write(JSON.stringify(files)));
`;

describe('generated files', () => {
  let generated: readonly Generated[] = [];

  beforeAll(async () => {
    generated = JSON.parse(await runNode(['--eval', PRINT])) as readonly Generated[];
  }, 240_000);

  it('are what `npm run generate` makes of the schema today', () => {
    expect(generated).not.toHaveLength(0);
    for (const { filename, content } of generated) {
      expect(readFileSync(resolve(ROOT, filename), 'utf8')).toBe(content);
    }
  });

  it('are all listed in the configuration of the generator', () => {
    const checkedIn = projectFiles().map(({ path }) => path);
    const listed = generated.map(({ filename }) => relative(ROOT, join(ROOT, filename)));
    expect(checkedIn.filter((path) => path.endsWith('.generated.ts'))).toEqual(listed.sort());
  });
});
