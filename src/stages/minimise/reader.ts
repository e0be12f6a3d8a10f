import { NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import { isPartialDate } from '../../pseudonyms/generalise/date';

/** What the check found wrong with an agency's answer: names of fields, never a value. */
export interface Findings {
  /** Sent though not asked for. */
  readonly surplus: Set<string>;
  /** Of another type than the contract says. */
  readonly invalid: Set<string>;
}

/** Where in the answer a reader stands, and what was asked for below it. */
export interface Place {
  readonly path: string;
  readonly asked: FieldTree;
  readonly findings: Findings;
}

/** The contract's fields of an object, and those that it may send unasked. */
export interface ObjectShape {
  readonly fields: readonly string[];
  readonly always: readonly string[];
}

/**
 * Reads one object of an agency's answer, field by named field. A field that was not asked for, is missing or has
 * another type than wanted reads as null; the last is put among the findings.
 */
export interface Reader {
  asks(field: string): boolean;
  text(field: string): string | null;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  date(field: string): string | null;
  integer(field: string): number | null;
  /** One of `words`, or null. */
  oneOf<Word extends string>(field: string, words: readonly Word[]): Word | null;
  /** The elements that `each` accepts; null where the field holds no list. */
  list<Element>(
    field: string,
    each: (value: unknown, place: Place) => Element | null,
  ): readonly Element[] | null;
  /** The place of a field's own fields. */
  below(field: string): Place;
  /** The field as it came, for a check of its own. */
  raw(field: string): unknown;
  /** Puts a field among the findings. */
  refuse(field: string): void;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Stands in for names that are not the contract's: an agency could put anything into a name. */
const FOREIGN = '(not in the contract)';

const join = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

function reportSurplus(source: object, place: Place, shape: ObjectShape): void {
  for (const field of Object.keys(source)) {
    if (place.asked.has(field) || shape.always.includes(field) || field === '__typename') continue;
    place.findings.surplus.add(join(place.path, shape.fields.includes(field) ? field : FOREIGN));
  }
}

/** A reader of `value`; null, and a finding, where it is not an object. */
export function readObject(value: unknown, place: Place, shape: ObjectShape): Reader | null {
  if (!isObject(value)) {
    place.findings.invalid.add(place.path || '(record)');
    return null;
  }
  reportSurplus(value, place, shape);
  return readerOf(value, place, shape);
}

function readerOf(source: Readonly<Record<string, unknown>>, place: Place, shape: ObjectShape): Reader {
  const mayRead = (field: string): boolean => place.asked.has(field) || shape.always.includes(field);
  const raw = (field: string): unknown =>
    mayRead(field) && Object.hasOwn(source, field) ? (source[field] ?? null) : null;
  const refuse = (field: string): void => void place.findings.invalid.add(join(place.path, field));
  const below = (field: string): Place => ({
    path: join(place.path, field),
    asked: place.asked.get(field) ?? NO_FIELDS,
    findings: place.findings,
  });
  const typed = <Value>(field: string, is: (value: unknown) => value is Value): Value | null => {
    const value = raw(field);
    if (value === null || is(value)) return value;
    refuse(field);
    return null;
  };

  return {
    asks: (field) => place.asked.has(field),
    text: (field) => typed(field, isText),
    date: (field) => typed(field, isDate),
    integer: (field) => typed(field, isInteger),
    oneOf<Word extends string>(field: string, words: readonly Word[]) {
      return typed(field, (value): value is Word => words.some((word) => word === value));
    },
    list(field, each) {
      const values = typed(field, isList);
      if (values === null) return null;
      const at = below(field);
      return Array.from(values, (value) => each(value, at)).filter((element) => element !== null);
    },
    below,
    raw,
    refuse,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isDate = (value: unknown): value is string => isText(value) && isPartialDate(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
/** A GraphQL `Int`: 32 bits. */
const isInteger = (value: unknown): value is number =>
  Number.isInteger(value) && value === Number(value) >> 0;
