import type { Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import type { Resource } from './resources';
import { describe } from './translate-patient';

const WARNING = /-ListWarningCode(?:-1)?$/;

/** What GP Connect's warning codes say of a list, in words. */
const WARNINGS: Readonly<Record<string, string>> = {
  'confidential-items': 'Items are left out because they are confidential.',
  'data-in-transit': 'Items may be missing because the record is being moved between practices.',
  'data-awaiting-filing': 'Items may be missing because they await filing.',
};

/**
 * What the source says of one part of its record: that it is empty, that it is not whole, or a note. A list that says
 * nothing of the kind gives null, for its items are answered as what they are.
 */
export function listStatement(
  list: Resource<'List'>,
  entryHandle: (entryKey: string) => string,
): Statement | null {
  const warnings = list.extension
    .filter(({ url }) => WARNING.test(url ?? ''))
    .map(({ valueCode = '' }) => WARNINGS[valueCode] ?? `Warning: ${valueCode}.`);
  const noted = list.note.flatMap(({ text }) => text ?? []);
  const empty = describe(list.emptyReason);
  if (warnings.length + noted.length === 0 && empty === null) return null;
  return {
    handle: entryHandle(`List/${list.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'list',
    description: list.title ?? null,
    narrative: [...warnings, ...noted].join('\n') || null,
    status: empty ?? list.status ?? null,
    from: toPartialDate(list.date),
    to: toPartialDate(list.date),
  };
}
