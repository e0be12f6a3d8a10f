import fc from 'fast-check';
import type { AgencyId, RecordHandle, SubjectId } from '../../../src/domain/ids';
import type { SubjectRole } from '../../../src/domain/review';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import type { RoleLabel, SubjectIdentity } from '../../../src/reviews';
import { textDesk, type NamedParty, type TextDesk } from '../../../src/stages/minimise/text';

const TRUST = 'nhs-trust' as AgencyId;
const POLICE = 'police' as AgencyId;
const KINDS: Readonly<Record<string, string>> = { [TRUST]: 'NHS', [POLICE]: 'POLICE' };

const subject = (name: string, role: SubjectRole, ...flags: readonly SubjectFlag[]): SubjectIdentity => ({
  subjectId: `0198a000-0000-7000-8000-${Buffer.from(name).toString('hex').slice(0, 12)}` as SubjectId,
  role,
  position: 1,
  flags: new Set(flags),
  name,
  dateOfBirth: '2014-02-03',
  addresses: [{ lines: ['7 Quarry Loan'], postcode: 'ZZ1 2AB', kind: null, from: null, to: null }],
});

const named = (
  agency: AgencyId,
  category: NamedParty['category'],
  some: { readonly name: string; readonly relationship?: string; readonly handle?: string },
): NamedParty => {
  const { name, relationship = null, handle = name } = some;
  const source = handle as RecordHandle;
  return {
    agency,
    category,
    party: {
      ...{ assertion: 'FACT', addenda: [], name, relationship, source, asksHandle: true },
      ...{ dateOfBirth: undefined, role: undefined, organisation: undefined, addresses: undefined },
    },
  };
};

const CHILD = subject('Wrenna Holloway', 'INDEX_CHILD');
const MOTHER = named(TRUST, 'familyMembers', { name: 'Carola Smithers', relationship: 'mother' });

interface Some {
  readonly held?: readonly RoleLabel[];
  readonly identities?: readonly SubjectIdentity[];
  readonly parties?: readonly NamedParty[];
  readonly reads?: boolean;
  readonly released?: readonly string[];
  readonly reviewKey?: Buffer;
}

const desk = (some: Some = {}): TextDesk =>
  textDesk({
    reviewKey: some.reviewKey ?? Buffer.alloc(32, 5),
    salt: Buffer.alloc(32, 6),
    purpose: 'RAPID_REVIEW',
    held: some.held ?? [],
    identities: some.identities ?? [CHILD],
    parties: some.parties ?? [MOTHER],
    kindOf: (agency) => KINDS[agency],
    readsUnreleased: () => some.reads ?? true,
    released: new Map(some.released ? [[TRUST, new Set(some.released)]] : []),
  });

const PLACE = { agency: TRUST, entry: 'e-1' as RecordHandle, part: 'narrative' };
const read = (of: TextDesk, text: string): string | null => of.narrative(text, PLACE)!.text;

describe('a text that leaves', () => {
  it('names everybody of the review by their role, subjects and the records’ other people', () => {
    const parties = [
      MOTHER,
      named(POLICE, 'practitioners', { name: 'Ingram Blackwood' }),
      named(TRUST, 'practitioners', { name: 'Odile Farnham' }),
      named(TRUST, 'otherParties', { name: 'Perrin Vane', relationship: 'alleged perpetrator' }),
      named(TRUST, 'informants', { name: 'Tolland Quirke', relationship: 'neighbour' }),
    ];
    const text = read(
      desk({ parties }),
      'Wrenna Holloway was seen with Carola Smithers. PC Blackwood and Odile Farnham spoke to Perrin Vane and Tolland Quirke.',
    );
    expect(text).toBe(
      '[Child A] was seen with [Mother]. PC [Practitioner 1 (police)] and [Practitioner 2 (nhs)] spoke to [Person 1] and [Person 2].',
    );
  });

  it('does not tell by a label who referred or is accused', () => {
    const accused = subject('Perrin Vanelocke', 'ALLEGED_PERPETRATOR');
    expect(read(desk({ identities: [CHILD, accused] }), 'Perrin Vanelocke left.')).toBe('[Person 1] left.');
  });

  it('calls one person the same in every agency’s record, by the full name', () => {
    const elsewhere = named(POLICE, 'otherParties', { name: 'SMITHERS, Carola', handle: 'x-9' });
    const mother = named(TRUST, 'familyMembers', { name: 'Carola Smithers', relationship: 'mother' });
    const first = desk({ parties: [mother, elsewhere] });
    expect(read(first, 'Carola Smithers rang.')).toBe('[Mother] rang.');
    expect(new Set(first.added().map(({ label }) => label))).toEqual(new Set(['Child A', 'Mother']));
  });

  it.each(['ADOPTED', 'PROTECTED_PERSON', 'RESTRICTED_PROCESSING'] as const)(
    'shows no gap where a person with %s is missing',
    (flag) => {
      const hidden = subject('Rowan Birchwood', 'INDEX_CHILD', flag);
      const text = 'Rowan Birchwood and Wrenna Holloway.';
      const texts = desk({ identities: [hidden, CHILD] });
      expect(read(texts, text)).toBe('[Person 1] and [Child A].');
      expect(texts.term('birchwood, rowan')).toBe('[Person 1]');
      expect(read(desk({ identities: [hidden, CHILD], held: texts.added() }), text)).toBe(
        '[Person 1] and [Child A].',
      );
    },
  );

  it.each(['ADOPTED', 'PROTECTED_PERSON', 'RESTRICTED_PROCESSING'] as const)(
    'reads to the letter as if a person with %s had never been entered',
    (flag) => {
      const hidden = subject('Rowan Holloway', 'SIBLING', flag);
      for (const text of [
        'Wrenna Holloway rang.',
        'Holloway rang. Carola Smithers left.',
        'Mrs Baker saw Rowan.',
        'Perrin Vane told Carola Smithers.',
      ]) {
        const [entered, without] = [desk({ identities: [CHILD, hidden] }), desk({ identities: [CHILD] })];
        expect(read(entered, text)).toBe(read(without, text));
      }
    },
  );

  it('has one length whatever the name’s was', () => {
    const lengths = ['Al Roe', 'Bartholomew-Fitzgerald Featherstonehaugh'].map(
      (name) => read(desk({ identities: [subject(name, 'INDEX_CHILD')] }), `${name} was seen.`)?.length,
    );
    expect(new Set(lengths).size).toBe(1);
  });
});

