import { createHash } from 'node:crypto';
import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair } from 'yaml';

import { formatPath, type Finding, type PackFault, type PackPath } from './fault';

/** A pack file as it was read. */
export interface PackText {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A pack as plain data, which still knows the line of every value. */
export interface PackDocument {
  readonly content: unknown;
  /** SHA-256 of the source bytes, in hexadecimal. */
  readonly digest: string;
  /** The finding with its place; a place that does not exist is that of the nearest one above it. */
  place(finding: Finding): PackFault;
}

/** Reads YAML 1.2 (core schema, one document, UTF-8). A text with a fault has no document. */
export function readDocument(text: PackText): {
  readonly document: PackDocument | null;
  readonly faults: readonly PackFault[];
} {
  const source = decode(text.bytes);
  if (source === null)
    return { document: null, faults: [wholeFile(text.file, 'is not UTF-8: save it as UTF-8')] };
  const lines = new LineCounter();
  const yaml = parseDocument(source, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...yaml.errors, ...yaml.warnings].map((error) => ({
    ...wholeFile(text.file, YAML_FAULTS[error.code] ?? `is not valid YAML: ${error.message}`),
    ...at(error.pos[0]),
  }));
  for (const { offset, message } of hidden(yaml)) {
    faults.push({ ...wholeFile(text.file, message), ...at(offset) });
  }
  if (faults.length > 0) return { document: null, faults };
  const place = ({ path, message, atKey, severity = 'ERROR' }: Finding): PackFault => {
    const offset = offsetOf(yaml.contents, path, atKey === true);
    return { file: text.file, ...at(offset), path: formatPath(path), message, severity };
  };
  const digest = createHash('sha256').update(text.bytes).digest('hex');
  return { document: Object.freeze({ content: yaml.toJS() as unknown, digest, place }), faults: [] };
}

/** Faults that the parser words for programmers. */
const YAML_FAULTS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'holds several documents: keep one pack per file',
};

/** A fault of a file as a whole. */
export function wholeFile(file: string, message: string): PackFault {
  return { file, line: 1, column: 1, path: '', message, severity: 'ERROR' };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What a reader of the file, or a check, would not see as it takes effect. */
function hidden(yaml: Document): readonly { readonly offset: number; readonly message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(yaml, {
    Alias: (_key, alias) => {
      found.push({ offset: startOf(alias), message: 'an alias hides what a cell says: write the value out' });
    },
    Pair: (_key, { key }) => {
      if (!isScalar(key) || key.value !== '__proto__') return;
      found.push({ offset: startOf(key), message: '__proto__ is not a usable key: remove it' });
    },
  });
  return found;
}

/** A scalar is pointed at itself, a mapping or list at its key, which is what the reader looks for. */
function offsetOf(root: unknown, path: PackPath, atKey: boolean): number {
  let node: unknown = root;
  let offset = startOf(root);
  for (const [index, step] of path.entries()) {
    const pair = pairOf(node, step);
    const below = pair ? pair.value : isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
    if (below === undefined) return offset;
    const keyWanted = pair && (isCollection(below) || below === null || (atKey && index === path.length - 1));
    offset = startOf(keyWanted ? pair.key : below);
    node = below;
  }
  return offset;
}

function pairOf(node: unknown, step: string | number): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && key.value === step);
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

const isNode = (value: unknown): value is Node => isScalar(value) || isCollection(value) || isAlias(value);
