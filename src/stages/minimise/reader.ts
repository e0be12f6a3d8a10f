import { NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import { isPartialDate } from '../../pseudonyms/generalise/date';

/** What the check found wrong with an agency's answer: names of fields, never a value. */
export interface Findings {
  /** Sent though not asked for. */
  readonly surplus: Set<string>;
  /** Of another type than the contract says. */
  readonly invalid: Set<string>;
}

/** Where in an answer a reader stands, and what was asked for below it. Made once for each tree of fields. */
export class Place {
  readonly #below = new Map<string, Place>();
  readonly #allowed = new Map<ObjectShape, ReadonlySet<string>>();

  constructor(
    readonly path: string,
    readonly asked: FieldTree,
  ) {}

  /** The place of a field's own fields. */
  below(field: string): Place {
    const known = this.#below.get(field);
    if (known) return known;
    const place = new Place(join(this.path, field), this.asked.get(field) ?? NO_FIELDS);
    this.#below.set(field, place);
    return place;
  }

  /** What an object of that shape may hold here: what was asked for, and what is always sent. */
  allowed(shape: ObjectShape): ReadonlySet<string> {
    const known = this.#allowed.get(shape);
    if (known) return known;
    const allowed = new Set([...this.asked.keys(), ...shape.always, '__typename']);
    this.#allowed.set(shape, allowed);
    return allowed;
  }
}

const roots = new WeakMap<FieldTree, Place>();

/** The place of a whole record of which those fields were asked for. */
export function placeOf(asked: FieldTree): Place {
  const place = roots.get(asked) ?? new Place('', asked);
  roots.set(asked, place);
  return place;
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

function reportSurplus(source: object, at: At, shape: ObjectShape): void {
  const allowed = at.place.allowed(shape);
  // Without a list of its names for every object of an answer.
  for (const field in source) {
    if (allowed.has(field) || !Object.hasOwn(source, field)) continue;
    at.findings.surplus.add(join(at.place.path, shape.fields.includes(field) ? field : FOREIGN));
  }
}

/** A place of one answer. */
export interface At {
  readonly place: Place;
  readonly findings: Findings;
}

/** A reader of `value`; null, and a finding, where it is not an object. */
export function readObject(value: unknown, at: At, shape: ObjectShape): Reader | null {
  if (!isObject(value)) {
    at.findings.invalid.add(at.place.path || '(record)');
    return null;
  }
  reportSurplus(value, at, shape);
  return new Reader(value, at, shape);
}

/**
 * Reads one object of an agency's answer, field by named field. A field that was not asked for, is missing or has
 * another type than wanted reads as null; the last is put among the findings.
 */
export class Reader {
  readonly #allowed: ReadonlySet<string>;

  constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly at: At,
    shape: ObjectShape,
  ) {
    this.#allowed = at.place.allowed(shape);
  }

  asks(field: string): boolean {
    return this.at.place.asked.has(field);
  }

  /** The field as it came, for a check of its own. */
  raw(field: string): unknown {
    const mayRead = this.#allowed.has(field) && Object.hasOwn(this.source, field);
    return mayRead ? (this.source[field] ?? null) : null;
  }

  text(field: string): string | null {
    return this.typed(field, isText);
  }

  /** The text of a field that was asked for; undefined where it was not. */
  askedText(field: string): string | null | undefined {
    return this.at.place.asked.has(field) ? this.typed(field, isText) : undefined;
  }

  /** The date of a field that was asked for; undefined where it was not. */
  askedDate(field: string): string | null | undefined {
    return this.at.place.asked.has(field) ? this.typed(field, isDate) : undefined;
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
  list<Element>(field: string, each: (value: unknown, at: At) => Element | null): readonly Element[] | null {
    const values = this.typed(field, isList);
    if (values === null) return null;
    const at = this.below(field);
    const elements: Element[] = [];
    // A list with holes reads as one with undefined in their place.
    for (const value of values) {
      const element = each(value, at);
      if (element !== null) elements.push(element);
    }
    return elements;
  }

  /** The place of a field's own fields. */
  below(field: string): At {
    return { place: this.at.place.below(field), findings: this.at.findings };
  }

  /** Puts a field among the findings. */
  refuse(field: string): void {
    this.at.findings.invalid.add(join(this.at.place.path, field));
  }

  private typed<Value>(field: string, is: (value: unknown) => value is Value): Value | null {
    const value = this.raw(field);
    if (value === null || is(value)) return value;
    this.refuse(field);
    return null;
  }
}
