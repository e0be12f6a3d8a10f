import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, projectFiles, type ProjectFile } from './project';

const files = projectFiles();
const code = files.filter(({ path }) => /\.[cm]?[jt]s$/.test(path));
const typed = code.filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.generated.ts'));

/** The places, as `path:line`, where `pattern` occurs. */
function occurrences(within: readonly ProjectFile[], pattern: RegExp): readonly string[] {
  return within.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

/** The places where the syntax tree has a node that `is` accepts. */
function syntax(within: readonly ProjectFile[], is: (node: ts.Node) => boolean): readonly string[] {
  return within.flatMap(({ path, text }) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (is(node)) found.push(`${path}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

const isAny = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.AnyKeyword;
const isDefaultExport = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.DefaultKeyword || (ts.isExportAssignment(node) && node.isExportEquals !== true);
const UNFINISHED = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
const MACHINE_PATH = /(^|[\s'"`(=:,])\/(work|root|Users\/[a-z]|home\/[a-z])[\w-]*\//;
const NARROWED = /\b(it|test|describe)\.only\b|^\s*(fit|fdescribe)\(/;
const SILENCED = new RegExp(`@ts-(${['ignore', 'nocheck', 'expect-error'].join('|')})`);

describe('every file of the project', () => {
  it('is portable: it names no folder of one machine', () => {
    expect(occurrences(files, MACHINE_PATH)).toEqual([]);
  });

  it('is finished: it holds no note of work to come', () => {
    expect(occurrences(files, UNFINISHED)).toEqual([]);
  });
});

describe('every file of code', () => {
  it('leaves no test narrowed to itself', () => {
    expect(occurrences(code, NARROWED)).toEqual([]);
  });

  it('exports by name', () => {
    const configuration = 'eslint.config.mjs';
    expect(syntax(code, isDefaultExport).filter((place) => !place.startsWith(configuration))).toEqual([]);
  });

  it('never turns the type checker off', () => {
    expect(syntax(typed, isAny)).toEqual([]);
    expect(occurrences(typed, SILENCED)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('names no registry, so that each machine uses its own', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": *"https?:/);
  });
});

describe('these checks', () => {
  const sample = (text: string): readonly ProjectFile[] => [{ path: 'sample.ts', text }];

  it.each([
    ['a machine path', ['', 'home', 'someone', 'data'].join('/'), MACHINE_PATH],
    ['a note', ['//', 'TO' + 'DO', 'later'].join(' '), UNFINISHED],
    ['a narrowed test', ['describe', "only('x', () => {});"].join('.'), NARROWED],
    ['a silenced checker', ['// @ts', 'ignore'].join('-'), SILENCED],
  ])('find %s', (_what, text, pattern) => {
    expect(occurrences(sample(`\n${text}`), pattern)).toEqual(['sample.ts:2']);
  });

  it('find a default export and an untyped value', () => {
    expect(syntax(sample('export default 1;'), isDefaultExport)).toHaveLength(1);
    expect(syntax(sample('export default function f() {}'), isDefaultExport)).toHaveLength(1);
    expect(syntax(sample('const x: any = 1;'), isAny)).toHaveLength(1);
    expect(syntax(sample('switch (1) { default: }'), isDefaultExport)).toHaveLength(0);
  });
});
