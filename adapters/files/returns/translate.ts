import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { Address, ContactDetail, RelatedParty, Statement } from '../../../src/domain/contract.generated';
import type { RecordHandle } from '../../../src/domain/ids';
import { ageAt, toPartialDate } from '../../shared/dates';
import type { PersonRows, Row } from './rows';
import type {
  AddressPart,
  ContactPart,
  NamePart,
  Part,
  PractitionerPart,
  ReturnForm,
  StatementPart,
  ValuePart,
  When,
} from './form';

/** What translation needs beside the rows. */
export interface TranslationContext {
  readonly form: ReturnForm;
  readonly handle: RecordHandle;
  /** A handle for an entry of this person's record. */
  readonly entryHandle: (entryKey: string) => string;
  /** The instant that ages are counted at. */
  readonly at: Date;
}

/** Fields of the contract that hold one value and not a list. */
const SINGLE: ReadonlySet<string> = new Set([
  'name',
  'dateOfBirth',
  'age',
  'gender',
  'ethnicity',
  'religion',
]);

/** The contract record of one person with the `fields` asked for and no other. */
export function translatePerson(
  rows: PersonRows,
  asked: Iterable<string>,
  context: TranslationContext,
): AgencyRecord {
  const values = [...asked].flatMap((field) => {
    const parts = context.form.fields[field];
    if (parts === undefined) return [];
    const made = parts.flatMap((part) => makeAll(part, rows, context));
    return [
      [field, SINGLE.has(field) ? (made.find((each) => each !== null) ?? null) : unique(made)] as const,
    ];
  });
  return { handle: context.handle, ...Object.fromEntries(values) };
}

type Made = string | number | null | Address | ContactDetail | Statement | RelatedParty;

function makeAll(part: Part, rows: PersonRows, context: TranslationContext): readonly Made[] {
  const ofTable = (rows.get(part.table) ?? []).filter((row) => holds(row, part.when));
  switch (part.as) {
    case 'text':
    case 'date':
    case 'age':
      return ofTable.map((row) => valueOf(part, row, context.at));
    case 'name':
      return ofTable.map((row) => nameOf(part, row));
    case 'address':
      return ofTable.flatMap((row) => addressOf(part, row) ?? []);
    case 'contact':
      return ofTable.flatMap((row) => contactOf(part, row) ?? []);
    case 'statement':
      return ofTable.flatMap((row) => statementOf(part, row, context) ?? []);
    case 'practitioner':
      return ofTable.flatMap((row) => practitionerOf(part, row, context) ?? []);
  }
}

const given = (value: string | undefined): value is string => value !== undefined && value !== '';

function holds(row: Row, when: When | undefined): boolean {
  if (when === undefined) return true;
  const value = row[when.column] ?? '';
  return (when.is?.includes(value) ?? true) && !(when.not?.includes(value) ?? false);
}

/** A single value of a row. */
export function valueOf({ as, columns, words }: ValuePart, row: Row, at: Date): string | number | null {
  const value = columns.map((column) => row[column]).find(given);
  if (value === undefined) return null;
  if (as === 'text') return words ? (words[value] ?? null) : value;
  return as === 'date' ? toPartialDate(value) : ageAt(toPartialDate(value), at);
}

/** A name of a row; null where no part of it is given. */
export function nameOf({ columns }: NamePart, row: Row): string | null {
  const parts = columns.map((column) => row[column]).filter(given);
  return parts.length > 0 ? parts.join(' ') : null;
}

/** An address of a row; null where no part of it is given. */
export function addressOf(part: AddressPart, row: Row): Address | null {
  const at = (column: string | undefined): string | null =>
    column !== undefined && given(row[column]) ? row[column] : null;
  const lines = (part.lines ?? []).flatMap((column) => at(column) ?? []);
  const [postcode, uprn] = [at(part.postcode), wholeNumber(at(part.uprn))];
  if (lines.length === 0 && postcode === null && uprn === null) return null;
  return {
    lines,
    postcode,
    uprn,
    kind: part.kind,
    from: toPartialDate(at(part.from)),
    to: toPartialDate(at(part.to)),
  };
}

/** Exports write a UPRN as a floating-point number, and -1 for one that is not known. */
function wholeNumber(text: string | null): string | null {
  const digits = text?.replace(/\.0+$/u, '') ?? null;
  return digits !== null && /^\d{1,12}$/u.test(digits) ? digits : null;
}

function contactOf({ kind, column }: ContactPart, row: Row): ContactDetail | null {
  const value = row[column];
  return given(value) ? { kind, value } : null;
}

function statementOf(
  part: StatementPart,
  row: Row,
  { form, entryHandle }: TranslationContext,
): Statement | null {
  if (!given(row[part.needs])) return null;
  const code = part.code === undefined ? null : (row[part.code] ?? null);
  const [from, to] = [part.from, part.to].map((column) => (column === undefined ? undefined : row[column]));
  return {
    handle: entryHandle(
      [part.table, part.kind, part.needs, code ?? row[part.needs], from ?? '', to ?? ''].join('/'),
    ),
    assertion: part.assertion ?? 'FACT',
    addenda: [],
    kind: part.kind,
    code: code === '' ? null : code,
    codeSystem: given(code ?? undefined) ? form.name : null,
    description: (code === null ? undefined : part.words?.[code]) ?? part.description ?? null,
    service: part.service ?? null,
    from: toPartialDate(from),
    to: toPartialDate(to),
  };
}

function practitionerOf(
  { table, name, role, organisation }: PractitionerPart,
  row: Row,
  { entryHandle }: TranslationContext,
): RelatedParty | null {
  const said = row[name];
  if (!given(said)) return null;
  return {
    handle: entryHandle([table, role, said].join('/')),
    assertion: 'FACT',
    addenda: [],
    name: said,
    role,
    organisation: organisation === undefined ? null : (row[organisation] ?? null),
  };
}

/** The same thing said in several lists of a return is said once. */
function unique(made: readonly Made[]): readonly Made[] {
  return [
    ...new Map(made.filter((each) => each !== null).map((each) => [JSON.stringify(each), each])).values(),
  ];
}
