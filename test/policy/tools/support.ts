import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, stringify } from 'yaml';

import { gateModel } from '../../../src/cli/policy-gates';
import { formatFault } from '../../../src/policy';
import { readShape } from '../../../src/policy/shape';
import type { PackSource } from '../../../src/policy/schema';
import { readPackTest, type PackTestFile } from '../../../src/policy/tools';
import { packText, POLICIES } from '../support';

export const PACK_KEYS = [
  'baseline',
  'cheshire-merseyside',
  'csap',
  'derby-derbyshire',
  'lancashire',
  'staffordshire',
] as const;

/** The gates of a request. */
export const GATES_OF_REQUESTS = gateModel();

/** A shipped pack as plain data. */
export function packSource(key: string): PackSource {
  const { source } = readShape(parse(packText(key)));
  if (source === null) throw new Error(`${key} does not have the shape of a pack`);
  return source;
}

/** A pack's text, made of its data. */
export const textOf = (source: PackSource): string => stringify(source);

/** The tests that lie beside a shipped pack. */
export function packTests(key: string): PackTestFile {
  const file = join(POLICIES, 'packs', key, 'pack_test.yaml');
  const { tests, faults } = readPackTest({ file, bytes: readFileSync(file) });
  if (tests === null) throw new Error(faults.map(formatFault).join('\n'));
  return tests;
}
