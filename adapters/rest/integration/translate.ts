import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { Address, RelatedParty, Statement } from '../../../src/domain/contract.generated';
import type { RecordCategory } from '../../../src/domain/data-category';
import type { FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import { ageAt, toPartialDate } from '../../shared/dates';
import type { Handles } from '../../shared/sealed-handles';
import { convictions as registered, investigations, safeguardingConcerns } from '../offences';
import { caseGender, joined } from '../person';
import { CaseStatements } from '../statements';
import type { Documents, IntegrationPerson } from './documents';
import { keyDates, riskScores, seriousHarm } from './risks';

/** One person's documents, as far as they were read. */
export interface IntegrationRecord {
  readonly handle: RecordHandle;
  readonly id: string;
  readonly documents: Partial<Documents>;
}

interface Context {
  readonly documents: Partial<Documents>;
  /** The probation record, or else the prison's. */
  readonly person: IntegrationPerson | null;
  readonly statements: CaseStatements;
  readonly at: Date | undefined;
}

type Fields = Omit<AgencyRecord, 'handle'>;

const TRANSLATIONS: Partial<Record<RecordCategory, (context: Context) => Fields>> = {
  name: ({ person }) => ({ name: person && joined([person.firstName, person.middleName, person.lastName]) }),
  dateOfBirth: ({ person }) => ({ dateOfBirth: toPartialDate(person?.dateOfBirth) }),
  addresses: ({ documents }) => ({ addresses: (documents.addresses ?? []).flatMap(addressOf) }),
  age: ({ person, at }) => ({ age: at ? ageAt(person?.dateOfBirth, at) : null }),
  gender: ({ person }) => ({ gender: person && caseGender(person) }),
  contactDetails: ({ person }) => ({ contactDetails: contactsOf(person) }),
  ethnicity: ({ person, statements }) => ({
    ethnicity: person?.ethnicity
      ? statements.make({ key: 'ethnicity', kind: 'ethnicity', description: person.ethnicity })
      : null,
  }),
  safeguardingConcerns: ({ documents, statements }) => ({
    safeguardingConcerns: [
      ...safeguardingConcerns({ dynamicRisks: documents.dynamicRisks }, statements),
      ...seriousHarm(documents.seriousHarm, statements, 'personal'),
    ],
  }),
  convictions: (context) => ({ convictions: convictionsOf(context) }),
  investigations: ({ documents, statements }) => ({
    investigations: investigations({ personStatus: documents.status }, statements),
  }),
  practitioners: ({ documents, statements }) => ({
    practitioners: officersOf(documents.officers, statements),
  }),
};

/** The contract fields that the API can answer. */
export const INTEGRATION_OFFERS: ReadonlySet<string> = new Set(Object.keys(TRANSLATIONS));

/** The contract's record of one person with the `fields` asked for and no other; ages are counted at `at`. */
export function translateDocuments(
  { handle, id, documents }: IntegrationRecord,
  fields: FieldTree,
  { handles, at }: { readonly handles: Handles; readonly at?: Date | undefined },
): AgencyRecord {
  const person =
    documents.person?.probationOffenderSearch ?? documents.person?.prisonerOffenderSearch ?? null;
  const context: Context = { documents, person, statements: new CaseStatements(handles, id), at };
  return Object.entries(TRANSLATIONS)
    .filter(([field]) => fields.has(field))
    .reduce<AgencyRecord>((record, [, translate]) => ({ ...record, ...translate(context) }), { handle });
}

function contactsOf(person: IntegrationPerson | null): NonNullable<AgencyRecord['contactDetails']> {
  const { phoneNumbers, emails } = person?.contactDetails ?? {};
  return [
    ...(phoneNumbers ?? []).flatMap(({ number }) => (number ? [{ kind: 'telephone', value: number }] : [])),
    ...(emails ?? []).map((value) => ({ kind: 'email', value })),
  ];
}

/** Addresses in custody or on bail tell of the offence; the API says so in its types. */
const OFFENCE_LINKED = /approved premises|prison|\bhmp\b|custod|remand|\bbail|young offender/i;

function addressOf(address: NonNullable<Documents['addresses']>[number]): readonly Address[] {
  const { name, number, street, locality, town, county, types, noFixedAddress } = address;
  const told = [name, street, ...(types ?? []).map(({ description }) => description)];
  if (told.some((words) => OFFENCE_LINKED.test(words ?? ''))) return [];
  const lines = [name, joined([number, street]), locality, town, county]
    .map((line) => line?.trim() ?? '')
    .filter((line) => line !== '');
  if (lines.length === 0 && !address.postcode && noFixedAddress !== true) return [];
  return [
    {
      lines: noFixedAddress === true && lines.length === 0 ? ['No fixed abode'] : lines,
      postcode: joined([address.postcode]),
      kind: null,
      from: toPartialDate(address.startDate),
      to: toPartialDate(address.endDate),
    },
  ];
}

/** All that tells of offending (UK GDPR art. 10), the identifiers of police, prisons and probation among it. */
function convictionsOf({ documents, statements }: Context): readonly Statement[] {
  const records = [documents.person?.prisonerOffenderSearch, documents.person?.probationOffenderSearch];
  const held = records.flatMap((record) => [
    { codeSystem: 'PNC', code: record?.pncId },
    { codeSystem: 'CRO', code: record?.identifiers?.croNumber },
    { codeSystem: 'NOMS', code: record?.identifiers?.nomisNumber },
    { codeSystem: 'CRN', code: record?.identifiers?.deliusCrn },
  ]);
  const identifiers = new Map(held.map((one) => [`identifier/${one.codeSystem}/${one.code ?? ''}`, one]));
  return [
    ...[...identifiers].flatMap(([key, { codeSystem, code }]) =>
      code ? [statements.make({ key, kind: 'identifier', codeSystem, code })] : [],
    ),
    ...registered([], { dynamicRisks: documents.dynamicRisks, mappaDetail: documents.mappa }, statements),
    ...(documents.offences ?? []).flatMap((offence, place) => {
      if ((offence.description ?? offence.cjsCode ?? offence.hoCode ?? null) === null) return [];
      return [
        statements.make({
          key: `offence/${place}`,
          kind: 'offence',
          code: offence.cjsCode ?? offence.hoCode ?? null,
          codeSystem: offence.cjsCode ? 'CJS offence code' : 'Home Office offence code',
          description: offence.description ?? null,
          service: offence.courtName ?? null,
          from: toPartialDate(offence.startDate),
          to: toPartialDate(offence.endDate),
        }),
      ];
    }),
    ...riskScores(documents.scores, statements),
    ...seriousHarm(documents.seriousHarm, statements, 'offending'),
    ...keyDates(documents.keyDates, statements),
  ];
}

/** The responsible officers by name alone: role, team and provider tell that the person is under supervision. */
function officersOf(
  officers: Documents['officers'] | undefined,
  statements: CaseStatements,
): readonly RelatedParty[] {
  const held = [officers?.communityOffenderManager, officers?.prisonOffenderManager];
  return held.flatMap((officer, place) => {
    const name =
      officer &&
      joined([officer.name?.forename ?? officer.forename, officer.name?.surname ?? officer.surname]);
    const handle = statements.handleOf(`officer/${place}`);
    return name ? [{ handle, assertion: 'FACT' as const, addenda: [], name, role: 'practitioner' }] : [];
  });
}
