import type { AgencyId, RecordHandle, SubjectId } from '../../../../src/domain/ids';
import type { RoleLabel, SubjectIdentity } from '../../../../src/reviews';
import { textDesk, type NamedParty, type TextDesk } from '../../../../src/stages/minimise/text';
import type { TextDeskOptions } from '../../../../src/stages/minimise/text/desk';
import { fingerprintsFor } from '../../../../src/stages/minimise/text/fingerprints';

const [TRUST, POLICE] = ['nhs-trust' as AgencyId, 'police' as AgencyId];
const [reviewKey, salt] = [Buffer.alloc(32, 5), Buffer.alloc(32, 6)];
const prints = fingerprintsFor({ reviewKey, salt });

const CHILD: SubjectIdentity = {
  subjectId: '0198a000-0000-7000-8000-00000000000a' as SubjectId,
  ...{ role: 'INDEX_CHILD', position: 1, flags: new Set(), name: 'Wrenna Holloway' },
  ...{ dateOfBirth: null, addresses: [] },
};
const party = (name: string, postcode: string | null = null): NamedParty => ({
  agency: TRUST,
  category: 'familyMembers',
  party: {
    ...{ assertion: 'FACT', addenda: [], source: name as RecordHandle, asksHandle: true, name },
    ...{ relationship: 'mother', dateOfBirth: null, role: null, organisation: null },
    addresses: [{ lines: [], postcode, uprn: null, kind: null, from: null, to: null }],
  },
});
const MOTHER = party('Carola Smithers', 'PR1 8XJ');

const desk = (some: Partial<TextDeskOptions> = {}): TextDesk =>
  textDesk({
    ...{ reviewKey, salt, purpose: 'RAPID_REVIEW', held: [], identities: [CHILD], parties: [MOTHER] },
    ...{ kindOf: () => undefined, readsUnreleased: () => true, released: new Map() },
    ...some,
  });
const PLACE = { agency: TRUST, entry: 'e-1' as RecordHandle, part: 'narrative' };
const read = (of: TextDesk, text: string): string | null | undefined => of.narrative(text, PLACE)?.text;

/** A desk, and how many texts it has looked at: it asks after its people's flags once for each. */
function counted(): { readonly of: TextDesk; readonly looks: () => number } {
  let asked = 0;
  const child: SubjectIdentity = {
    ...CHILD,
    get flags() {
      asked += 1;
      return CHILD.flags;
    },
  };
  const of = desk({ identities: [child] });
  const before = asked;
  return { of, looks: () => asked - before };
}

describe('a text that comes again', () => {
  const [short, long] = [`was well ${'.'.repeat(71)}`, `was well ${'.'.repeat(72)}`];

  it('is looked at once where it is a short term, whatever it names', () => {
    const { of, looks } = counted();
    const named = 'Wrenna with Carola';
    expect([of.term(named), of.term(named)]).toEqual(['[Child A] with [Mother]', '[Child A] with [Mother]']);
    expect(looks()).toBe(1);
    expect([of.term(''), of.term('')]).toEqual(['', '']);
    expect(looks()).toBe(2);
    of.term(short);
    of.term(short);
    expect(looks()).toBe(3);
  });

  it('is looked at each time where the term has more than eighty characters', () => {
    const { of, looks } = counted();
    expect([of.term(long), of.term(long)]).toEqual([long, long]);
    expect(looks()).toBe(2);
  });

  it('is looked at once where it is a short note that names nobody', () => {
    const { of, looks } = counted();
    expect([read(of, short), read(of, short)]).toEqual([short, short]);
    expect(looks()).toBe(1);
  });

  it('is looked at each time where the note is long', () => {
    const { of, looks } = counted();
    expect([read(of, long), read(of, long)]).toEqual([long, long]);
    expect(looks()).toBe(2);
  });

  it('is looked at each time where the note names somebody', () => {
    const { of, looks } = counted();
    expect([read(of, 'Wrenna left.'), read(of, 'Wrenna left.')]).toEqual([
      '[Child A] left.',
      '[Child A] left.',
    ]);
    expect(looks()).toBe(2);
  });

  it.each(['term', 'note'] as const)('is remembered among two thousand: a %s', (kind) => {
    const { of, looks } = counted();
    const look = (text: string): unknown => (kind === 'term' ? of.term(text) : read(of, text));
    for (let at = 0; at < 2_000; at += 1) look(`was ${String(at)}`);
    look('was 0');
    expect(looks()).toBe(2_000);
    // One more, and all are forgotten.
    look('was more');
    look('was more');
    expect(looks()).toBe(2_001);
    look('was 0');
    expect(looks()).toBe(2_002);
  });
});

describe('a term', () => {
  it('is read for known people only', () => {
    expect(desk().term('Wrenna rang 07700 900456 for Mrs Okonjowe')).toBe(
      '[Child A] rang 07700 900456 for Mrs Okonjowe',
    );
  });

  it('is read for people whom an earlier answer named', () => {
    const held = [{ fingerprint: prints.name(['okonjowe']), label: 'Person 3', allots: true }];
    expect(desk({ held }).term('seen by Okonjowe')).toBe('seen by [Person 3]');
  });
});

