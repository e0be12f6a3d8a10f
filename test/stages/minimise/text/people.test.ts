import type { AgencyId, RecordHandle, SubjectId } from '../../../../src/domain/ids';
import type { SubjectFlag } from '../../../../src/domain/subject-flag';
import type { RoleLabel, SubjectIdentity } from '../../../../src/reviews';
import type { CheckedParty } from '../../../../src/stages/minimise/checked';
import { allotment } from '../../../../src/stages/minimise/text/allotment';
import { fingerprintsFor } from '../../../../src/stages/minimise/text/fingerprints';
import {
  nameHidden,
  peopleOf,
  sameParties,
  type NamedParty,
  type PeopleOptions,
} from '../../../../src/stages/minimise/text/people';

const [TRUST, POLICE] = ['nhs-trust' as AgencyId, 'police' as AgencyId];
const prints = fingerprintsFor({ reviewKey: Buffer.alloc(32, 5), salt: Buffer.alloc(32, 6) });
const options = (held: readonly RoleLabel[] = []): PeopleOptions => ({
  fingerprints: prints,
  allotment: allotment(held, prints),
  kindOf: () => undefined,
});

type Address = NonNullable<CheckedParty['addresses']>[number];
const address = (some: Partial<Address>): Address => ({
  ...{ lines: [], postcode: null, uprn: null, kind: null, from: null, to: null },
  ...some,
});
const named = (some: Partial<CheckedParty>, agency = TRUST): NamedParty => ({
  agency,
  category: 'familyMembers',
  party: {
    ...{ assertion: 'FACT', addenda: [], source: null, asksHandle: true, name: null },
    ...{ dateOfBirth: null, relationship: null, role: null, organisation: null, addresses: null },
    ...some,
  },
});
const mother = (name: string, source: string | null, agency = TRUST): NamedParty =>
  named({ name, relationship: 'mother', source: source as RecordHandle | null }, agency);
const other = (name: string, source: string | null, agency = POLICE): NamedParty =>
  named({ name, source: source as RecordHandle | null }, agency);

const id = (last: string) => `0198a000-0000-7000-8000-00000000000${last}` as SubjectId;
const subject = (last: string, name: string, ...flags: readonly SubjectFlag[]): SubjectIdentity => ({
  ...{ subjectId: id(last), role: 'INDEX_CHILD', position: 1, flags: new Set(flags), name },
  dateOfBirth: '2014-02-03',
  addresses: [{ lines: ['7 Quarry Loan'], postcode: 'ZZ1 2AB', kind: null, from: null, to: null }],
});
const labels = (parties: readonly NamedParty[], some = options()): readonly string[] =>
  peopleOf([], parties, some).map(({ label }) => label);

describe('two lists of parties', () => {
  const [one, two] = [mother('Carola Smithers', 'f-1'), other('Odo Quillfeather', 'f-2')];
  const at = (...addresses: readonly Partial<Address>[]): NamedParty =>
    named({ addresses: addresses.map(address) });

  it.each<readonly [string, readonly NamedParty[], readonly NamedParty[]]>([
    ['of one length where one person differs', [one, two], [one, one]],
    ['in another order', [one, two], [two, one]],
    ['of another postcode', [at({ postcode: 'PR1 8XJ' }, {})], [at({ postcode: 'PR1 8XK' }, {})]],
    ['of one address more', [at({})], [at({}, {})]],
    ['of another second address', [at({}, { postcode: 'PR1 8XJ' })], [at({}, {})]],
    ['of another line', [at({ lines: ['4 Elm Road', 'Wallow'] })], [at({ lines: ['4 Elm Road', 'Hull'] })]],
    ['of one line more', [at({ lines: ['4 Elm Road'] })], [at({ lines: ['4 Elm Road', 'Wallow'] })]],
    ['with lines and with none', [at({ lines: ['4 Elm Road'] })], [at({ lines: null })]],
  ])('differ %s', (_what, some, others) => {
    expect(sameParties(some, others)).toBe(false);
    expect(sameParties(others, some)).toBe(false);
  });

  it.each<readonly [string, readonly NamedParty[], readonly NamedParty[]]>([
    ['nobody is in either', [], []],
    ['there is no address', [named({ addresses: null })], [named({ addresses: [] })]],
    ['no address was asked for', [named({ addresses: undefined })], [named({ addresses: null })]],
    ['an address has no lines', [at({ lines: null })], [at({ lines: [] })]],
    ['only what no desk looks at differs', [named({ role: 'friend' })], [named({ role: 'aunt' })]],
  ])('are alike where %s', (_what, some, others) => {
    expect(sameParties(some, others)).toBe(true);
    expect(sameParties(others, some)).toBe(true);
  });
});

