import { readFileSync } from 'node:fs';

import { GatewayError } from '../errors/gateway-error';
import { formatFault, type PackFault } from '../policy';
import { readDocument, wholeFile } from '../policy/document';
import { sortFaults } from '../policy/fault';
import { findingsOf } from '../policy/shape';
import { RULES_SCHEMA, type Rule } from './rules';

/** The rules of a file, or everything that is wrong with it, by line and column. */
export interface RulesReading {
  readonly rules: readonly Rule[];
  readonly faults: readonly PackFault[];
}

/** Reads a file of rules; one with a fault has none. */
export function readRules(file: string): RulesReading {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { rules: [], faults: [wholeFile(file, 'cannot be read: check its path and permissions')] };
  }
  const { document, faults } = readDocument({ file, bytes });
  if (document === null) return { rules: [], faults };
  const read = RULES_SCHEMA.safeParse(document.content);
  if (read.success) return { rules: Object.freeze(read.data.rules), faults: [] };
  const findings = read.error.issues.flatMap((issue) => findingsOf(issue, document.content));
  return { rules: [], faults: sortFaults(findings.map((finding) => document.place(finding))) };
}

/**
 * The rules that are switched on.
 *
 * @throws GatewayError `CONFIG_INVALID` whose detail lists every fault of the file, one a line
 */
export function loadRules(file: string): readonly Rule[] {
  const { rules, faults } = readRules(file);
  if (faults.length > 0)
    throw new GatewayError('CONFIG_INVALID', { detail: faults.map(formatFault).join('\n') });
  return rules.filter(({ enabled }) => enabled);
}