describe('how somebody was written once', () => {
  const added = (text: string, some: Partial<TextDeskOptions> = {}): readonly RoleLabel[] => {
    const of = desk(some);
    const before = of.added().length;
    read(of, text);
    return of.added().slice(before);
  };

  it('is remembered under the label that was printed', () => {
    expect(added('Then Smithrs rang.')).toEqual([
      { fingerprint: prints.name(['smithrs']), label: 'Mother', allots: false },
    ]);
    expect(added('Then Carola Smithrs rang.')).toEqual([
      { fingerprint: prints.name(['carola', 'smithrs']), label: 'Mother', allots: false },
    ]);
  });

  it('is masked again where the record is not at hand', () => {
    const first = desk();
    read(first, 'Then Smithrs rang.');
    expect(read(desk({ held: first.added(), parties: [] }), 'so smithrs left')).toBe('so [Mother] left');
  });

  it.each([
    ['of a subject, who is always at hand', 'Then Hollway rang.'],
    ['of what is no name', 'It is near PR1 8XJ, or PR1.'],
    ['of what is written as it is known', 'Then Smithers rang.'],
  ])('is not remembered %s', (_what, text) => {
    expect(added(text)).toEqual([]);
  });

  it('is not remembered from a term', () => {
    const of = desk();
    const before = of.added().length;
    expect(of.term('Smithrs')).toBe('[Mother]');
    expect(of.added()).toHaveLength(before);
  });
});

describe('labels that a text has already', () => {
  it('stay, of the people at hand and of those of earlier answers', () => {
    const held = [{ fingerprint: 'p:x', label: 'Carer C', allots: true }];
    const of = desk({ held, parties: [party('Odo Carer')] });
    expect(read(of, 'Carer told [Carer C] and [Mother] so')).toBe('[Mother] told [Carer C] and [Mother] so');
  });

  it('stay where the person at hand is called like the label', () => {
    const like = party('Odo Carer');
    const carer = { ...like, party: { ...like.party, relationship: 'carer' } };
    expect(read(desk({ parties: [carer] }), 'Carer told [Carer A] so')).toBe('[Carer A] told [Carer A] so');
  });
});

describe('the people who are hidden', () => {
  const hidden: SubjectIdentity = {
    ...CHILD,
    subjectId: '0198a000-0000-7000-8000-00000000000b' as SubjectId,
    ...{ name: 'Rowan Birchwood', flags: new Set(['ADOPTED'] as const) },
  };
  const identities = [hidden, CHILD];

  it('are called like a stranger once a text names them, and remembered by their subject alone', () => {
    const of = desk({ identities });
    const before = of.added().map(({ label }) => label);
    expect(before.some((label) => label.startsWith('Unnamed'))).toBe(false);
    expect(read(of, 'Then Rowan left.')).toBe('Then [Person 1] left.');
    expect(of.term('birchwood')).toBe('[Person 1]');
    expect(of.added().slice(before.length)).toEqual([
      { fingerprint: prints.subject(hidden.subjectId), label: 'Person 1', allots: true },
    ]);
  });

  it('are found with those of earlier answers still', () => {
    const held = [{ fingerprint: prints.name(['okonjowe']), label: 'Person 3', allots: true }];
    expect(read(desk({ identities, held }), 'Rowan and okonjowe left.')).toBe(
      '[Person 4] and [Person 3] left.',
    );
  });
});

describe('the text of a release', () => {
  const text = 'Then Carola fell.';
  const reading = { released: new Map<AgencyId, ReadonlySet<string>>(), readsUnreleased: () => false };
  const { textId } = desk().narrative(text, PLACE) ?? {};

  it('has the id that it had in an earlier year', () => {
    expect(textId).toBe('TEXT-13ZX-BC78-VGD8-PN73-F');
  });

  it('has another id for another purpose', () => {
    expect(desk({ purpose: 'SAFEGUARDING_ADULT_REVIEW' }).narrative(text, PLACE)?.textId).not.toBe(textId);
  });

  it('is read unreleased from those agencies only whose texts this recipient reads so', () => {
    const of = desk({ readsUnreleased: (agency) => agency === POLICE });
    expect(of.narrative(text, PLACE)).toBeNull();
    expect(of.narrative(text, { ...PLACE, agency: POLICE })).toMatchObject({
      ...{ text: 'Then [Mother] fell.', released: false },
    });
  });

  it('is read from the agency whose release holds, and told as released to whoever reads all', () => {
    const released = new Map([[TRUST, new Set([textId ?? ''])]]);
    expect(desk({ ...reading, released }).narrative(text, PLACE)).toMatchObject({ released: true });
    expect(desk({ ...reading, released }).narrative(text, { ...PLACE, agency: POLICE })).toBeNull();
    expect(desk({ released }).narrative(text, PLACE)).toMatchObject({
      ...{ text: 'Then [Mother] fell.', textId, released: true },
    });
  });

  it('is read without a handle by whoever reads all, and never as released', () => {
    const nameless = { ...PLACE, entry: null };
    const id = desk().narrative(text, nameless)?.textId ?? '';
    const released = new Map([[TRUST, new Set([id])]]);
    expect(desk({ released }).narrative(text, nameless)).toMatchObject({
      ...{ text: 'Then [Mother] fell.', released: false },
    });
  });

  it('tells its risk, also where it does not leave', () => {
    const released = new Map([[TRUST, new Set<string>()]]);
    const done = desk({ ...reading, released }).narrative(text, PLACE);
    expect(done).toMatchObject({ text: null, textId, risk: { reasons: ['AUTOMATED_ONLY'] } });
  });
});