describe('what is remembered', () => {
  const first = desk();
  const text = 'Carola Smithers and Jocasta Brindley took Wrenna home. Brindley left.';
  const before = read(first, text);

  it('gives the same words in the next answer, also where the record that named a person is not at hand', () => {
    expect(before).toBe('[Mother] and [Person 1] took [Child A] home. [Person 1] left.');
    const next = desk({ held: first.added(), parties: [] });
    expect(read(next, text)).toBe(before);
    expect(next.added()).toEqual([]);
  });

  it('masks again what was masked once, alone and under the same label', () => {
    const next = desk({ held: first.added(), parties: [] });
    expect(read(next, 'brindley was told. Ms Smithers was not.')).toBe(
      '[Person 1] was told. Ms [Mother] was not.',
    );
  });

  it('gives nobody else a label that is taken', () => {
    const next = desk({ held: first.added(), parties: [] });
    expect(read(next, 'Ottoline Marchbanks called.')).toBe('[Person 2] called.');
  });

  it('holds no name and no word of one', () => {
    const held = JSON.stringify(first.added());
    for (const word of ['Carola', 'Smithers', 'Jocasta', 'Brindley', 'Wrenna', 'Holloway'])
      expect(held.toLowerCase()).not.toContain(word.toLowerCase());
  });

  it('recognises nobody under another review’s key', () => {
    const other = desk({ held: first.added(), parties: [], reviewKey: Buffer.alloc(32, 9) });
    expect(read(other, 'brindley was told.')).toBe('brindley was told.');
  });

  it('comes to rest: an answer made again with what it allotted adds nothing and reads the same', () => {
    const names = fc.constantFrom(
      'Carola Smithers',
      'Jocasta Brindley',
      'Ottoline Marchbanks',
      'Dr Perrin Vane',
      'Wrenna',
    );
    const sentence = fc
      .array(fc.tuple(names, fc.constantFrom('rang', 'left', 'was seen at home', 'spoke to Mrs Ashdown')), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => parts.map(([name, did]) => `${name} ${did}.`).join(' '));
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 3 }), (texts) => {
        let held: readonly RoleLabel[] = [];
        let answers: (string | null)[] = [];
        for (let round = 0; round < 6; round += 1) {
          const now = desk({ held });
          answers = texts.map((one) => read(now, one));
          if (now.added().length === 0) break;
          held = [...held, ...now.added()];
        }
        const again = desk({ held });
        expect(texts.map((one) => read(again, one))).toEqual(answers);
        expect(again.added()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the release of a text', () => {
  const text = 'Carola Smithers said that she fell.';
  const { textId } = desk().narrative(text, PLACE)!;

  it('is needed by whoever neither contributed it nor coordinates the review', () => {
    expect(desk({ reads: false }).narrative(text, PLACE)).toBeNull();
    const another = desk({ reads: false, released: ['TEXT-of-another'] }).narrative(text, PLACE);
    expect(another).toMatchObject({ text: null, textId, released: false });
    const released = desk({ reads: false, released: [textId] }).narrative(text, PLACE);
    expect(released).toMatchObject({ text: '[Mother] said that she fell.', released: true });
  });

  it('is of the words that were read, of that entry, part and agency, and of nothing else', () => {
    const ids = [
      desk().narrative(`${text} `, PLACE),
      desk().narrative(text, { ...PLACE, part: 'addendum 0' }),
      desk().narrative(text, { ...PLACE, entry: 'e-2' as RecordHandle }),
      desk().narrative(text, { ...PLACE, agency: POLICE }),
      desk({ reviewKey: Buffer.alloc(32, 9) }).narrative(text, PLACE),
    ].map((done) => done!.textId);
    expect(ids).not.toContain(textId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never covers an entry without a handle', () => {
    const nameless = { ...PLACE, entry: null };
    const id = desk().narrative(text, nameless)!.textId;
    expect(desk({ reads: false, released: [id] }).narrative(text, nameless)).toBeNull();
  });
});
