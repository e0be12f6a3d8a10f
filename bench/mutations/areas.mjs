/**
 * @typedef {object} Area what is broken, and the tests that must notice
 * @property {string} name
 * @property {string} folder a file belongs to the first area whose folder holds it
 * @property {readonly string[]} tests quick ones that run in the process, since each mutant runs them anew
 */

/** @type {readonly Area[]} */
export const AREAS = [
  {
    name: 'decide',
    folder: 'src/stages/decide',
    tests: ['test/stages/decide/*.test.ts'],
  },
  {
    name: 'shield',
    folder: 'src/graphql/shield',
    tests: ['test/graphql/*.test.ts'],
  },
  { name: 'record', folder: 'src/stages/record', tests: ['test/stages/record/*.test.ts'] },
  {
    name: 'text',
    folder: 'src/stages/minimise/text',
    tests: ['test/stages/minimise/*.test.ts', 'test/property/deid.test.ts'],
  },
  {
    name: 'transforms',
    folder: 'src/stages/minimise/transforms',
    tests: [
      'test/stages/minimise/copy.test.ts',
      'test/stages/minimise/narrowing.test.ts',
      'test/stages/minimise/released-texts.test.ts',
      'test/stages/minimise/transforms.test.ts',
      'test/property/minimise-copy.test.ts',
    ],
  },
  {
    name: 'minimise',
    folder: 'src/stages/minimise',
    tests: [
      'test/stages/minimise/*.test.ts',
      'test/property/minimise-copy.test.ts',
      'test/property/precedence.test.ts',
    ],
  },
];

/**
 * The area of a file, or of a glob that begins with a folder.
 * @param {string} path from the root
 * @returns {Area | undefined}
 */
export const areaOf = (path) => AREAS.find(({ folder }) => path === folder || path.startsWith(`${folder}/`));
