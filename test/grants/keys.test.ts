import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemRandomness } from '../../src/config/system';
import { GRANT_KEY_FILE, openGrantKeys, type GrantKeys } from '../../src/grants';

const folder = mkdtempSync(join(tmpdir(), 'grant-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MINUTE = 60_000;
let at = Date.parse('2026-01-05T09:00:00Z');
const clock = { now: (): Date => new Date(at) };
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}-${GRANT_KEY_FILE}`);
const open = (file: string): Promise<GrantKeys> =>
  openGrantKeys({ file, clock, randomness: systemRandomness });

const record = (): Promise<void> => Promise.resolve();
const kids = async (keys: GrantKeys): Promise<readonly (string | undefined)[]> =>
  (await keys.jwks()).keys.map(({ kid }) => kid);

describe('the keys of disclosure grants', () => {
  it('are published before they sign, and after, for as long as a grant of theirs may be alive', async () => {
    const keys = await open(newFile());
    const [first, second, ...none] = await kids(keys);
    expect(none).toEqual([]);
    expect((await keys.current()).kid).toBe(first);
    at += 11 * MINUTE;
    await keys.rotate({ record });
    expect((await keys.current()).kid).toBe(second);
    const published = await kids(keys);
    expect(published.slice(0, 2)).toEqual([first, second]);
    expect(published).toHaveLength(3);
    at += 119_000;
    expect(await kids(keys)).toContain(first);
    at += 1_000;
    expect(await kids(keys)).toEqual(published.slice(1));
  });

  it('are not changed while somebody may keep a copy that lacks the next one', async () => {
    const keys = await open(newFile());
    const before = await kids(keys);
    at += 10 * MINUTE - 1;
    await expect(keys.rotate({ record })).rejects.toMatchObject({ code: 'KEY_TOO_NEW' });
    expect(await kids(keys)).toEqual(before);
    at += 1;
    await keys.rotate({ record });
    await expect(keys.rotate({ record })).rejects.toMatchObject({ code: 'KEY_TOO_NEW' });
  });

  it('are all replaced at once where somebody else may have them', async () => {
    const keys = await open(newFile());
    const before = await kids(keys);
    await keys.rotate({ record, compromised: true });
    const after = await kids(keys);
    expect(after).toHaveLength(2);
    expect(after.filter((kid) => before.includes(kid))).toEqual([]);
    expect(after).toContain((await keys.current()).kid);
  });

  it('stay as they are when the change cannot be put on the record', async () => {
    const keys = await open(newFile());
    const before = await keys.jwks();
    at += 11 * MINUTE;
    const failing = { record: () => Promise.reject(new Error('no record')) };
    await expect(keys.rotate(failing)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await keys.jwks()).toEqual(before);
  });

  it('show no private part, and keep no seed of a key that signs no more', async () => {
    const file = newFile();
    const keys = await open(file);
    at += 11 * MINUTE;
    await keys.rotate({ record });
    const members = (await keys.jwks()).keys.map((key) => Object.keys(key).sort());
    expect(new Set(members.flat())).toEqual(new Set(['alg', 'crv', 'kid', 'kty', 'use', 'x']));
    const { keys: kept, next } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly keys: readonly { readonly seed: string | null }[];
      readonly next: { readonly seed: string | null };
    };
    expect([...kept, next].map(({ seed }) => seed !== null)).toEqual([false, true, true]);
  });

  it('hold for every process that has the file, and are taken over from a file without a next key', async () => {
    const file = newFile();
    const [one, two] = await Promise.all([open(file), open(file)]);
    expect(await one.jwks()).toEqual(await two.jwks());
    const { keys: kept, format } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ format, version: 1, keys: kept }));
    const { kid } = await one.current();
    const later = await open(file);
    expect((await later.current()).kid).toBe(kid);
    expect(await kids(later)).toHaveLength(2);
    expect(await kids(one)).toEqual(await kids(later));
  });
});
