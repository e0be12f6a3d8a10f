import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Who may make each proof that a stage hands to the next; a cast anywhere else would skip the stage. */
const OWNERS = {
  Principal: 'src/stages/identify',
  Declared: 'src/stages/declare',
  Decided: 'src/stages/decide',
  Planned: 'src/stages/plan',
  Collected: 'src/stages/collect',
  Minimised: 'src/stages/minimise',
  Receipt: 'src/audit',
  Recorded: 'src/stages/record',
  Disclosed: 'src/stages/disclose',
  UsedRequest: 'src/two-person',
};

const NAMED_EXPORTS = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export it by name: a name stays the same everywhere, and can be searched for.',
};

const NO_LAUNDERING = {
  selector: 'TSAsExpression[expression.type="TSAsExpression"], TSTypeAssertion',
  message: 'Narrow the value, or change its type where it is made: a double cast turns the compiler off.',
};

/** The casts to a proof, direct or inside another type such as `readonly Receipt[]`. */
const castTo = (name, owner) => ({
  selector: [
    `TSAsExpression > TSTypeReference[typeName.name="${name}"]`,
    `TSAsExpression > :matches(TSTypeReference, TSArrayType, TSTypeOperator, TSIntersectionType, TSUnionType) TSTypeReference[typeName.name="${name}"]`,
  ].join(', '),
  message: `Only ${owner} makes a ${name}: a cast here would skip what it stands for.`,
});

/** The syntax that files under `folder` may not use; every folder but an owner may make no proof at all. */
const restrictedSyntax = (folder) => [
  'error',
  NAMED_EXPORTS,
  NO_LAUNDERING,
  ...Object.entries(OWNERS)
    .filter(([, owner]) => owner !== folder)
    .map(([name, owner]) => castTo(name, owner)),
];

const ENVIRONMENT = 'Read it from the configuration: src/config is the only reader of the environment.';

/** What Node gives every module, for the files that no type checker reads. */
const NODE_GLOBALS = Object.fromEntries(
  ['process', 'console', 'Buffer', 'URL', 'fetch', 'setTimeout', 'clearTimeout', 'AbortSignal'].map(
    (name) => [name, 'readonly'],
  ),
);

/** Core rules for every file, typed or not. */
const CORE_RULES = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': 'error',
  'prefer-template': 'error',
  'no-eval': 'error',
  'no-param-reassign': 'error',
  'no-restricted-syntax': restrictedSyntax(),
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
};

const TYPED_RULES = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/no-explicit-any': ['error', { ignoreRestArgs: false }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // Code points are what the rules for names and numbers are written in.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  // `row['name']` says that the key comes from data, not from a type.
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  // It asks for the `!` that another rule forbids.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // A port's method is async so that what it throws is a rejection, whether or not this one awaits.
  '@typescript-eslint/require-await': 'off',
  // It overflows the stack on recursive types such as those of graphql-js.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  'no-console': 'error',
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
  'no-restricted-imports': [
    'error',
    {
      paths: ['process', 'node:process'].map((name) => ({
        name,
        importNames: ['env'],
        message: ENVIRONMENT,
      })),
    },
  ],
};

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'coverage/', '**/*.generated.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { ecmaVersion: 2024, globals: NODE_GLOBALS },
    rules: { ...CORE_RULES, 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } },
  },
  {
    // ESLint reads its configuration from the default export.
    files: ['eslint.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...CORE_RULES, ...TYPED_RULES },
  },
  Object.values(OWNERS).map((owner) => ({
    files: [`${owner}/**/*.ts`],
    rules: { 'no-restricted-syntax': restrictedSyntax(owner) },
  })),
  {
    files: ['src/config/**/*.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/cli/**/*.ts', 'src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // type-graphql reads these classes at run time: they hold decorated fields and nothing else, and it makes them.
    files: ['src/graphql/types/**/*.ts'],
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // `() => [Thing]` stays a function, and `(_type) =>` names what type-graphql passes.
      '@typescript-eslint/no-unused-vars': ['error', { args: 'none' }],
      // An explicit type on a field with a default is what the decorator's metadata is made from.
      '@typescript-eslint/no-inferrable-types': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    // A resolver's parameters are the arguments of its GraphQL field.
    files: ['src/graphql/resolvers/**/*.ts'],
    rules: { 'max-params': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test makes the proof that the stage under test requires; what leaves the gateway is made by src alone.
      'no-restricted-syntax': ['error', NAMED_EXPORTS, NO_LAUNDERING],
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      'max-lines-per-function': 'off',
      // `it.each` passes a row of its table as arguments.
      'max-params': 'off',
      // `expect(server.stop)` names a method, and `rows[0]!` fails the test where it does not hold.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Matchers such as `expect.any(String)` are typed as anything, wherever they stand.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
