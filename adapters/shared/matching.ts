import type { LocalSearch } from '../../src/domain/agency-source';

/** What a case system's own search screen compares. */
export interface Searchable {
  /** All names that the person is recorded under. */
  readonly names: readonly string[];
  readonly dateOfBirth: string | null;
}

/**
 * Whether a record answers the search. Each word of the name asked for must start a word of one recorded name,
 * whatever the case or the accents; a date of birth must be equal. A search for nothing finds nothing.
 */
export function matchesSearch(person: Searchable, by: LocalSearch): boolean {
  const wanted = words(by.name ?? '');
  const dateOfBirth = by.dateOfBirth?.trim() ?? '';
  if (wanted.length === 0 && dateOfBirth === '') return false;
  if (dateOfBirth !== '' && person.dateOfBirth !== dateOfBirth) return false;
  return wanted.length === 0 || person.names.some((name) => startsAll(words(name), wanted));
}

function startsAll(recorded: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word) => recorded.some((one) => one.startsWith(word)));
}

function words(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{Mark}/gu, '');
  return plain.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? [];
}
