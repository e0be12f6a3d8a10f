import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';

/** The built `adapter serve` as a process of its own. */
export interface ServedAdapter {
  readonly url: string;
  /** Waits until it has printed what the pattern says, on either stream. */
  prints(pattern: RegExp): Promise<void>;
  /** Stops it as an operator would; the exit code, or the signal that ended it. */
  stop(): Promise<number | string>;
}

export async function serveAdapter(
  config: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServedAdapter> {
  const main = join(packageRoot(), 'dist', 'src', 'cli', 'main.js');
  if (!existsSync(main)) throw new Error('Build first: npm run build.');
  const env = { PATH: process.env['PATH'], ...environment };
  const child = spawn(process.execPath, [main, 'adapter', 'serve', '--config', config], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  let printed = '';
  const waiting = new Set<() => void>();
  const note = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
    for (const check of waiting) check();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const prints = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (!pattern.test(printed)) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
      void ended.then(() => reject(new Error(`The adapter ended: ${printed}`)));
    });
  await prints(/ answers at \S+\. /);
  return {
    url: / answers at (\S+)\. /.exec(printed)?.[1] ?? '',
    prints,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
