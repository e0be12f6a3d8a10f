import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Owner may read and write, nobody else may do anything. */
const OWNER_ONLY = 0o600;

/** A file to be written; `suffix` makes the temporary file's name its own. */
export interface PrivateFile {
  readonly file: string;
  readonly text: string;
  readonly suffix: string;
}

async function writeAndFlush(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', OWNER_ONLY);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself is durable only once the folder is flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file that only its owner may read, whole or not at all: a reader sees the old text or the new one, also
 * after a power cut. Throws the file system's error and leaves no temporary file behind.
 */
export async function writePrivateFile({ file, text, suffix }: PrivateFile): Promise<void> {
  const temporary = `${file}.${suffix}.tmp`;
  try {
    await writeAndFlush(temporary, text);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
  await flushFolder(dirname(file));
}
