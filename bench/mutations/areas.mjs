/**
 * @typedef {object} Area what is broken, and the tests that must notice
 * @property {string} name
 * @property {readonly string[]} mutate globs; one that begins with `!` takes files out
 * @property {readonly string[]} tests quick ones that run in the process, since each mutant runs them anew
 */

const MINIMISE = 'src/stages/minimise';
const MINIMISE_TESTS = 'test/stages/minimise';

/** What looks for identifiers in what leaves. */
const SCAN = `${MINIMISE}/{scan,exit-scan,identifier-*,known-identifiers}.ts`;

/** What makes an answer of many records, and remembers for the next one. */
const ANSWER = '{index,memory,remembering,review-texts,turns,viewer-match}';

/** What de-identifies free text, by what its modules look for; each is held by its own tests. */
const TEXT = {
  addresses: { files: 'address-lines,street-context,words', tests: 'address-lines,street-context,words*' },
  bodies: { files: 'body-context,name-context', tests: 'body-context*,name-context*' },
  names: {
    files: 'lexicon,name-runs,name-words,unknown-names',
    tests: 'lexicon,name-runs,name-words,slips,unknown-names*',
  },
  forms: {
    files: 'case-words,edit-distance,initials,kinds,misspellings,patterns,residual-risk',
    tests: 'case-words,edit-distance,initials,kinds,misspellings,patterns*,residual-risk,slips',
  },
  people: {
    files: 'allotment,deidentify,desk,fingerprints,known-in-text,people,remembered,role-labels',
    tests: 'allotment,deidentify*,desk,fingerprints,known-in-text,people*,remembered,role-labels',
    beside: 'desk,same-parties,text',
  },
};

/** The stage that minimises is many areas, so that what is broken waits for few tests. @type {readonly Area[]} */
export const AREAS = [
  {
    name: 'decide',
    mutate: ['src/stages/decide/**/*.ts'],
    tests: ['test/stages/decide/*.test.ts'],
  },
  {
    name: 'shield',
    mutate: ['src/graphql/shield/**/*.ts'],
    tests: ['test/graphql/*.test.ts'],
  },
  {
    name: 'record',
    mutate: ['src/stages/record/**/*.ts'],
    tests: ['test/stages/record/*.test.ts'],
  },
  {
    name: 'answer',
    mutate: [`${MINIMISE}/${ANSWER}.ts`],
    tests: [`${MINIMISE_TESTS}/{minimise*,remembering,review-*,turns,viewer-match}.test.ts`],
  },
  {
    name: 'copy',
    mutate: [`${MINIMISE}/*.ts`, `!${SCAN}`, `!${MINIMISE}/${ANSWER}.ts`],
    tests: [
      `${MINIMISE_TESTS}/{copy,flags,minimise-returns,narrowing,offence-proxy,reader,released-texts,transforms}.test.ts`,
      'test/property/remembered-generalisers.test.ts',
    ],
  },
  {
    name: 'transforms',
    mutate: [`${MINIMISE}/transforms/**/*.ts`],
    tests: [
      `${MINIMISE_TESTS}/{copy,narrowing,released-texts,transforms}.test.ts`,
      'test/property/minimise-copy.test.ts',
    ],
  },
  {
    name: 'scan',
    mutate: [SCAN],
    tests: [`${MINIMISE_TESTS}/{exit-scan,identifier-*,known-identifiers,scan,scan-spans}.test.ts`],
  },
  ...Object.entries(TEXT).map(([name, { files, tests, beside }]) => ({
    name: `text-${name}`,
    mutate: [`${MINIMISE}/text/{${files}}.ts`],
    tests: [
      `${MINIMISE_TESTS}/text/{${tests}}.test.ts`,
      ...(beside === undefined ? [] : [`${MINIMISE_TESTS}/{${beside}}.test.ts`]),
    ],
  })),
];
