import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { ROOT } from './project';

/** The project's own rules that need no types; those of typescript-eslint are its own to prove. */
const PROVED = [
  'no-restricted-syntax',
  'no-restricted-properties',
  'no-restricted-imports',
  'no-console',
  'max-params',
];

const eslint = new ESLint({ cwd: ROOT });

/** The names of the rules that `code` breaks as the content of `path`. */
async function broken(path: string, code: string): Promise<readonly string[]> {
  const { rules } = (await eslint.calculateConfigForFile(join(ROOT, path))) as {
    readonly rules: Linter.RulesRecord;
  };
  const proved = Object.fromEntries(Object.entries(rules).filter(([name]) => PROVED.includes(name)));
  const messages = new Linter().verify(
    code,
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, rules: proved },
    path,
  );
  return messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe('the lint rules', () => {
  it.each([
    ['a default export', 'src/policy/a.ts', 'export default 1;', 'no-restricted-syntax'],
    ['a double cast', 'src/policy/a.ts', 'f(x as unknown as Pack);', 'no-restricted-syntax'],
    [
      'the environment outside src/config',
      'src/http/a.ts',
      'f(process.env.PORT);',
      'no-restricted-properties',
    ],
    ['it taken apart', 'adapters/sql/a.ts', 'const { env } = process;', 'no-restricted-properties'],
    ['it imported', 'src/http/a.ts', "import { env } from 'node:process';", 'no-restricted-imports'],
    ['the console outside the CLI', 'src/http/a.ts', 'console.log(1);', 'no-console'],
    ['a fourth parameter', 'src/http/a.ts', 'export function f(a, b, c, d) {}', 'max-params'],
    ['a receipt without the audit', 'src/gateway.ts', 'f({} as Receipt);', 'no-restricted-syntax'],
    [
      'a list of receipts without it',
      'src/gateway.ts',
      'f([] as readonly Receipt[]);',
      'no-restricted-syntax',
    ],
    ['a disclosure made elsewhere', 'src/graphql/a.ts', 'f(x as Disclosed);', 'no-restricted-syntax'],
    ['one made by the stage before', 'src/stages/record/a.ts', 'f(x as Disclosed);', 'no-restricted-syntax'],
    ['one made by an adapter', 'adapters/sql/a.ts', 'f(x as Minimised);', 'no-restricted-syntax'],
  ])('refuse %s', async (_what, path, code, rule) => {
    expect(await broken(path, code)).toEqual([rule]);
  });

  it.each([
    ['the environment in src/config', 'src/config/load.ts', 'f(process.env.PORT);'],
    ['the console in the CLI', 'src/cli/token.ts', 'console.log(1);'],
    ['a receipt made by the audit', 'src/audit/append.ts', 'f(x as Receipt);'],
    ['a disclosure made by its stage', 'src/stages/disclose/index.ts', 'f(x as Disclosed);'],
    ['a proof that a test makes', 'test/stages/record.test.ts', 'f(x as Minimised);'],
  ])('allow %s', async (_what, path, code) => {
    expect(await broken(path, code)).toEqual([]);
  });
});
