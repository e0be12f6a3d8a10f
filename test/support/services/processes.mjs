import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a process may take over its orderly end before it is killed. */
const GRACE_MS = 8_000;

/**
 * @typedef {object} StartOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid] the user to run as; only root may set it
 * @property {number} [gid]
 * @property {string} [input] what to write to standard input, which is otherwise empty
 * @property {boolean} [inherit] print straight to our own output instead of keeping it
 * @property {NodeJS.Signals} [stopSignal] asks for an orderly end; SIGTERM to the whole process group by default
 */

/**
 * @typedef {object} Started
 * @property {number} pid
 * @property {Promise<number>} ended the exit code, 1 for a signal or a program that could not be started
 * @property {() => boolean} running
 * @property {() => string} output what it has printed so far
 * @property {() => Promise<void>} stop
 */

/**
 * The processes and files of one run. It ends what it started and nothing else: each process leads its own process
 * group, and is known by the id that its start returned.
 */
export class Processes {
  /** @type {Set<{ pid: number, started: Started }>} */
  #live = new Set();
  /** @type {(() => void)[]} */
  #undo = [];
  #ending = false;
  /** Removed at the end. Others may pass through it, because PostgreSQL refuses to run as root. */
  directory = mkdtempSync(join(tmpdir(), 'review-gateway-test-'));

  constructor() {
    chmodSync(this.directory, 0o711);
    this.onEnd(() => rmSync(this.directory, { recursive: true, force: true, maxRetries: 3 }));
  }

  /**
   * Has `undo` run once at the end, whatever the end is; it must be synchronous.
   * @param {() => void} undo
   */
  onEnd(undo) {
    this.#undo.push(undo);
  }

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {StartOptions} [options]
   * @returns {Started}
   * @throws {Error} when the run is already ending
   */
  start(command, args, options = {}) {
    if (this.#ending) throw new Error('the run is ending');
    const { input, inherit = false, stopSignal, ...rest } = options;
    const out = inherit ? 'inherit' : 'pipe';
    const child = spawn(command, args, {
      ...rest,
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', out, out],
    });
    const pid = child.pid ?? 0;
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (printed += text));
    }
    // A program that ends without reading its input is judged by its exit code.
    child.stdin?.on('error', () => undefined).end(input);
    let running = true;
    /** @type {Promise<number>} */
    const ended = new Promise((resolve) => {
      const settle = (/** @type {number | null} */ code) => {
        running = false;
        this.#live.delete(entry);
        resolve(code ?? 1);
      };
      child.once('error', (error) => {
        printed += `${error.message}\n`;
        settle(1);
      });
      // What a program leaves behind in its group would outlive the run, and hold its output open.
      child.once('exit', () => signal(-pid, 'SIGTERM'));
      child.once(inherit ? 'exit' : 'close', settle);
    });
    const stop = async () => {
      if (!running) return;
      signal(stopSignal === undefined ? -pid : pid, stopSignal ?? 'SIGTERM');
      const timer = setTimeout(() => signal(-pid, 'SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    };
    const started = { pid, ended, running: () => running, output: () => printed, stop };
    const entry = { pid, started };
    this.#live.add(entry);
    return started;
  }

  /**
   * Runs a program to its end.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {StartOptions} [options]
   * @returns {Promise<{ code: number, output: string }>}
   */
  async run(command, args, options) {
    const started = this.start(command, args, options);
    const code = await started.ended;
    return { code, output: started.output() };
  }

  /** Asks every process to end, waits for it, then removes what the run left behind. */
  async end() {
    this.#ending = true;
    await Promise.all([...this.#live].map(({ started }) => started.stop()));
    this.endNow();
  }

  /** The end when there is no time to wait: for the exit of the runner itself. */
  endNow() {
    this.#ending = true;
    for (const { pid } of this.#live) signal(-pid, 'SIGKILL');
    this.#live.clear();
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }
}

/**
 * @param {number} target a process id, or a negative one for the group that this process leads
 * @param {NodeJS.Signals} name
 */
function signal(target, name) {
  // 0 and -0 mean our own group, and stand for a process that never started.
  if (target === 0) return;
  try {
    process.kill(target, name);
  } catch {
    // It has ended by itself.
  }
}
