import type { AgencyRecord } from '../../domain/agency-source';
import { RECORD_CATEGORIES, type RecordCategory } from '../../domain/data-category';
import type { FieldTree } from '../../domain/field-tree';
import type { RecordHandle } from '../../domain/ids';
import type { CheckedAddress, CheckedParty, CheckedRecord, CheckedShapes, CheckedStatement } from './checked';
import { placeOf, readObject, type At, type ObjectShape, type Reader } from './reader';
import type { ReleasedAddendum, ReleasedContactDetail, Writable } from './released';

const ASSERTIONS = ['FACT', 'OPINION', 'COMBINATION'] as const;
const STATEMENT_TEXTS = [
  'kind',
  'code',
  'codeSystem',
  'description',
  'narrative',
  'status',
  'service',
] as const;
const ADDRESS_TEXTS = ['postcode', 'uprn', 'kind'] as const;
const PARTY_TEXTS = ['name', 'relationship', 'role', 'organisation'] as const;
const SPAN = ['from', 'to'] as const;

/** Sent with every statement, whatever was asked for. */
const ATTESTED = ['handle', 'assertion', 'addenda'] as const;

const SHAPES = {
  subject: { fields: RECORD_CATEGORIES, always: ['handle'] },
  statement: { fields: [...STATEMENT_TEXTS, ...SPAN], always: ATTESTED },
  addendum: { fields: [], always: ['recordedOn', 'text'] },
  address: { fields: ['lines', ...ADDRESS_TEXTS, ...SPAN], always: [] },
  contactDetail: { fields: ['kind', 'value'], always: [] },
  party: { fields: [...PARTY_TEXTS, 'dateOfBirth', 'addresses'], always: ATTESTED },
} as const satisfies Record<string, ObjectShape>;

/** A record as the contract types it, and the names of what was sent beside that. */
export interface Checked {
  readonly checked: CheckedRecord;
  readonly surplus: readonly string[];
  readonly invalid: readonly string[];
}

const addendum = (value: unknown, at: At): ReleasedAddendum | null => {
  const reader = readObject(value, at, SHAPES.addendum);
  const text = reader?.text('text') ?? null;
  return reader && text !== null ? { recordedOn: reader.date('recordedOn'), text } : null;
};

/** Assertion, corrections and handle; null where one is missing or wrong, for a statement is nothing without them. */
function attested(
  reader: Reader,
): Pick<CheckedStatement, 'assertion' | 'addenda' | 'source' | 'asksHandle'> | null {
  const assertion = reader.oneOf('assertion', ASSERTIONS);
  const addenda = reader.list('addenda', addendum);
  const source = reader.text('handle');
  const asksHandle = reader.asks('handle');
  const sent = reader.raw('addenda');
  const whole = addenda !== null && Array.isArray(sent) && addenda.length === sent.length;
  if (assertion === null) reader.refuse('assertion');
  if (!whole) reader.refuse('addenda');
  if (asksHandle && !source) reader.refuse('handle');
  if (assertion === null || !whole || (asksHandle && !source)) return null;
  return { assertion, addenda, source: source ? (source as RecordHandle) : null, asksHandle };
}

function statement(value: unknown, at: At): CheckedStatement | null {
  const reader = readObject(value, at, SHAPES.statement);
  const core = reader && attested(reader);
  if (!core) return null;
  return {
    assertion: core.assertion,
    addenda: core.addenda,
    source: core.source,
    asksHandle: core.asksHandle,
    kind: reader.askedText('kind'),
    code: reader.askedText('code'),
    codeSystem: reader.askedText('codeSystem'),
    description: reader.askedText('description'),
    narrative: reader.askedText('narrative'),
    status: reader.askedText('status'),
    service: reader.askedText('service'),
    from: reader.askedDate('from'),
    to: reader.askedDate('to'),
  };
}

const line = (value: unknown, at: At): string | null => {
  if (typeof value === 'string') return value;
  at.findings.invalid.add(at.place.path);
  return null;
};

