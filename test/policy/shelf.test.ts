import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PackKey } from '../../src/domain/ids';
import { GatewayError } from '../../src/errors/gateway-error';
import { lockPacks, openPackShelf, readPacks } from '../../src/policy';
import { folderOf, SAMPLE, sampleWith } from './support';

const key = 'sample' as PackKey;
const former = sampleWith('version: 1.0.0', 'version: 0.9.0')
  .replace('status: ACTIVE', 'status: SUPERSEDED')
  .replace('from: 2026-01-01, to: null', 'from: 2025-01-01, to: 2025-12-31');
const next = sampleWith('version: 1.0.0', 'version: 1.10.0').replace('status: ACTIVE', 'status: DRAFT');

const folders: string[] = [];
const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = folderOf(files);
  folders.push(folder);
  return folder;
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('the shelf of packs', () => {
  const shelf = openPackShelf(
    folderWith({
      'packs/sample/pack.yaml': SAMPLE,
      'packs/sample/0.9.0/pack.yaml': former,
      'packs/sample/1.10.0/pack.yaml': next,
      'packs/sample/BASIS.md': 'Not a pack.',
    }),
  );

  it('finds the one pack in force at an instant', () => {
    expect(shelf.inForce(key, new Date('2026-06-01'))?.version).toBe('1.0.0');
    expect(shelf.inForce(key, new Date('2025-06-01'))?.version).toBe('0.9.0');
    expect(shelf.inForce(key, new Date('2024-06-01'))).toBeUndefined();
    expect(shelf.inForce('other' as PackKey, new Date('2026-06-01'))).toBeUndefined();
  });

  it('finds a version by its number, and the newest by number without one', () => {
    expect(shelf.find(key, '0.9.0')?.status).toBe('SUPERSEDED');
    expect(shelf.find(key, '2.0.0')).toBeUndefined();
    expect(shelf.find(key)?.version).toBe('1.10.0');
    expect(shelf.all().map(({ version }) => version)).toEqual(['1.10.0', '1.0.0', '0.9.0']);
  });
});

describe('reloading the shelf', () => {
  const second = sampleWith('version: 1.0.0', 'version: 1.1.0').replace('Sample Council', 'New Council');
  const ended = sampleWith('ACTIVE', 'SUPERSEDED').replace('to: null', 'to: 2026-03-31');
  const started = second.replace('from: 2026-01-01', 'from: 2026-04-01');
  const at = new Date('2026-06-01');

  it('puts the new packs in place of the old ones at once, and leaves what is held unchanged', () => {
    const folder = folderWith({ 'sample/pack.yaml': SAMPLE });
    const opened = openPackShelf(folder);
    const held = opened.inForce(key, at);
    mkdirSync(join(folder, 'sample/1.0.0'));
    writeFileSync(join(folder, 'sample/1.0.0/pack.yaml'), ended);
    writeFileSync(join(folder, 'sample/pack.yaml'), started);
    lockPacks(folder);
    expect(opened.inForce(key, at)).toBe(held);
    expect(opened.reload()).toEqual([]);
    expect(opened.inForce(key, at)).toMatchObject({ version: '1.1.0', controller: 'New Council' });
    expect(opened.all()).toHaveLength(2);
    expect(held).toMatchObject({ version: '1.0.0', controller: 'Sample Council' });
  });

  it.each([
    ['malformed', 'pack: ['],
    ['unsigned', SAMPLE.replace(/signatures: .*/, 'signatures: []')],
    ['widened', SAMPLE.replace('public: { outcome: WITHHELD', 'public: { outcome: CLEAR')],
    ['tampered', SAMPLE.replace('outcome: PSEUDONYMISED', 'outcome: CLEAR')],
    ['new, but not signed', second],
  ])('keeps every pack that it had when one of them is %s, and says why', (_slip, text) => {
    const other = sampleWith('pack: sample', 'pack: other');
    const folder = folderWith({ 'sample/pack.yaml': SAMPLE, 'other/pack.yaml': other });
    const opened = openPackShelf(folder);
    const before = opened.all();
    writeFileSync(join(folder, 'sample/pack.yaml'), text);
    const faults = opened.reload();
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every(({ severity }) => severity === 'ERROR')).toBe(true);
    expect(opened.all()).toBe(before);
    writeFileSync(join(folder, 'sample/pack.yaml'), SAMPLE);
    expect(opened.reload()).toEqual([]);
  });

  it('keeps the pack that it had when the new one has expired, and does not open on it', () => {
    const folder = folderWith({ 'sample/pack.yaml': SAMPLE });
    const opened = openPackShelf(folder, () => at);
    writeFileSync(join(folder, 'sample/pack.yaml'), SAMPLE.replace('to: null', 'to: 2026-05-31'));
    lockPacks(folder);
    const expired = ['has passed, so the pack has expired', 'effective.to'];
    const [fault] = opened.reload();
    expect([fault?.message.split(':')[0], fault?.path]).toEqual(expired);
    expect(opened.inForce(key, at)?.version).toBe('1.0.0');
    expect(() => openPackShelf(folder, () => at)).toThrow(expect.objectContaining({ code: 'PACK_INVALID' }));
    const lastDay = openPackShelf(folder, () => new Date('2026-05-31T22:59:59Z'));
    expect(lastDay.inForce(key, new Date('2026-05-31T22:59:59Z'))?.version).toBe('1.0.0');
    expect(lastDay.inForce(key, at)).toBeUndefined();
  });

  it('keeps the packs that it had when the folder has gone', () => {
    const folder = folderOf({ 'sample/pack.yaml': SAMPLE });
    const opened = openPackShelf(folder);
    rmSync(folder, { recursive: true });
    expect(opened.reload()).toHaveLength(1);
    expect(opened.inForce(key, at)?.version).toBe('1.0.0');
  });
});

