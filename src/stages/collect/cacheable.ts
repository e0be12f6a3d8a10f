import type { AgencyRecord } from '../../domain/agency-source';
import { RECORD_CATEGORIES, type RecordCategory } from '../../domain/data-category';
import type { FieldTree } from '../../domain/field-tree';
import type { AgencyPlan, Planned } from '../plan';

/**
 * The categories that may lie in a cache. It leaves out offence data and what may tell of it (legal statuses, services,
 * concerns), whatever tells where somebody is, and other people.
 */
const KEPT: ReadonlySet<string> = new Set([
  'name',
  'dateOfBirth',
  'age',
  'gender',
  'nationalInsuranceNumber',
  'nhsNumber',
  'ethnicity',
  'religion',
  'health',
] satisfies readonly RecordCategory[]);

const categories: ReadonlySet<string> = new Set(RECORD_CATEGORIES);

/** Whether what is asked of this agency may be kept at all: no free text, no category but those above, nobody with a flag. */
export function mayKeep({ decided }: Planned, { fields, records }: AgencyPlan): boolean {
  const isPlain = [...fields].every(([name, below]) => KEPT.has(name) && !below.has('narrative'));
  return isPlain && [...records.keys()].every((subject) => (decided.flags.get(subject)?.size ?? 0) === 0);
}

/**
 * The record with what was asked for and nothing else, so that surplus is not kept; undefined where a statement has an
 * addendum, which is free text.
 */
export function keepable(record: AgencyRecord, fields: FieldTree): AgencyRecord | undefined {
  const copied = pick(record, fields);
  const holdsAddendum = Object.entries(copied).some(
    ([name, value]) => categories.has(name) && statementsOf(value).some(hasAddendum),
  );
  return holdsAddendum ? undefined : { ...copied, handle: record.handle };
}

function pick(value: object, fields: FieldTree): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
      const below = fields.get(name);
      return below === undefined ? [] : [[name, pickItem(item, below)]];
    }),
  );
}

function pickItem(item: unknown, below: FieldTree): unknown {
  if (Array.isArray(item)) return item.map((one: unknown) => pickItem(one, below));
  return typeof item === 'object' && item !== null ? pick(item, below) : item;
}

const statementsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Whatever is no empty list is taken for an addendum. */
const hasAddendum = (statement: unknown): boolean =>
  typeof statement === 'object' &&
  statement !== null &&
  'addenda' in statement &&
  !(Array.isArray(statement.addenda) && statement.addenda.length === 0);
