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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isDate = (value: unknown): value is string => isText(value) && isPartialDate(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
/** A GraphQL `Int`: 32 bits. */
const isInteger = (value: unknown): value is number =>
  Number.isInteger(value) && value === Number(value) >> 0;

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
  return new Reader(value, place, shape);
}

/**
 * Reads one object of an agency's answer, field by named field. A field that was not asked for, is missing or has
 * another type than wanted reads as null; the last is put among the findings.
 */
export class Reader {
  constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly place: Place,
    private readonly shape: ObjectShape,
  ) {}

  asks(field: string): boolean {
    return this.place.asked.has(field);
  }

  /** The field as it came, for a check of its own. */
  raw(field: string): unknown {
    const mayRead = this.asks(field) || this.shape.always.includes(field);
    return mayRead && Object.hasOwn(this.source, field) ? (this.source[field] ?? null) : null;
  }

  text(field: string): string | null {
    return this.typed(field, isText);
  }

  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  date(field: string): string | null {
    return this.typed(field, isDate);
  }

  integer(field: string): number | null {
    return this.typed(field, isInteger);
  }

  /** One of `words`, or null. */
  oneOf<Word extends string>(field: string, words: readonly Word[]): Word | null {
    return this.typed(field, (value): value is Word => words.some((word) => word === value));
  }

  /** The elements that `each` accepts; null where the field holds no list. */
  list<Element>(
    field: string,
    each: (value: unknown, place: Place) => Element | null,
  ): readonly Element[] | null {
    const values = this.typed(field, isList);
    if (values === null) return null;
    const at = this.below(field);
    return Array.from(values, (value) => each(value, at)).filter((element) => element !== null);
  }

  /** The place of a field's own fields. */
  below(field: string): Place {
    const { path, asked, findings } = this.place;
    return { path: join(path, field), asked: asked.get(field) ?? NO_FIELDS, findings };
  }

  /** Puts a field among the findings. */
  refuse(field: string): void {
    this.place.findings.invalid.add(join(this.place.path, field));
  }

  private typed<Value>(field: string, is: (value: unknown) => value is Value): Value | null {
    const value = this.raw(field);
    if (value === null || is(value)) return value;
    this.refuse(field);
    return null;
  }
}
