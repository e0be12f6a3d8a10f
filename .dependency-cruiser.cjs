const { join } = require('node:path');

/** The stages in the order in which a request passes them; each may import from those before it. */
const STAGES = ['identify', 'declare', 'decide', 'plan', 'collect', 'minimise', 'record', 'disclose'];

/**
 * The layers from the bottom up. A layer imports from itself and from what is below; those of one row know nothing
 * of each other.
 */
const LAYERS = [
  ['domain/'],
  ['errors/'],
  ['config/'],
  ['metrics/', 'traces/'],
  ['policy/', 'pseudonyms/', 'store/'],
  ['agencies/', 'revocations/'],
  ['audit/', 'two-person/'],
  ['grants/'],
  ['reviews/'],
  ['retention/'],
  ...STAGES.map((stage) => [`stages/${stage}/`]),
  ['gateway\\.ts'],
  ['reidentification/', 'statistics/'],
  ['oversight/'],
  ['jobs/'],
  ['graphql/', 'console/'],
  ['http/'],
  ['demo/'],
  ['compose\\.ts'],
  ['main\\.ts', 'cli/'],
].map((row) => row.map((path) => `src/${path}`));

/** The folders of adapters/ that speak one protocol each. */
const PROTOCOLS = '^adapters/(?!shared/|samples/)([^/]+)/';

const anyOf = (paths) => `^(${paths.join('|')})`;

/** For each layer: nothing of src but itself and what is below it. */
const layerRules = LAYERS.flatMap((row, index) =>
  row.map((layer) => ({
    name: `layer-${layer
      .replace(/^src\//, '')
      .replace(/[^a-z]+/g, '-')
      .replace(/-(ts)?$/, '')}`,
    comment: `${layer} imports from itself and from the layers below it only.`,
    severity: 'error',
    from: { path: anyOf([layer]) },
    to: { path: '^src/', pathNot: anyOf([...LAYERS.slice(0, index).flat(), layer]) },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layer-unknown',
      comment: 'Every file of src belongs to a layer: give a new folder its place in the order.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(LAYERS.flat()) },
      to: {},
    },
    {
      name: 'resolve-apart',
      comment: 'Only the re-identification service goes from a pseudonym to whom it stands for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/reidentification/' },
      to: { path: '^src/reidentification/resolve\\.ts$' },
    },
    {
      name: 'query-service-makes-only',
      comment: 'What answers queries makes pseudonyms and resolves none.',
      severity: 'error',
      from: {
        path: '^src/graphql/(disclosure-plugin|selection|views|subject-refs|resolvers/review-resolver)',
      },
      to: { path: '^src/reidentification/' },
    },
    {
      name: 'adapters-port-only',
      comment:
        'An adapter also runs at an agency, without the gateway: it knows the vocabulary, the errors and the port.',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^src/', pathNot: '^src/(domain|errors)/' },
    },
    {
      name: 'adapters-apart',
      comment:
        'A protocol imports its own folder and adapters/shared, so that each can be read and shipped alone.',
      severity: 'error',
      from: { path: PROTOCOLS },
      to: { path: '^adapters/', pathNot: ['^adapters/shared/', '^adapters/$1/'] },
    },
    {
      name: 'adapters-shared-below',
      comment: 'What the adapters share knows none of them.',
      severity: 'error',
      from: { path: '^adapters/shared/' },
      to: { path: '^adapters/', pathNot: '^adapters/shared/' },
    },
    {
      name: 'adapters-composed-once',
      comment:
        'The gateway reaches agencies through the contract; only the composition root, the demo and the CLI start adapters.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(compose\\.ts|demo/|cli/)' },
      to: { path: '^adapters/' },
    },
    {
      name: 'no-test-in-production',
      comment: 'What ships does not depend on its tests.',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-development-package',
      comment: 'What ships imports what `npm ci --omit=dev` installs.',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that package.json does not name is there by accident.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolved-import',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      // A package of types alone has no code to find.
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that import each other are one file: move what they share below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment:
        'A file that nothing imports and that imports nothing is dead, or an entry point to be named here.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['^src/(main\\.ts|cli/)', '\\.d\\.ts$', '^test/.*\\.test\\.ts$', '^test/run\\.mjs$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    // An import of a type alone counts as well: the direction is one of knowledge, not of loading.
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