describe('the people whom the texts of a review may name', () => {
  it('are the subjects and the other people, with what is known of them', () => {
    const aunt = named({
      ...{ name: 'Mrs Carola Smithers', dateOfBirth: '1980-01-02', relationship: 'aunt' },
      addresses: [
        address({ lines: ['4 Elm Road'], postcode: 'PR1 8XJ' }),
        address({ lines: null, postcode: undefined }),
      ],
    });
    expect(peopleOf([subject('a', 'Wrenna Holloway')], [aunt], options())).toEqual([
      {
        ...{ label: 'Child A', names: ['Wrenna Holloway'], dateOfBirth: '2014-02-03' },
        addresses: [{ lines: ['7 Quarry Loan'], postcode: 'ZZ1 2AB', kind: null, from: null, to: null }],
      },
      {
        ...{ label: 'Relative A', names: ['Carola Smithers'], dateOfBirth: '1980-01-02' },
        addresses: [
          { lines: ['4 Elm Road'], postcode: 'PR1 8XJ' },
          { lines: [], postcode: null },
        ],
      },
    ]);
  });

  it('have no date and no address where the record gives none', () => {
    const bare = named({ name: 'Odo Quillfeather', dateOfBirth: undefined, addresses: undefined });
    expect(peopleOf([], [bare], options())).toEqual([
      { label: 'Person 1', names: ['Odo Quillfeather'], dateOfBirth: null, addresses: [] },
    ]);
  });

  it.each([null, undefined, '', 'Mr', 'unknown'])('have a name, which %p is not', (name) => {
    const some = options();
    expect(peopleOf([], [named({ name })], some)).toEqual([]);
    expect(some.allotment.added()).toEqual([]);
  });
});

describe('one person in several records', () => {
  it.each([
    ['Carola Smithers', 'SMITHERS, Carola'],
    ['Carola Smithers', 'Mrs Carola Smithers'],
    ['Carola Ann Smithers', 'Smithers Carola Ann'],
    ['Carola Ann Smithers', 'Ann Smithers Carola'],
  ])('is one by the full name: %p and %p', (one, two) => {
    expect(labels([mother(one, 'f-1'), other(two, 'x-9')])).toEqual(['Mother', 'Mother']);
    expect(labels([mother(one, null), other(two, null)])).toEqual(['Mother', 'Mother']);
  });

  it.each([
    ['Smithers', 'Smithers'],
    ['Carola Smithers', 'Smithers'],
    ['Carola Smithers', 'Carola Jenkinson'],
    ['Carola Ann Smithers', 'Carola Smithers'],
    ['Ann Ottilie', 'Anno Ttilie'],
  ])('is not told by less: %p and %p', (one, two) => {
    expect(labels([mother(one, 'f-1'), other(two, 'x-9')])).toEqual(['Mother', 'Person 1']);
  });

  it('is one by the handle within an agency, and not beyond it', () => {
    const some = [mother('Smithers', 'f-1'), mother('Carol', 'f-1'), mother('Odo', 'f-1', POLICE)];
    expect(labels(some)).toEqual(['Mother', 'Mother', 'Mother 2']);
  });

  it('is recognised by the handle from then on, whatever name led to the label', () => {
    const some = options();
    labels([mother('Carola Smithers', 'f-1'), other('Smithers Carola', 'x-9')], some);
    expect(some.allotment.known(prints.party(POLICE, 'x-9' as RecordHandle))).toBe('Mother');
    expect(labels([other('C', 'x-9')], some)).toEqual(['Mother']);
  });

  it('is a subject where the full name is the subject’s, and its name is not held then', () => {
    const some = options();
    const people = peopleOf([subject('a', 'Wrenna Holloway')], [other('Holloway, Wrenna', 'x-9')], some);
    expect(people.map(({ label }) => label)).toEqual(['Child A', 'Child A']);
    expect(some.allotment.added().map(({ fingerprint }) => fingerprint)).toEqual([
      prints.subject(id('a')),
      prints.party(POLICE, 'x-9' as RecordHandle),
    ]);
  });

  it('is held by the name, whole and in parts, where it is no subject', () => {
    const some = options();
    labels([mother('Carola Smithers', null)], some);
    expect(some.allotment.added()).toEqual([
      { fingerprint: prints.name(['carola', 'smithers']), label: 'Mother', allots: true },
      { fingerprint: prints.name(['carola']), label: 'Mother', allots: false },
      { fingerprint: prints.name(['smithers']), label: 'Mother', allots: false },
    ]);
  });
});

