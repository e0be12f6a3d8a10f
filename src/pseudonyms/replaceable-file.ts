import { readFile, stat } from 'node:fs/promises';

/**
 * A reader of a file that other processes may replace at any time. Every call asks whether it was replaced after the call
 * began, and parses its UTF-8 text again only then; calls that come while it is being asked share
 * the next time.
 *
 * @throws what the file system or `parse` throws
 */
export function replaceableFile<T>(file: string, parse: (text: string) => T): () => Promise<T> {
  let seen: { readonly version: string; readonly content: T } | undefined;
  const look = async (): Promise<T> => {
    const { ino, mtimeNs, size } = await stat(file, { bigint: true });
    const version = `${ino}:${mtimeNs}:${size}`;
    if (seen?.version !== version) seen = { version, content: parse(await readFile(file, 'utf8')) };
    return seen.content;
  };
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    next = undefined;
    const looking = look();
    running = looking.catch(() => undefined);
    return looking;
  };
  // One that has begun may have its answer already, so it does not serve who comes later.
  return () => (next ??= running.then(begin));
}
