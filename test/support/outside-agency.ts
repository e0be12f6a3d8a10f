import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';

/** A subgraph that somebody else wrote, as a process of its own on loopback. */
export interface OutsideAgency {
  readonly url: string;
  close(): Promise<void>;
}

const FOLDER = join(packageRoot(), 'test', 'outside-agencies');

/** Whether this machine has the language of the second one. */
export const hasPython = (): boolean => spawnSync('python3', ['--version']).status === 0;

/** A school's, with graphql-yoga; it offers four categories, and names its key directive otherwise. */
export const startSchool = (): Promise<OutsideAgency> => start(process.execPath, join(FOLDER, 'school.mjs'));
/** A clinic's, in Python without any library; it offers two. */
export const startClinic = (): Promise<OutsideAgency> => start('python3', join(FOLDER, 'clinic.py'));

export const PUPIL = 'pupil-7f3a91c2d4e85b60';
export const PATIENT = 'patient-3c9e5a7710f24b68';

async function start(program: string, script: string): Promise<OutsideAgency> {
  const child = spawn(program, [script, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
    void ended.then(() => reject(new Error('The outside agency ended at once.')));
  });
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
