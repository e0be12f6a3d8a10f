import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { Address, Assertion, ContactDetail, Statement } from '../../../src/domain/contract.generated';
import type { RecordHandle } from '../../../src/domain/ids';
import { toPartialDate } from '../../shared/dates';
import type { Note, Tenancy, Tenant, TenancyFile } from './client';

/** What translation needs beside the file. */
export interface TranslationContext {
  readonly handle: RecordHandle;
  readonly tenantRef: string;
  readonly entryHandle: (entryKey: string) => string;
}

type Translator<Value> = (file: TenancyFile, context: TranslationContext) => Value;
type Fields = { readonly [Name in Exclude<keyof AgencyRecord, 'handle'>]?: Translator<AgencyRecord[Name]> };

const ASSERTIONS: Readonly<Record<Note['basis'], Assertion>> = {
  fact: 'FACT',
  opinion: 'OPINION',
  combination: 'COMBINATION',
};

/** One translator per contract field; what is not asked for is never computed. */
const FIELDS: Fields = {
  name: (file, context) => nameOf(tenantOf(file, context)),
  dateOfBirth: (file, context) => toPartialDate(tenantOf(file, context)?.dateOfBirth),
  contactDetails: (file, context) => contactDetailsOf(tenantOf(file, context)),
  addresses: (file, context) => tenanciesOf(file, context).map(addressOf),
  involvements: (file, context) => tenanciesOf(file, context).map((tenancy) => involvement(tenancy, context)),
  safeguardingConcerns: ({ notes }, context) =>
    notes.filter(({ tenantRef }) => tenantRef === context.tenantRef).map((note) => concern(note, context)),
};

/** The contract record of one tenant with the `fields` asked for and no other. */
export function translateTenant(
  file: TenancyFile,
  fields: Iterable<string>,
  context: TranslationContext,
): AgencyRecord {
  const wanted = new Set(fields);
  const values = Object.entries(FIELDS)
    .filter(([name]) => wanted.has(name))
    .map(([name, translate]) => [name, translate(file, context)] as const);
  return { handle: context.handle, ...Object.fromEntries(values) };
}

const tenantOf = ({ tenants }: TenancyFile, { tenantRef }: TranslationContext): Tenant | undefined =>
  tenants.find((tenant) => tenant.tenantRef === tenantRef);

const tenanciesOf = ({ tenancies }: TenancyFile, { tenantRef }: TranslationContext): readonly Tenancy[] =>
  tenancies.filter(({ tenantRefs }) => tenantRefs.includes(tenantRef));

/** Forename and surname; null when both are missing. */
export function nameOf(tenant: Tenant | undefined): string | null {
  const parts = [tenant?.forename, tenant?.surname].filter(
    (part) => part !== undefined && part !== null && part !== '',
  );
  return parts.length === 0 ? null : parts.join(' ');
}

/** The address of a tenancy, with its dates. */
export function addressOf({ property, startDate, endDate }: Tenancy): Address {
  return {
    lines: property.addressLines,
    postcode: property.postcode ?? null,
    uprn: property.uprn ?? null,
    kind: 'home',
    from: toPartialDate(startDate),
    to: toPartialDate(endDate),
  };
}

function contactDetailsOf(tenant: Tenant | undefined): readonly ContactDetail[] {
  const details = { telephone: tenant?.telephone, email: tenant?.email, language: tenant?.preferredLanguage };
  return Object.entries(details).flatMap(([kind, value]) => (value ? [{ kind, value }] : []));
}

function involvement(tenancy: Tenancy, { entryHandle, tenantRef }: TranslationContext): Statement {
  return {
    handle: entryHandle(`${tenantRef}/tenancy/${tenancy.tenancyRef}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'tenancy',
    description: tenancy.tenure ?? null,
    status: tenancy.status ?? null,
    service: 'Housing management',
    from: toPartialDate(tenancy.startDate),
    to: toPartialDate(tenancy.endDate),
  };
}

function concern(note: Note, { entryHandle, tenantRef }: TranslationContext): Statement {
  return {
    handle: entryHandle(`${tenantRef}/note/${note.noteRef}`),
    assertion: ASSERTIONS[note.basis],
    addenda: (note.corrections ?? []).map(({ date, text }) => ({ recordedOn: toPartialDate(date), text })),
    kind: note.type ?? 'note',
    narrative: note.text,
    from: toPartialDate(note.date),
  };
}
