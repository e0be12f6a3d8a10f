import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';

/** The built gateway as a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  /** Milliseconds from the start to the first answer. */
  readonly readyAfter: number;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Sends it a signal that does not end it. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it and waits; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/** How a process ended that never listened. */
export interface FailedStart {
  readonly code: number | string;
  readonly errors: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | string>;
  readonly printed: { out: string; err: string };
}

function start(environment: Readonly<Record<string, string>>): Started {
  const main = join(packageRoot(), 'dist', 'src', 'main.js');
  if (!existsSync(main)) throw new Error('Build first: npm run build.');
  const env = { PATH: process.env['PATH'], PORT: '0', ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString('utf8')));
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => {
      resolve(code ?? signal ?? 'unknown');
    });
  });
  return { child, ended, printed };
}

/** Starts the gateway and waits until it listens. */
export async function startGatewayProcess(
  environment: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const began = Date.now();
  const { child, ended, printed } = start(environment);
  const state = { over: false };
  void ended.then(() => (state.over = true));
  for (;;) {
    const url = /"url":"(http[^"]+)"/.exec(printed.out)?.[1];
    if (url !== undefined) {
      const readyAfter = Date.now() - began;
      return {
        url,
        readyAfter,
        output: () => printed.out,
        signal: (signal) => {
          child.kill(signal);
        },
        end: (signal) => {
          child.kill(signal);
          return ended;
        },
      };
    }
    if (state.over) throw new Error(`The gateway did not start: ${printed.err}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Starts the gateway where it must not start, and waits for its end. */
export async function failToStart(environment: Readonly<Record<string, string>>): Promise<FailedStart> {
  const { ended, printed } = start(environment);
  return { code: await ended, errors: printed.err };
}
