import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './project';

interface Case {
  readonly id: string;
  readonly rule: string;
  readonly tests?: readonly { readonly file: string }[];
  readonly people?: string;
}

const { cases } = parse(readFileSync(resolve(ROOT, 'test/assurance/cases.yaml'), 'utf8')) as {
  readonly cases: readonly Case[];
};

const numbered = (letter: string, last: number, digits: number): readonly string[] =>
  Array.from({ length: last }, (_one, index) => `${letter}${String(index + 1).padStart(digits, '0')}`);

describe('the cases that the gateway answers for', () => {
  it('are all there, once and in their order', () => {
    expect(cases.map(({ id }) => id)).toEqual([...numbered('C', 35, 2), ...numbered('A', 40, 1)]);
  });

  it('each have a test, or a reason why no program can show it', () => {
    expect(cases.filter(({ tests = [], people }) => tests.length === 0 && people === undefined)).toEqual([]);
  });

  it('name files that are there', () => {
    const files = cases.flatMap(({ tests = [] }) => tests.map(({ file }) => file));
    expect(files.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
  });
});
