import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { replaceableFile } from '../../src/pseudonyms/replaceable-file';
import { temporaryFolder } from './support';

describe('a file that other processes may replace', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  let parsed: string[];
  const open = () =>
    replaceableFile(file, (text) => {
      parsed.push(text);
      if (text === 'broken') throw new Error('broken');
      return { text };
    });
  const replace = async (text: string) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'file');
    parsed = [];
    await replace('first');
  });
  afterEach(() => folder.remove());

  it('is parsed once while it stays, and every call has the same content', async () => {
    const read = open();
    const contents = [...(await Promise.all([read(), read(), read()])), await read()];
    expect(contents.every((content) => content === contents[0])).toBe(true);
    expect(parsed).toEqual(['first']);
  });

  it('is read anew by the next call after it was replaced, though as many bytes are in it', async () => {
    const read = open();
    await read();
    await replace('later');
    expect(await read()).toEqual({ text: 'later' });
  });

  it('serves no call with what was looked up before that call', async () => {
    const read = open();
    for (let round = 0; round < 20; round += 1) {
      const text = `round ${round}`;
      // One call has begun to ask, and the file is replaced before it has its answer.
      const before = read();
      await setImmediate();
      await replace(text);
      expect(await Promise.all([read(), read()])).toEqual([{ text }, { text }]);
      await before;
    }
  });

  it('fails for the calls that meet a fault, and for no later one', async () => {
    const read = open();
    await replace('broken');
    expect(await Promise.allSettled([read(), read()])).toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    await rm(file);
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
    await replace('mended');
    expect(await read()).toEqual({ text: 'mended' });
  });
});
