import type { Address, ContactDetail, RelatedParty, Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import { toNhsNumber } from '../shared/nhs-number';
import type { Concept, FhirAddress, HumanName } from './datatypes';
import { NHS_NUMBER_SYSTEM, type Resource } from './resources';

type Patient = Resource<'Patient'>;
type EntryHandle = (entryKey: string) => string;

const ETHNICITY = /\/(Extension-(?:UKCore|CareConnect)-EthnicCategory(?:-1)?|us-core-race)$/;
const RELIGION =
  /\/(patient-religion|Extension-UKCore-ReligiousAffiliation|Extension-CareConnect-ReligiousAffiliation-1)$/;
const NHS_COMMUNICATION = /\/Extension-(?:UKCore|CareConnect|CareConnect-GPC)-NHSCommunication(?:-1)?$/;
const NUMBER_STATUS =
  /\/Extension-(?:UKCore|CareConnect|CareConnect-GPC)-NHSNumberVerificationStatus(?:-1)?$/;
/** "Number present and verified" in the NHS code system of that name. */
const VERIFIED = '01';
const ADDRESS_KEY = '/Extension-UKCore-AddressKey';
const CONTACT_KINDS: Readonly<Record<string, string>> = {
  phone: 'telephone',
  sms: 'telephone',
  email: 'email',
};

/** The name in use: the official one, else the usual one, else the first that is neither old nor maiden. */
export function nameOf(names: readonly HumanName[]): string | null {
  const chosen =
    names.find(({ use }) => use === 'official') ??
    names.find(({ use }) => use === 'usual') ??
    names.find(({ use }) => use !== 'old' && use !== 'maiden');
  return chosen ? printName(chosen) : null;
}

/** A name without title or honours; null when it is empty. */
export function printName(name: HumanName): string | null {
  const parts = [...name.given, name.family].filter((part) => part !== undefined && part.trim() !== '');
  const printed = parts.length > 0 ? parts.join(' ') : (name.text?.trim() ?? '');
  return printed === '' ? null : printed;
}

/** Addresses in the contract's form, with the dates that they were lived at. */
export function addressesOf(addresses: readonly FhirAddress[]): readonly Address[] {
  return addresses.map((address) => {
    const lines = [...address.line, address.city, address.district, address.state];
    const given = lines.filter((line): line is string => line !== undefined && line.trim() !== '');
    return {
      lines: given.length > 0 ? given : [address.text ?? ''].filter((line) => line !== ''),
      postcode: address.postalCode ?? null,
      uprn: uprnOf(address),
      kind: address.use === 'temp' ? 'temporary' : (address.use ?? 'home'),
      from: toPartialDate(address.period?.start),
      to: toPartialDate(address.period?.end),
    };
  });
}

function uprnOf(address: FhirAddress): string | null {
  for (const { url, extension } of address.extension) {
    if (url?.endsWith(ADDRESS_KEY) !== true) continue;
    const type = extension.find((part) => part.url === 'type');
    if (type?.valueCoding?.code === 'UPRN')
      return extension.find((part) => part.url === 'value')?.valueString ?? null;
  }
  return null;
}

/** Telephone numbers, e-mail addresses and languages. */
export function contactDetailsOf(patient: Patient): readonly ContactDetail[] {
  const telecom = patient.telecom.flatMap(({ system, value, use }) => {
    const kind = CONTACT_KINDS[system ?? ''];
    return kind !== undefined && value !== undefined && use !== 'old' ? [{ kind, value }] : [];
  });
  const extended = patient.extension
    .filter(({ url }) => NHS_COMMUNICATION.test(url ?? ''))
    .flatMap(({ extension }) => extension.find(({ url }) => url === 'language')?.valueCodeableConcept ?? []);
  const spoken = [...patient.communication.flatMap(({ language }) => language ?? []), ...extended];
  const languages = new Set(spoken.flatMap((language) => describe(language) ?? []));
  return [...telecom, ...[...languages].map((value) => ({ kind: 'language', value }))];
}

/**
 * The NHS number: a verified one before others, a valid one before others, and else what the record has, as it was
 * written; a wrong number is a fact about the record, and no reason to lose it.
 */
export function nhsNumberOf(patient: Patient): string | null {
  const numbers = patient.identifier
    .filter(({ system, value }) => NHS_NUMBER_SYSTEM.test(system ?? '') && value !== undefined)
    .map((number) => ({ valid: toNhsNumber(number.value), written: number.value ?? null, number }));
  const verified = numbers.find(({ valid, number }) => valid !== null && isVerified(number));
  const chosen = verified ?? numbers.find(({ valid }) => valid !== null) ?? numbers[0];
  return chosen?.valid ?? chosen?.written ?? null;
}

const isVerified = ({ extension }: Patient['identifier'][number]): boolean =>
  extension.some(
    ({ url, valueCodeableConcept }) =>
      NUMBER_STATUS.test(url ?? '') && valueCodeableConcept?.coding.some(({ code }) => code === VERIFIED),
  );

const DEATH_NOTICE = /\/Extension-(?:UKCore|CareConnect)-DeathNotificationStatus(?:-1)?$/;

/** That the patient has died, and when, as far as the record says. */
export function deathOf(patient: Patient, entryHandle: EntryHandle): Statement | null {
  const { deceasedDateTime, deceasedBoolean, id, extension } = patient;
  if (deceasedDateTime === undefined && deceasedBoolean !== true) return null;
  const notice = extension.find(({ url }) => DEATH_NOTICE.test(url ?? ''));
  const day = toPartialDate(deceasedDateTime);
  return {
    handle: entryHandle(`Patient/${id}/death`),
    assertion: 'FACT',
    addenda: [],
    kind: 'death',
    status: describe(
      notice?.extension.find(({ url }) => url === 'deathNotificationStatus')?.valueCodeableConcept,
    ),
    from: day,
    to: day,
  };
}

/** Ethnic category by the UK Core extension, or the race text of a US Core export. */
export function ethnicityOf(patient: Patient, entryHandle: EntryHandle): Statement | null {
  const found = patient.extension.find(({ url }) => ETHNICITY.test(url ?? ''));
  if (!found) return null;
  const text = found.extension.find(({ url }) => url === 'text')?.valueString;
  const coding = found.extension.find(({ valueCoding }) => valueCoding !== undefined)?.valueCoding;
  const concept = found.valueCodeableConcept ?? { coding: coding ? [coding] : [], text };
  return factOf({ handle: entryHandle(`Patient/${patient.id}/ethnicity`), kind: 'ethnic category', concept });
}

/** Religion by the HL7 patient-religion extension. */
export function religionOf(patient: Patient, entryHandle: EntryHandle): Statement | null {
  const found = patient.extension.find(({ url }) => RELIGION.test(url ?? ''));
  const concept = found?.valueCodeableConcept;
  if (!concept) return null;
  return factOf({ handle: entryHandle(`Patient/${patient.id}/religion`), kind: 'religion', concept });
}

function factOf(about: {
  readonly handle: string;
  readonly kind: string;
  readonly concept: Concept;
}): Statement {
  const { handle, kind, concept } = about;
  return { handle, assertion: 'FACT', addenda: [], kind, ...codeOf(concept), description: describe(concept) };
}

/** Family members: the contacts of the Patient and the RelatedPerson resources. */
export function familyMembersOf(
  patients: readonly Patient[],
  related: readonly Resource<'RelatedPerson'>[],
  entryHandle: EntryHandle,
): readonly RelatedParty[] {
  const contacts = patients.flatMap(({ id, contact }) =>
    contact.map(({ name, relationship, address }, order): RelatedParty => ({
      handle: entryHandle(`Patient/${id}/contact/${order}`),
      assertion: 'FACT',
      addenda: [],
      name: name ? printName(name) : null,
      relationship: relationship.map(describe).find((word) => word !== null) ?? null,
      addresses: address ? addressesOf([address]) : [],
    })),
  );
  const persons = related.map((person): RelatedParty => ({
    handle: entryHandle(`RelatedPerson/${person.id}`),
    assertion: 'FACT',
    addenda: [],
    name: nameOf(person.name),
    dateOfBirth: toPartialDate(person.birthDate),
    relationship: person.relationship.map(describe).find((word) => word !== null) ?? null,
    addresses: addressesOf(person.address),
  }));
  return [...contacts, ...persons];
}

/** The words of a coded concept. */
export function describe(concept: Concept | undefined): string | null {
  return concept?.text ?? concept?.coding.find(({ display }) => display !== undefined)?.display ?? null;
}

/** The first code of a concept, with its code system. */
export function codeOf(concept: Concept | undefined): Pick<Statement, 'code' | 'codeSystem'> {
  const coding = concept?.coding.find(({ code }) => code !== undefined);
  return { code: coding?.code ?? null, codeSystem: coding?.system ?? null };
}
