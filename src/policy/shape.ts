import type { z } from 'zod';

import { LADDER_NAMES } from '../domain/ladder';
import type { Finding, PackPath } from './fault';
import { PACK_SCHEMA, type PackSource } from './schema';

/** The content as a pack, or all that is wrong with its shape. */
export function readShape(
  content: unknown,
): { readonly source: PackSource } | { readonly source: null; readonly findings: readonly Finding[] } {
  const read = PACK_SCHEMA.safeParse(content);
  if (read.success) return { source: read.data };
  return { source: null, findings: read.error.issues.flatMap((issue) => findingsOf(issue, content)) };
}

/** One issue of a shape in words that say what to write. */
export function findingsOf(issue: z.core.$ZodIssue, content: unknown): readonly Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], atKey: true, message: unknownKey(path) }));
    case 'invalid_key':
      return [{ path, atKey: true, message: 'is not a usable key: write it in camelCase' }];
    case 'invalid_value':
      if (isMissing(content, path)) return [{ path, message: MISSING }];
      if (FORBIDDEN_PURPOSE.test(String(valueAt(content, path)))) return [{ path, message: FORBIDDEN }];
      return [{ path, message: `is not known: use one of ${issue.values.map(String).join(', ')}` }];
    case 'invalid_type':
      if (isMissing(content, path)) return [{ path, message: MISSING }];
      return [{ path, message: `has the wrong type: write ${TYPES[issue.expected] ?? issue.expected}` }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** Purposes that the law or the product shuts out, whatever a partnership signs. */
const FORBIDDEN_PURPOSE = /^(?:DIRECT_)?MARKETING$|^LAW_ENFORCEMENT$/;

const FORBIDDEN = 'is a purpose that no pack can permit: remove it';

const MISSING = 'is missing: add it';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text (in quotes if it looks like a number)',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function unknownKey(path: PackPath): string {
  if (path.length === 3 && path[1] === 'generalisation')
    return `has no ladder: use one of ${LADDER_NAMES.join(', ')}`;
  const inCells = path.length === 1 && path[0] === 'cells';
  return inCells
    ? 'is not a data category: use one of the 22 of the vocabulary'
    : 'is an unknown key: correct its spelling or remove it';
}

const isMissing = (content: unknown, path: PackPath): boolean => valueAt(content, path) === undefined;

function valueAt(content: unknown, path: PackPath): unknown {
  let below: unknown = content;
  for (const step of path) {
    if (typeof below !== 'object' || below === null || !Object.hasOwn(below, step)) return undefined;
    below = Object.entries(below).find(([key]) => key === String(step))?.[1];
  }
  return below;
}