function address(value: unknown, at: At): CheckedAddress | null {
  const reader = readObject(value, at, SHAPES.address);
  if (!reader) return null;
  return {
    lines: reader.asks('lines') ? reader.list('lines', line) : undefined,
    postcode: reader.askedText('postcode'),
    uprn: reader.askedText('uprn'),
    kind: reader.askedText('kind'),
    from: reader.askedDate('from'),
    to: reader.askedDate('to'),
  };
}

function contactDetail(value: unknown, at: At): ReleasedContactDetail | null {
  const reader = readObject(value, at, SHAPES.contactDetail);
  if (!reader) return null;
  const checked: Writable<ReleasedContactDetail> = {};
  for (const leaf of ['kind', 'value'] as const) if (reader.asks(leaf)) checked[leaf] = reader.text(leaf);
  return checked;
}

function party(value: unknown, at: At): CheckedParty | null {
  const reader = readObject(value, at, SHAPES.party);
  const core = reader && attested(reader);
  if (!core) return null;
  return {
    assertion: core.assertion,
    addenda: core.addenda,
    source: core.source,
    asksHandle: core.asksHandle,
    name: reader.askedText('name'),
    dateOfBirth: reader.askedDate('dateOfBirth'),
    relationship: reader.askedText('relationship'),
    role: reader.askedText('role'),
    organisation: reader.askedText('organisation'),
    addresses: reader.asks('addresses') ? reader.list('addresses', address) : undefined,
  };
}

type Check<Category extends RecordCategory> = (reader: Reader, field: Category) => CheckedShapes[Category];

const one = (reader: Reader, field: RecordCategory): CheckedStatement | null => {
  const value = reader.raw(field);
  return value === null ? null : statement(value, reader.below(field));
};
const text = (reader: Reader, field: RecordCategory) => reader.text(field);
const statements = (reader: Reader, field: RecordCategory) => reader.list(field, statement);
const parties = (reader: Reader, field: RecordCategory) => reader.list(field, party);

const CHECKS: { readonly [Category in RecordCategory]: Check<Category> } = {
  name: text,
  dateOfBirth: (reader, field) => reader.date(field),
  addresses: (reader, field) => reader.list(field, address),
  age: (reader, field) => reader.integer(field),
  gender: text,
  contactDetails: (reader, field) => reader.list(field, contactDetail),
  nationalInsuranceNumber: text,
  nhsNumber: text,
  familyMembers: parties,
  ethnicity: one,
  religion: one,
  health: statements,
  otherSpecialCategory: statements,
  legalStatuses: statements,
  involvements: statements,
  safeguardingConcerns: statements,
  convictions: statements,
  investigations: statements,
  otherParties: parties,
  practitioners: parties,
  informants: parties,
};

function checkCategory<Category extends RecordCategory>(
  into: { [Key in Category]?: CheckedShapes[Key] },
  reader: Reader,
  category: Category,
): void {
  into[category] = CHECKS[category](reader, category);
}

/**
 * Copies of an agency's record what was asked for and has the contract's type, every leaf looked at once. The rest is
 * not copied: its names are reported. A statement without its assertion or with a broken correction is left out whole.
 */
export function checkRecord(record: AgencyRecord, asked: FieldTree): Checked {
  const findings = { surplus: new Set<string>(), invalid: new Set<string>() };
  const checked: Writable<CheckedRecord> = {};
  const reader = readObject(record, { place: placeOf(asked), findings }, SHAPES.subject);
  if (reader) {
    for (const category of RECORD_CATEGORIES)
      if (asked.has(category)) checkCategory(checked, reader, category);
  }
  return { checked, surplus: [...findings.surplus], invalid: [...findings.invalid] };
}

/** Checks each record of an operation once, whoever asks: the texts' desk, and the copy in each of its rounds. */
export function checkingOnce(): (record: AgencyRecord, fields: FieldTree) => Checked {
  const done = new Map<AgencyRecord, { readonly fields: FieldTree; readonly checked: Checked }>();
  return (record, fields) => {
    const known = done.get(record);
    if (known?.fields === fields) return known.checked;
    const checked = checkRecord(record, fields);
    done.set(record, { fields, checked });
    return checked;
  };
}
