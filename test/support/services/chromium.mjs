import { findProgram, isProgram } from './locate.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = [
  '/usr/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @type {import('./services.mjs').Service} */
export const chromium = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  package: 'chromium',

  find: () => findProgram(NAMES, APPLICATIONS),

  check(path) {
    return isProgram(path) ? Promise.resolve() : Promise.reject(new Error('there is no such program'));
  },

  // The tests start it themselves, each with its own profile.
  start: (program) => Promise.resolve(program),
};
