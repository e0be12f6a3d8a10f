import type { AgencyId, RecordHandle, SubjectId } from '../../../../src/domain/ids';
import type { SubjectRole } from '../../../../src/domain/review';
import type { SubjectIdentity } from '../../../../src/reviews';
import type { CheckedParty } from '../../../../src/stages/minimise/checked';
import { allotment } from '../../../../src/stages/minimise/text/allotment';
import { fingerprintsFor } from '../../../../src/stages/minimise/text/fingerprints';
import {
  partiesOf,
  PARTY_CATEGORIES,
  peopleOf,
  type NamedParty,
  type PeopleOptions,
} from '../../../../src/stages/minimise/text/people';

const TRUST = 'nhs-trust' as AgencyId;

const options = (kind?: string): PeopleOptions => {
  const fingerprints = fingerprintsFor({ reviewKey: Buffer.alloc(32, 5), salt: Buffer.alloc(32, 6) });
  return { fingerprints, allotment: allotment([], fingerprints), kindOf: () => kind };
};

const party = (some: Partial<CheckedParty>): CheckedParty => ({
  ...{ assertion: 'FACT', addenda: [], source: null, asksHandle: true, name: null },
  ...{ dateOfBirth: null, relationship: null, role: null, organisation: null, addresses: null },
  ...some,
});

/** Two people of that category and relationship. */
const two = (category: NamedParty['category'], relationship: string | null): readonly NamedParty[] =>
  ['Odo Quillfeather', 'Ottilie Ferncombe'].map((name, at) => ({
    agency: TRUST,
    category,
    party: party({ name, relationship, source: `h-${String(at)}` as RecordHandle }),
  }));

const labels = (parties: readonly NamedParty[], kind?: string): readonly string[] =>
  peopleOf([], parties, options(kind)).map(({ label }) => label);

const LETTERED = (role: string): readonly string[] => [`${role} A`, `${role} B`];
const UNLESS_FIRST = (role: string): readonly string[] => [role, `${role} 2`];
const PERSON = ['Person 1', 'Person 2'];

describe('the role of a subject', () => {
  const subjects = (role: SubjectRole): readonly SubjectIdentity[] =>
    ['Odo Quillfeather', 'Ottilie Ferncombe'].map((name, at) => ({
      subjectId: `0198a000-0000-7000-8000-00000000000${String(at)}` as SubjectId,
      ...{ role, position: at, flags: new Set<never>(), name, dateOfBirth: null, addresses: [] },
    }));

  it.each<readonly [SubjectRole, readonly string[]]>([
    ['INDEX_CHILD', LETTERED('Child')],
    ['INDEX_ADULT', LETTERED('Adult')],
    ['MOTHER', UNLESS_FIRST('Mother')],
    ['FATHER', UNLESS_FIRST('Father')],
    ['SIBLING', LETTERED('Sibling')],
    ['PARTNER', UNLESS_FIRST('Partner')],
    ['OTHER_HOUSEHOLD', LETTERED('Household member')],
    ['ALLEGED_PERPETRATOR', PERSON],
  ])('%s is printed as %j', (role, expected) => {
    expect(peopleOf(subjects(role), [], options()).map(({ label }) => label)).toEqual(expected);
  });
});

