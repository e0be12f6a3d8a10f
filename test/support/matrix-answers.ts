import type { DataCategory } from '../../src/domain/data-category';
import type { Outcome } from '../../src/domain/outcome';
import { at, listAt, type GraphQLAnswer } from './service-gateway';

/** What an answer shows of one category of one agency's return; null where nothing. */
export function valueOf(answer: GraphQLAnswer, agency: string, category: string): unknown {
  const subjects = listAt(answer.data, 'review', 'subjects');
  if (subjects.length === 0) return null;
  const returns = listAt(subjects[0], 'returns');
  return (
    at(
      returns.find((part) => at(part, 'agency') === agency),
      category,
    ) ?? null
  );
}

/** Which outcome a value shows, from the value alone. */
export function released(value: unknown, full: unknown, category: string): Outcome | 'UNEXPECTED' {
  if (value === null) return 'WITHHELD';
  const normal = (one: unknown): string =>
    JSON.stringify(one, (_key, inner: unknown) => (inner === null ? undefined : inner));
  if (category === 'age') return value === String(full) ? 'CLEAR' : 'GENERALISED';
  if (sameValues(value, full)) return 'CLEAR';
  if (
    /"?(SUBJ|PERS|PRAC|RECD|IDEN)-/.test(normal(value)) &&
    !normal(value).includes('"lines"') &&
    category !== 'ethnicity' &&
    category !== 'religion'
  )
    return 'PSEUDONYMISED';
  return 'GENERALISED';
}

/**
 * Handles are pseudonyms in every answer; what a person told is de-identified, and a person releases it: neither says
 * which outcome a cell has. `text` is that of a correction.
 */
const APART: ReadonlySet<string> = new Set(['handle', 'narrative', 'text']);

/** Whether two values hold the same leaves; handles are pseudonyms in every answer and do not count. */
function sameValues(value: unknown, full: unknown): boolean {
  const leaves = (of: unknown): string[] => {
    if (of === null || of === undefined) return [];
    if (typeof of !== 'object') return [JSON.stringify(of)];
    return Object.entries(of)
      .filter(([name]) => !APART.has(name))
      .flatMap(([name, below]) => leaves(below).map((leaf) => `${name}:${leaf}`));
  };
  return JSON.stringify(leaves(value).sort()) === JSON.stringify(leaves(full).sort());
}

/** A category by its name in the GraphQL enum, such as `LEGAL_STATUSES`. */
export const categoryNamed = (name: string): DataCategory =>
  name.toLowerCase().replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()) as DataCategory;
