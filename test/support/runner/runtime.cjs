const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

/** Whether the product's modules are each file's too: where one is changed between runs, it is loaded anew. */
const FRESH = process.env.TEST_FRESH_MODULES === '1';
const PACKAGES = `${sep}node_modules${sep}`;
const TESTS = join(dirname(dirname(__dirname)), sep);
const FRAMEWORK = `${sep}jest-circus${sep}build${sep}jestAdapterInit.js`;

/** Where the maps of all that was compiled are kept, for the stacks of modules that an earlier file loaded. */
const sourceMaps = new Map();
let current;

/** TypeScript is compiled by Jest's own transform, with its cache on disk. */
Module._extensions['.ts'] = (module, filename) => {
  const code = current.transformCache.transform(filename, undefined);
  for (const [file, map] of current.transformCache.getSourceMaps()) sourceMaps.set(file, map);
  module._compile(code, filename);
};

/** What is imported when it is needed is named by its built file. */
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const named = request.startsWith('.') && request.endsWith('.js') && parent?.filename?.endsWith('.ts');
  return resolve.call(this, named ? request.slice(0, -3) : request, parent, ...rest);
};

/** Forgets what one test file has to itself: the tests' own modules, and the framework's list of tests. */
function forget() {
  for (const file of Object.keys(require.cache)) {
    const isOwn = file.startsWith(TESTS) && !file.startsWith(__dirname);
    if (isOwn || file.endsWith(FRAMEWORK) || (FRESH && !file.includes(PACKAGES))) delete require.cache[file];
  }
}

/**
 * Loads modules by Node's own loader. Those of the product and of packages are loaded once a worker and serve every test
 * file that it runs: loading them anew, and running them cold, was half of what the suite took. The tests' own are each
 * file's. Nothing is mocked, so that nothing is kept apart for mocks.
 */
class SharedRuntime extends Runtime {
  constructor(...options) {
    super(...options);
    current = this;
    forget();
  }

  requireModule(from, moduleName) {
    globalThis.jest = this.jestGlobals.jestObjectFor(from);
    return moduleName === undefined ? require(from) : Module.createRequire(from)(moduleName);
  }

  requireInternalModule(from, moduleName) {
    return this.requireModule(from, moduleName);
  }

  getSourceMaps() {
    return sourceMaps;
  }
}

module.exports = SharedRuntime;
