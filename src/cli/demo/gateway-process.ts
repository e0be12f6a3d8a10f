import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { packageRoot } from '../../config/package-root';

/** A demo gateway of the story's own. */
export interface GatewayProcess {
  readonly url: string;
  /** Ends the gateway and deletes its folder. */
  stop(): Promise<void>;
}

export interface GatewayProcessOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of real sample data for the agencies; generated data without it. */
  readonly data: string | undefined;
}

/** Settings of the caller's own gateway that the story's gateway must not touch. */
const NOT_INHERITED = ['DATABASE_URL', 'REDIS_URL', 'NODE_ENV', 'GATEWAY_POLICY_FOLDER'];
const START_MS = 90_000;
const STOP_MS = 15_000;
/** Characters of what the gateway said last that an error repeats. */
const KEPT = 2_000;

/** Starts a demo gateway as a process of its own, on a free port and in a new temporary folder. */
export async function startGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'review-gateway-demo-'));
  const child = spawn(process.execPath, [join(packageRoot(), 'dist', 'src', 'main.js')], {
    env: environmentOf(options, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const stop = async (): Promise<void> => {
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(kill);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await listeningUrl(child, ended), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environmentOf({ environment, data }: GatewayProcessOptions, folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(environment).filter(([name]) => !NOT_INHERITED.includes(name));
  return {
    ...Object.fromEntries(inherited),
    PORT: '0',
    GATEWAY_MODE: 'demo',
    GATEWAY_HOST: '127.0.0.1',
    GATEWAY_LOG_LEVEL: 'info',
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    ...(data !== undefined && { GATEWAY_SAMPLE_DATA: resolve(data) }),
  };
}

/** The URL in the line of the log that says that the gateway listens. */
async function listeningUrl(child: ChildProcess, ended: Promise<void>): Promise<string> {
  let said = '';
  const keep = (text: string): void => {
    said = (said + text).slice(-KEPT);
  };
  child.stderr?.setEncoding('utf8').on('data', keep);
  const line = new Promise<string>((found) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (text) => {
      const url = urlIn(text);
      if (url === undefined) keep(`${text}\n`);
      else found(url);
    });
  });
  const failure = async (what: string): Promise<never> => {
    throw new Error(`The gateway ${what}. It said last:\n${said.trim()}`);
  };
  const late = new Promise<void>((over) => setTimeout(over, START_MS).unref());
  return Promise.race([
    line,
    ended.then(() => failure('ended before it listened')),
    late.then(() => failure(`did not listen within ${START_MS / 1_000} seconds`)),
  ]);
}

function urlIn(line: string): string | undefined {
  try {
    const { msg, url } = JSON.parse(line) as { readonly msg?: unknown; readonly url?: unknown };
    return msg === 'listening' && typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
