import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The root of the package. */
export const ROOT = resolve(__dirname, '../..');

/** What Git ignores, and Git itself. */
const IGNORED = new Set(['.git', ...ignoredFolders()]);
const BINARY = /\.(png|jpe?g|gif|ico|woff2?|gz|zip|pdf)$/;

/** A text file of the project: its path from the root, with `/`, and its content. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** Every text file that is, or can be, checked in; sorted by path. */
export function projectFiles(): readonly ProjectFile[] {
  return list('').map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Runs a Node program of the package to its end; gives what it prints, whatever its exit code. */
export async function runNode(args: readonly string[], cwd: string = ROOT): Promise<string> {
  const run = promisify(execFile);
  try {
    return (await run(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    // A finding is an exit code, and what was found is on standard output.
    const { stdout } = error as { readonly stdout?: string };
    if (stdout === undefined || stdout === '') throw error;
    return stdout;
  }
}

function list(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !IGNORED.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return list(path);
      return entry.isFile() && !BINARY.test(path) && !/\.(log|tsbuildinfo)$/.test(path) ? [path] : [];
    })
    .sort();
}

function ignoredFolders(): readonly string[] {
  const lines = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
  return lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1));
}
