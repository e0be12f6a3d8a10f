const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** What a test file sets for itself in Jest's framework, by the names under which that keeps it. */
const OF_ONE_FILE = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES'].map((name) => Symbol.for(name));

/**
 * Runs test files in Node's own realm, one after the other, so that the modules that they share are loaded once a worker
 * (see `runtime.cjs`). What a file may change of its process is put back behind it.
 */
class SharedEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.before = {
      variables: { ...process.env },
      exit: process.exit,
      console: globalThis.console,
      getBuiltinModule: process.getBuiltinModule,
    };
    this.moduleMocker = new ModuleMocker(globalThis);
    const timers = { config: projectConfig, global: globalThis };
    this.fakeTimers = new LegacyFakeTimers({
      ...timers,
      moduleMocker: this.moduleMocker,
      timerConfig: { idToRef: (id) => id, refToId: (ref) => ref },
    });
    this.fakeTimersModern = new ModernFakeTimers(timers);
  }

  async setup() {
    Error.stackTraceLimit = 100;
  }

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    const { variables, exit, console, getBuiltinModule } = this.before;
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
    Object.assign(process, { exit, ...(getBuiltinModule && { getBuiltinModule }) });
    globalThis.console = console;
    for (const name of OF_ONE_FILE) delete globalThis[name];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** There is no other realm than Node's. */
  getVmContext() {
    return null;
  }
}

module.exports = SharedEnvironment;