describe('a folder of packs', () => {
  it('does not open if anything is wrong in it, and tells all of it', () => {
    const folder = folderWith({
      'sample/pack.yaml': sampleWith('status: ACTIVE', 'status: EXPIRED'),
      'spare/pack.yaml': 'pack: [',
    });
    let thrown: unknown;
    try {
      openPackShelf(folder);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(GatewayError);
    expect(thrown).toMatchObject({ code: 'PACK_INVALID' });
    expect(thrown instanceof GatewayError && thrown.detail).toMatch(
      /sample.pack\.yaml:4:9: status: .*\n.*spare.pack\.yaml:1:/,
    );
  });

  it('gives the sound packs along with the faults of the others', () => {
    const { packs, faults } = readPacks(
      folderWith({
        'sample/pack.yaml': SAMPLE,
        'spare/pack.yaml': sampleWith('pack: sample', 'pack: spare').replace('[y]', '[]'),
      }),
    );
    expect(packs.map((pack) => pack.key)).toEqual(['sample']);
    expect(faults).toHaveLength(1);
  });

  it.each([
    [
      'a pack in a folder of another name',
      { 'other/pack.yaml': SAMPLE },
      'is not the name of the folder that the pack lies in: rename one of them',
    ],
    [
      'a version that stands twice',
      { 'sample/pack.yaml': SAMPLE, 'sample/old/pack.yaml': SAMPLE },
      'is that of another pack of this key: raise it',
    ],
    [
      'two packs of one key in force on the same day',
      { 'sample/pack.yaml': SAMPLE, 'sample/2/pack.yaml': sampleWith('version: 1.0.0', 'version: 2.0.0') },
      'overlaps the days of version 2.0.0: end that one before this one begins',
    ],
    ['no pack at all', { 'README.md': 'Nothing here.' }, 'holds no pack.yaml: add a policy pack'],
  ] as const)('is refused for %s', (_slip, files, message) => {
    expect(readPacks(folderWith(files)).faults.map((fault) => fault.message)).toEqual([message]);
  });

  it('is refused if it is not there', () => {
    const { packs, faults } = readPacks('no/such/folder');
    expect(packs).toEqual([]);
    expect(faults).toEqual([
      {
        file: 'no/such/folder',
        line: 1,
        column: 1,
        path: '',
        message: 'the folder of policy packs cannot be read: check its path',
        severity: 'ERROR',
      },
    ]);
  });
});
