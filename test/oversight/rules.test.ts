import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';
import { emitRulesSchema, loadRules, readRules } from '../../src/oversight';
import { datesInARow, namesInARow } from '../../src/oversight/runs';

const SHIPPED = join(packageRoot(), 'policies', 'oversight', 'rules.yaml');

describe('the rules for unusual access', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'review-gateway-rules-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const fileOf = async (text: string): Promise<string> => {
    const file = join(folder, 'rules.yaml');
    await writeFile(file, text);
    return file;
  };

  it('are without fault as they are shipped, and cover every kind', () => {
    expect(readRules(SHIPPED).faults).toEqual([]);
    const kinds = [...emitRulesSchema().matchAll(/"kind":\s*\{[^}]*"const":\s*"(\w+)"/gu)].map(
      ([, kind]) => kind,
    );
    expect(kinds.length).toBeGreaterThan(10);
    expect(new Set(loadRules(SHIPPED).map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it('have the JSON Schema that is checked in', () => {
    const checkedIn = join(packageRoot(), 'policies', 'json-schema', 'oversight-rules.json');
    expect(readFileSync(checkedIn, 'utf8')).toBe(emitRulesSchema());
  });

  it('name each fault by its line, and stop the start', async () => {
    const file = await fileOf(`version: 1
rules:
  - key: streak
    title: A streak of refusals
    kind: DENIED_STREAK
    length: none
    withinMinutes: 60
    colour: red
`);
    const { rules, faults } = readRules(file);
    expect(rules).toEqual([]);
    expect(faults.map(({ line, path }) => [line, path])).toEqual([
      [6, 'rules[0].length'],
      [8, 'rules[0].colour'],
    ]);
    expect(() => loadRules(file)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => loadRules(join(folder, 'nowhere.yaml'))).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  it('have one rule of a key, and leave out what is switched off', async () => {
    const rule = (key: string, more = ''): string =>
      `  - { key: ${key}, title: After the leaving date, kind: AFTER_LEAVING${more} }\n`;
    const twice = await fileOf(`version: 1\nrules:\n${rule('left')}${rule('left')}`);
    expect(readRules(twice).faults).toHaveLength(1);
    const off = await fileOf(`version: 1\nrules:\n${rule('left')}${rule('off', ', enabled: false')}`);
    expect(loadRules(off).map(({ key }) => key)).toEqual(['left']);
  });
});

describe('probing', () => {
  it('is told by dates that follow one another, in whatever order they were entered', () => {
    const dates = ['2012-03-04', null, '2012', '2012-03-02', '2012-03-03', '2015-01-01'];
    expect(datesInARow(dates, '2012-03-03')).toBe(3);
    expect(datesInARow(dates, '2015-01-01')).toBe(1);
    expect(datesInARow(dates, '2012')).toBe(0);
    expect(datesInARow(['2012-02-29', '2012-03-01'], '2012-02-28')).toBe(3);
  });

  it('is told by names that begin one another, and not by a family of one surname', () => {
    expect(namesInARow(['Jo', 'Jo Sm', 'Jo Smith'], 'jo smith')).toBe(3);
    expect(namesInARow(['Ann Smith', 'Ben Smith', 'Cai Smith'], 'Cai Smith')).toBe(1);
  });
});