describe('the role of a family member', () => {
  it.each<readonly [string, readonly string[]]>([
    ...[
      'grandparent',
      'grand parent',
      'Grandmother',
      'grand mother',
      'grandfather',
      'grandma',
      'grandpa',
      'nan',
    ].map((word) => [word, LETTERED('Grandparent')] as const),
    ['her nan, maternal', LETTERED('Grandparent')],
    ...['foster mother', 'FOSTER father', 'carer', 'guardian', 'carer (aunt)'].map(
      (word) => [word, LETTERED('Carer')] as const,
    ),
    ...['grandson', 'aunt', 'uncle', 'niece', 'nephew', 'cousin', 'relative', 'great-aunt of the mother'].map(
      (word) => [word, LETTERED('Relative')] as const,
    ),
    ...['mother', 'Mother', 'stepmother', 'mum', 'his mum'].map(
      (word) => [word, UNLESS_FIRST('Mother')] as const,
    ),
    ...['father', 'step-father', 'dad', "mother's father"].map(
      (word) => [word, UNLESS_FIRST(word.includes('mother') ? 'Mother' : 'Father')] as const,
    ),
    ...['parent', 'step-parent of a sibling'].map((word) => [word, LETTERED('Parent')] as const),
    ...['sibling', 'brother', 'half-sister', 'twin', 'twin, partner of none'].map(
      (word) => [word, LETTERED('Sibling')] as const,
    ),
    ...['partner', 'spouse', 'husband', 'wife', 'boyfriend', 'girlfriend', 'partner with a child'].map(
      (word) => [word, UNLESS_FIRST('Partner')] as const,
    ),
    ...['child', 'son', 'a son', 'daughter', 'stepdaughter'].map(
      (word) => [word, LETTERED('Child')] as const,
    ),
  ])('%p is printed as %j', (relationship, expected) => {
    expect(labels(two('familyMembers', relationship))).toEqual(expected);
  });

  it.each([
    // No relation that is told.
    'not related to the mother',
    'mother: not stated',
    'unrelated child',
    'mother-in-law',
    'Brother in law',
    'friend',
    '',
    null,
    // Other words that hold the letters of a relation.
    'nanny',
    'Hannan',
    'mummer',
    'maximum',
    'dada',
    'Alidad',
    'sonny',
    'person',
    'gran',
  ])('%p is printed as a person like another', (relationship) => {
    expect(labels(two('familyMembers', relationship))).toEqual(PERSON);
  });
});

describe('the role of somebody who is no family', () => {
  it.each(['otherParties', 'informants'] as const)('is not told by the relationship in %p', (category) => {
    expect(labels(two(category, 'mother'), 'police')).toEqual(PERSON);
  });

  it.each([
    ['POLICE', ' (police)'],
    ['NHS', ' (nhs)'],
    ['CHILDREN_S_SOCIAL_CARE', ' (children s social care)'],
    ['--Fire & rescue 2--', ' (fire rescue)'],
    ['a'.repeat(40), ` (${'a'.repeat(40)})`],
    ['a'.repeat(41), ` (${'a'.repeat(40)})`],
    ['1', ''],
    ['', ''],
    [undefined, ''],
  ])('is for practitioners told by the kind of agency: %p', (kind, suffix) => {
    expect(labels(two('practitioners', 'mother'), kind)).toEqual([
      `Practitioner 1${suffix}`,
      `Practitioner 2${suffix}`,
    ]);
  });
});

describe('the other people of a record', () => {
  it('are those of its four categories, each with its category and the agency', () => {
    const [one, other, third, fourth] = ['Odo', 'Ottilie', 'Carol', 'Perrin'].map((name) => party({ name }));
    const checked = {
      informants: [one],
      practitioners: [other],
      otherParties: [third],
      familyMembers: [fourth, one],
    };
    expect(partiesOf(checked as Parameters<typeof partiesOf>[0], TRUST)).toEqual([
      { agency: TRUST, category: 'familyMembers', party: fourth },
      { agency: TRUST, category: 'familyMembers', party: one },
      { agency: TRUST, category: 'otherParties', party: third },
      { agency: TRUST, category: 'practitioners', party: other },
      { agency: TRUST, category: 'informants', party: one },
    ]);
  });

  it('are none where none were asked for or given', () => {
    expect(partiesOf({}, TRUST)).toEqual([]);
    expect(partiesOf({ familyMembers: null, informants: [] }, TRUST)).toEqual([]);
    expect(PARTY_CATEGORIES).toEqual(['familyMembers', 'otherParties', 'practitioners', 'informants']);
  });
});
