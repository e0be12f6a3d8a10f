const { sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Folders whose files start processes, databases and browsers: whichever of them came last would run alone. */
const FIRST = [
  'docs',
  'faults',
  'browser',
  'cli',
  'replicas',
  'leaks',
  'audit',
  'deploy',
  'journeys',
  'reviews',
];

/** Takes longest by far: whatever it began after, it would end alone. */
const LONGEST = `${sep}fuzz.test.ts`;

const rank = (path) => {
  if (path.endsWith(LONGEST)) return -1;
  const folder = path.split(`${sep}test${sep}`).at(-1).split(sep)[0];
  const place = FIRST.indexOf(folder);
  return place === -1 ? FIRST.length : place;
};

/** Runs what takes longest first, in every run the same. */
class SlowFoldersFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort(
      (one, other) => rank(one.path) - rank(other.path) || (one.path < other.path ? -1 : 1),
    );
  }
}

module.exports = SlowFoldersFirst;