describe('a person whom an earlier answer named', () => {
  const before = (...words: readonly string[]): PeopleOptions =>
    options([{ fingerprint: prints.name(words), label: 'Person 7', allots: true }]);

  it.each([
    ['Carola Ann Smithers', ['carola', 'ann', 'smithers']],
    ['Smithers, Carola Ann', ['carola', 'ann', 'smithers']],
    ['Carola Ann Smithers', ['smithers', 'carola', 'ann']],
    ['CAROLA SMITHERS', ['carola', 'smithers']],
  ])('has the label of then by %p, either way round', (name, words) => {
    expect(labels([mother(name, 'f-1')], before(...words))).toEqual(['Person 7']);
  });

  it.each([
    ['Carola Smithers', ['carola', 'jenkinson']],
    ['Carola Smithers', ['smithers']],
    ['Smithers', ['smithers']],
    ['Ann Carola Smithers', ['carola', 'ann', 'smithers']],
  ])('has another label by %p', (name, words) => {
    expect(labels([mother(name, 'f-1')], before(...words))).toEqual(['Mother']);
  });
});

describe('a person who is hidden', () => {
  const hidden = subject('b', 'Rowan Birchwood', 'ADOPTED');
  const listed = subject('a', 'Wrenna Holloway');
  const UNNAMED = `[Unnamed person ${id('b')}]`;

  it('has no label before a text names them, and takes none from the others', () => {
    const some = options();
    expect(peopleOf([hidden, listed], [], some).map(({ label }) => label)).toEqual([
      `Unnamed person ${id('b')}`,
      'Child A',
    ]);
    expect(some.allotment.known(prints.subject(id('b')))).toBeUndefined();
  });

  it('has the next person’s label once a text named them, and keeps it', () => {
    const some = options();
    expect(nameHidden(new Set([UNNAMED]), [listed, hidden], some)).toBe(true);
    expect(some.allotment.known(prints.subject(id('b')))).toBe('Person 1');
    expect(peopleOf([hidden], [], some).map(({ label }) => label)).toEqual(['Person 1']);
    expect(nameHidden(new Set(['[Person 1]', UNNAMED]), [listed, hidden], some)).toBe(false);
  });

  it.each([[new Set<string>()], [new Set(['[Child A]', UNNAMED.slice(1, -1)])]])(
    'has none where the text named somebody else: %p',
    (found) => {
      const some = options();
      peopleOf([listed, hidden], [], some);
      expect(nameHidden(found, [listed, hidden], some)).toBe(false);
      expect(some.allotment.added().map(({ label }) => label)).toEqual(['Child A']);
    },
  );

  it('is the only one who is named so', () => {
    const another = subject('c', 'Odo Quillfeather', 'UNCONFIRMED');
    const some = options();
    expect(nameHidden(new Set([UNNAMED]), [another, hidden], some)).toBe(true);
    expect(some.allotment.known(prints.subject(id('c')))).toBeUndefined();
  });
});
