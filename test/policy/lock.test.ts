import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isError, lockPacks, readPacks } from '../../src/policy';
import { folderOf, POLICIES, SAMPLE, sampleWith } from './support';

const folders: string[] = [];

/** A folder with the sample, locked; and its pack file. */
function locked(text = SAMPLE): { readonly folder: string; readonly file: string; readonly lock: string } {
  const folder = folderOf({ 'sample/pack.yaml': text });
  folders.push(folder);
  return { folder, file: join(folder, 'sample/pack.yaml'), lock: join(folder, 'digests.json') };
}

const messagesOf = (folder: string): readonly string[] =>
  readPacks(folder).faults.map(({ path, message }) => `${path}: ${message}`);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('the lock of a folder of packs', () => {
  it('lists the packs that the product publishes, as they are', () => {
    expect(readPacks(POLICIES).faults.filter(isError)).toEqual([]);
    const lock = JSON.parse(readFileSync(join(POLICIES, 'digests.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(lock).sort()).toEqual(['baseline', 'lancashire']);
  });

  it('refuses an edited version, though it would pass every check', () => {
    const { folder, file } = locked();
    writeFileSync(file, SAMPLE.replace('outcome: PSEUDONYMISED', 'outcome: CLEAR'));
    const { packs } = readPacks(folder);
    expect(packs).toEqual([]);
    expect(messagesOf(folder)).toEqual([
      'version: a published version is never edited, and this is not the text in digests.json: restore it, or raise its version',
    ]);
    expect(lockPacks(folder)).toMatchObject({
      locked: [],
      faults: [{ message: 'a published version is never edited: restore it, or raise its version' }],
    });
  });

  it('refuses a published version that it does not list', () => {
    const { folder, lock } = locked();
    rmSync(lock);
    expect(readPacks(folder).packs).toEqual([]);
    expect(messagesOf(folder)).toEqual([
      'version: is published, but digests.json does not list it: sign it, or set it to DRAFT',
    ]);
  });

  it('refuses a folder from which a published version has gone', () => {
    const { folder } = locked();
    mkdirSync(join(folder, 'other'));
    writeFileSync(
      join(folder, 'other/pack.yaml'),
      sampleWith('pack: sample', 'pack: other').replace('ACTIVE', 'DRAFT'),
    );
    rmSync(join(folder, 'sample/pack.yaml'));
    expect(messagesOf(folder)).toEqual([': sample 1.0.0 was published and is not there: restore it']);
  });

  it.each(['', 'null', '[]', '{"sample": {"1.0.0": "abc"}}', '{"sample": {"1.0.0": {"status": "ACTIVE"}}}'])(
    'refuses the folder when it is no list of digests itself: %s',
    (content) => {
      const { folder, lock } = locked();
      writeFileSync(lock, content);
      expect(messagesOf(folder)).toContain(': is not a list of digests: restore it');
      expect(readPacks(folder).packs).toEqual([]);
      expect(lockPacks(folder).locked).toEqual([]);
      expect(readFileSync(lock, 'utf8')).toBe(content);
    },
  );

  it('leaves drafts alone', () => {
    const { folder, file } = locked(sampleWith('ACTIVE', 'DRAFT'));
    expect(messagesOf(folder)).toEqual([]);
    writeFileSync(file, sampleWith('ACTIVE', 'DRAFT').replace('Sample Council', 'Another council'));
    expect(messagesOf(folder)).toEqual([]);
  });

  it('follows the life cycle once it is signed again, and a remark, but never back', () => {
    const { folder, file } = locked();
    const ended = sampleWith('ACTIVE', 'SUPERSEDED').replace('to: null', 'to: 2026-06-30');
    writeFileSync(file, `# Ended.\n${ended}`);
    expect(messagesOf(folder)).toEqual([
      'version: its life cycle or layout is not the one in digests.json: sign it again',
    ]);
    expect(lockPacks(folder)).toEqual({
      locked: [{ pack: 'sample', version: '1.0.0', status: 'SUPERSEDED', change: 'RENEWED' }],
      faults: [],
    });
    expect(messagesOf(folder)).toEqual([]);
    writeFileSync(file, SAMPLE);
    expect(lockPacks(folder)).toMatchObject({
      locked: [],
      faults: [{ path: 'status', message: 'ACTIVE cannot follow SUPERSEDED: raise the version' }],
    });
  });

  it('refuses a published version that turns into a draft again', () => {
    const { folder, file } = locked();
    writeFileSync(file, sampleWith('ACTIVE', 'DRAFT'));
    expect(readPacks(folder).packs).toEqual([]);
    expect(lockPacks(folder).faults.map(({ message }) => message)).toEqual([
      'DRAFT cannot follow ACTIVE: raise the version',
    ]);
  });
});
