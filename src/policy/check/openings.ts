import { OUTCOMES } from '../../domain/outcome';
import type { Finding } from '../fault';
import { answersOf, cellsOf, holds } from '../flows';
import type { PackSource } from '../schema';

/** A cell that conditions open gives more once it is open; every group of conditions can make the difference. */
export function openingsWiden(pack: PackSource): readonly Finding[] {
  return cellsOf(pack).flatMap(({ cell, path }) => {
    if (!cell.opens) return [];
    const { on, then } = cell.opens;
    const findings: Finding[] = [];
    if (OUTCOMES.indexOf(then) >= OUTCOMES.indexOf(cell.outcome)) {
      const message = `${then} gives no more than ${cell.outcome} does: widen it or remove opens`;
      findings.push({ path: [...path, 'opens', 'then'], message });
    }
    for (const [index, group] of on.entries()) {
      const within = on.some(
        (other, at) =>
          at !== index &&
          other.every((condition) => group.includes(condition)) &&
          (other.length < group.length || at < index),
      );
      if (!within) continue;
      const message = 'can never make the difference, because another group asks for less: remove it';
      findings.push({ path: [...path, 'opens', 'on', index], message });
    }
    return findings;
  });
}

/** A part that needs one switch both on and off never holds. */
export function switchesCanHold(pack: PackSource): readonly Finding[] {
  const message = 'needs the same switch on and off, so that it never holds: remove one of them';
  const conflicts = (part: { readonly when?: unknown; readonly unless?: unknown }): boolean =>
    part.when !== undefined && part.when === part.unless;
  return [
    ...Object.entries(pack.recipients).flatMap(([column, { serves }]) =>
      serves.flatMap((audience, index) =>
        conflicts(audience) ? [{ path: ['recipients', column, 'serves', index, 'unless'], message }] : [],
      ),
    ),
    ...pack.lawfulBases.flatMap((basis, index) =>
      conflicts(basis) ? [{ path: ['lawfulBases', index, 'unless'], message }] : [],
    ),
    ...pack.retention.flatMap((rule, index) =>
      conflicts(rule) ? [{ path: ['retention', index, 'unless'], message }] : [],
    ),
  ];
}

/** A retention rule has one reading at a time. */
export function retentionRulesAreSingle(pack: PackSource): readonly Finding[] {
  const answers = answersOf(pack);
  const seen = new Set<string>();
  return pack.retention.flatMap((rule, index) => {
    if (!holds(rule, answers)) return [];
    if (!seen.has(rule.rule)) {
      seen.add(rule.rule);
      return [];
    }
    return [{ path: ['retention', index, 'rule'], message: `${rule.rule} is stated already: keep one` }];
  });
}
