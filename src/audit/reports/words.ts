import { OFFENCE_CATEGORIES, SPECIAL_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { LawfulBasis } from '../../policy';
import type { AuditEntry } from '../event';

export const OFFENCE: ReadonlySet<DataCategory> = new Set(OFFENCE_CATEGORIES);
export const SPECIAL: ReadonlySet<DataCategory> = new Set(SPECIAL_CATEGORIES);

/** `1 answer`, `2 answers`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** An order that is the same on every machine. */
export const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Sorted, without doubles, in one cell. */
export const listed = (words: Iterable<string>): string => [...new Set(words)].sort(compare).join(', ');

/** Categories with what happened to each and how many values left, such as `health CLEAR 3`. */
export const categoryWords = (entries: readonly AuditEntry[]): string =>
  entries.map(({ category, outcome, records }) => `${category} ${outcome} ${records}`).join(', ');

/** The law that was recorded for the disclosure, as far as these categories need it. */
export function basisWords(basis: LawfulBasis | null, categories: Iterable<DataCategory>): string {
  if (basis === null) return 'none recorded';
  const { article6, article9, schedule1, article10, statute } = basis;
  const all = [...categories];
  const condition = (articles: readonly string[], paragraphs: readonly string[]): string =>
    [...articles, ...(paragraphs.length > 0 ? [`DPA 2018 Sch. 1 ${paragraphs.join(' and ')}`] : [])].join(
      ', ',
    );
  return [
    `UK GDPR ${article6}`,
    ...(all.some((category) => SPECIAL.has(category)) ? [condition(article9, schedule1)] : []),
    ...(all.some((category) => OFFENCE.has(category)) ? [condition(['10'], article10)] : []),
    ...statute,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
