import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { Address, RelatedParty, Statement } from '../../../src/domain/contract.generated';
import type { RecordCategory } from '../../../src/domain/data-category';

/** Where a canary sits: its category, and the leaf's name. */
export interface Canary {
  readonly category: RecordCategory;
  readonly leaf: string;
  readonly value: string;
}

/**
 * A record that fills every leaf of the contract with a value found nowhere else in it, and the list of them. Dates
 * and postcodes are well formed, so that they pass the check and meet the ladders.
 */
export function canaryRecord(): { readonly record: AgencyRecord; readonly canaries: readonly Canary[] } {
  const canaries: Canary[] = [];
  const put = (category: RecordCategory, leaf: string, value: string): string => {
    canaries.push({ category, leaf, value });
    return value;
  };
  // One word of letters alone, so that no mask for a part of a name and no pattern meets it by chance.
  const word = (): string =>
    `canary${[...String(canaries.length)].map((digit) => 'bcdfghjklm'.charAt(Number(digit))).join('')}x`;
  const text = (category: RecordCategory, leaf: string) => put(category, leaf, word());
  const date = (category: RecordCategory, leaf: string) => {
    const day = new Date(Date.UTC(1950, 0, 1) + canaries.length * 86_400_000 * 40);
    return put(category, leaf, day.toISOString().slice(0, 10));
  };
  const postcode = (category: RecordCategory) => {
    const letters = 'ABDEFGHJLNPQRSTUWXYZ';
    const at = canaries.length;
    return put(
      category,
      'postcode',
      `PR${at % 10} ${Math.floor(at / 10) % 10}${letters.charAt(at % 20)}${letters.charAt(Math.floor(at / 20) % 20)}`,
    );
  };

  const addendaOf = (category: RecordCategory) => [
    { recordedOn: date(category, 'recordedOn'), text: text(category, 'addendum') },
  ];
  const addressOf = (category: RecordCategory): Address => ({
    lines: [text(category, 'lines')],
    postcode: postcode(category),
    uprn: text(category, 'uprn'),
    kind: text(category, 'addressKind'),
    from: date(category, 'addressFrom'),
    to: date(category, 'addressTo'),
  });
  const statementOf = (category: RecordCategory): Statement => ({
    handle: put(category, 'handle', word()),
    assertion: 'OPINION',
    addenda: addendaOf(category),
    kind: text(category, 'kind'),
    code: text(category, 'code'),
    codeSystem: text(category, 'codeSystem'),
    description: text(category, 'description'),
    narrative: text(category, 'narrative'),
    status: text(category, 'status'),
    service: text(category, 'service'),
    from: date(category, 'from'),
    to: date(category, 'to'),
  });
  const partyOf = (category: RecordCategory): RelatedParty => ({
    handle: put(category, 'handle', word()),
    assertion: 'COMBINATION',
    addenda: addendaOf(category),
    name: text(category, 'partyName'),
    dateOfBirth: date(category, 'dateOfBirth'),
    addresses: [addressOf(category)],
    relationship: text(category, 'relationship'),
    role: text(category, 'role'),
    organisation: text(category, 'organisation'),
  });

  const record: AgencyRecord = {
    handle: 'canary-record-handle-end',
    name: text('name', 'name'),
    dateOfBirth: date('dateOfBirth', 'dateOfBirth'),
    addresses: [addressOf('addresses')],
    age: 47,
    gender: text('gender', 'gender'),
    contactDetails: [
      { kind: text('contactDetails', 'contactKind'), value: text('contactDetails', 'contactValue') },
      { kind: 'email', value: text('contactDetails', 'contactValue') },
    ],
    nationalInsuranceNumber: text('nationalInsuranceNumber', 'number'),
    nhsNumber: text('nhsNumber', 'number'),
    familyMembers: [partyOf('familyMembers')],
    ethnicity: statementOf('ethnicity'),
    religion: statementOf('religion'),
    health: [statementOf('health'), statementOf('health')],
    otherSpecialCategory: [statementOf('otherSpecialCategory')],
    legalStatuses: [statementOf('legalStatuses')],
    involvements: [statementOf('involvements')],
    safeguardingConcerns: [statementOf('safeguardingConcerns')],
    convictions: [statementOf('convictions')],
    investigations: [statementOf('investigations')],
    otherParties: [partyOf('otherParties')],
    practitioners: [partyOf('practitioners')],
    informants: [partyOf('informants')],
  };
  return { record, canaries };
}
