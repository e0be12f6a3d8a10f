import type { Address, ContactDetail, Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import type { ProbationAddress, ProbationCase } from './native';
import type { CaseStatements } from './statements';

const OLDEST = 130;
/** Delius address types of an ordinary home: rented or owned (A01), settled with family or friends (A07). */
const HOME_TYPES = /^A0[17]/;
const OFFENCE_LINKED_PLACE =
  /approved premises|prison|\bhmp\b|custod|remand|\bbail|young offender|\bYOI\b|community accommodation|\bCAS ?[123]\b/i;

/** The parts that are there, each trimmed, with a space between; null when there are none. */
export function joined(parts: readonly (string | null | undefined)[]): string | null {
  const text = parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');
  return text === '' ? null : text;
}

/** The name that a case is held under. */
export function caseName({ firstName, middleNames, surname }: ProbationCase): string | null {
  return joined([firstName, ...(middleNames ?? []), surname]);
}

/** The age that the source states, in completed years, unless no living person has it. */
export function caseAge({ age }: ProbationCase): number | null {
  return age !== null && age !== undefined && Number.isInteger(age) && age >= 0 && age <= OLDEST ? age : null;
}

/** `female` and `male` in the contract's spelling; any other word as the source has it. */
export function caseGender({ gender }: Pick<ProbationCase, 'gender'>): string | null {
  const word = gender?.trim() ?? '';
  if (word === '') return null;
  return /^(fe)?male$/i.test(word) ? word.toLowerCase() : word;
}

export function caseContacts({ contactDetails }: ProbationCase): readonly ContactDetail[] {
  const telephones = (contactDetails?.phoneNumbers ?? []).map(({ number }) => ({
    kind: 'telephone',
    value: number?.trim() ?? '',
  }));
  const emails = (contactDetails?.emailAddresses ?? []).map((value) => ({
    kind: 'email',
    value: value.trim(),
  }));
  return [...telephones, ...emails].filter(({ value }) => value !== '');
}

/**
 * Addresses of ordinary life. One in custody, at approved premises or on bail would tell of the offence, so it is no
 * address in the contract's sense; nor is any kind given but `home`, because the source's other words tell too.
 */
export function caseAddresses(addresses: readonly ProbationAddress[]): readonly Address[] {
  return addresses.filter((address) => !isOffenceLinkedPlace(address)).map(translateAddress);
}

function isOffenceLinkedPlace({ type, buildingName, streetName }: ProbationAddress): boolean {
  return [type?.description, buildingName, streetName].some((text) => OFFENCE_LINKED_PLACE.test(text ?? ''));
}

function translateAddress(address: ProbationAddress): Address {
  const { noFixedAbode, type, buildingName, addressNumber, streetName, district, town, county } = address;
  const street = joined([addressNumber, streetName]);
  const lines = [buildingName, street, district, town, county]
    .map((line) => line?.trim() ?? '')
    .filter((line) => line !== '');
  return {
    lines: noFixedAbode === true && lines.length === 0 ? ['No fixed abode'] : lines,
    postcode: joined([address.postcode]),
    kind: HOME_TYPES.test(type?.code ?? '') ? 'home' : null,
    from: toPartialDate(address.from),
    to: toPartialDate(address.to),
  };
}

/** Ethnicity, religion and sexual orientation, each a single word of the source's own; null where it has none. */
export function profileStatement(
  { offenderProfile }: ProbationCase,
  trait: 'ethnicity' | 'religion' | 'sexualOrientation',
  statements: CaseStatements,
): Statement | null {
  const description = offenderProfile?.[trait]?.trim() ?? '';
  if (description === '') return null;
  const kind = trait === 'sexualOrientation' ? 'sexual orientation' : trait;
  return statements.make({ key: trait, kind, description });
}

/** Disabilities with their conditions. */
export function caseHealth(
  { offenderProfile }: ProbationCase,
  statements: CaseStatements,
): readonly Statement[] {
  return (offenderProfile?.disabilities ?? []).map((disability, place) => {
    const { disabilityType, condition, startDate, endDate, notes } = disability;
    const words = [disabilityType?.description, condition?.description].filter((word) => word);
    return statements.make({
      key: `disability/${place}`,
      kind: 'disability',
      code: disabilityType?.code ?? null,
      description: words.length > 0 ? words.join(': ') : null,
      narrative: notes ?? null,
      from: toPartialDate(startDate),
      to: toPartialDate(endDate),
    });
  });
}
