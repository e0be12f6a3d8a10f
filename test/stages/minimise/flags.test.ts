import type { FieldTree } from '../../../src/domain/field-tree';
import type { SubjectId } from '../../../src/domain/ids';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import type { SubjectIdentity } from '../../../src/reviews';
import { flaggedOutcomes, sealingOf } from '../../../src/stages/minimise/flags';
import { address, context, copy, only, outcomesOf, party, statement } from './support';

type Home = Pick<SubjectIdentity['addresses'][number], 'lines' | 'postcode'>;

const OTHERS = { isCoordinator: false };
const COORDINATOR = { isCoordinator: true };
const person = (name: string, home: Home, ...flags: readonly SubjectFlag[]): SubjectIdentity => ({
  ...{ subjectId: name as SubjectId, role: 'SIBLING', position: 1, flags: new Set(flags) },
  ...{ name, dateOfBirth: null },
  addresses: [{ ...home, kind: null, from: null, to: null }],
});

describe('the outcomes that flags narrow', () => {
  const outcomes = outcomesOf('CLEAR', { religion: 'WITHHELD' });

  it.each<readonly [readonly SubjectFlag[], typeof OTHERS, object]>([
    [[], OTHERS, {}],
    [['ADOPTED', 'PROTECTED_PERSON', 'UNCONFIRMED', 'RESTRICTED_PROCESSING'], OTHERS, {}],
    [['PROTECTED_ADDRESS'], OTHERS, { addresses: 'WITHHELD', contactDetails: 'WITHHELD' }],
    [['PROTECTED_ADDRESS'], COORDINATOR, {}],
    [['GENDER_RECOGNITION'], OTHERS, { gender: 'WITHHELD' }],
    [['GENDER_RECOGNITION'], COORDINATOR, { gender: 'WITHHELD' }],
    [['GENDER_RECOGNITION', 'PROTECTED_ADDRESS'], COORDINATOR, { gender: 'WITHHELD' }],
  ])('of a person with %j, for %j, are the pack’s but for %j', (flags, recipient, narrowed) => {
    expect(flaggedOutcomes(outcomes, new Set(flags), recipient)).toEqual({ ...outcomes, ...narrowed });
  });
});

describe('who lives at a protected address', () => {
  const HOME: Home = { lines: ['7 Quarry Loan', 'Fernby'], postcode: 'ZZ1 2AB' };
  const householdOf = (...homes: readonly Home[]): readonly string[] => {
    const others = homes.map((home, at) => person(`Other ${String(at)}`, home));
    const people = [person('Rowan Birch', HOME, 'PROTECTED_ADDRESS'), ...others];
    return [...(sealingOf(people, OTHERS)?.household ?? [])].filter((id) => id !== 'Rowan Birch');
  };

  it.each<readonly [string, Home, boolean]>([
    ['the postcode, spelt otherwise', { lines: ['Flat B'], postcode: ' zz1  2ab' }, true],
    ['the postcode in one word', { lines: [], postcode: 'ZZ12AB' }, true],
    ['the door, spelt otherwise', { lines: ['7 QUARRY LOAN '], postcode: null }, true],
    ['the town alone', { lines: ['Fernby'], postcode: 'ZZ9 9ZZ' }, false],
    ['another door of the street', { lines: ['8 Quarry Loan'], postcode: null }, false],
    ['nothing', { lines: [], postcode: null }, false],
  ])('is whoever has %s in common', (_what, home, isHousehold) => {
    expect(householdOf(home)).toEqual(isHousehold ? ['Other 0'] : []);
  });

  it('is nobody by a postcode that neither has', () => {
    const [rowan, other] = ['Rowan', 'Odo'].map((name, at) =>
      person(name, { lines: [], postcode: null }, ...(at === 0 ? (['PROTECTED_ADDRESS'] as const) : [])),
    );
    expect([...(sealingOf([rowan!, other!], OTHERS)?.household ?? [])]).toEqual(['Rowan']);
  });
});

describe('a record from which people are sealed', () => {
  const sealing = sealingOf(
    [
      person('Zoë Quill-Feather', { lines: [], postcode: null }, 'PROTECTED_PERSON'),
      person('Rowan Birch', { lines: ['7 Quarry Loan'], postcode: 'ZZ1 2AB' }, 'PROTECTED_ADDRESS'),
    ],
    OTHERS,
  )!;
  const sealed = { context: { ...context(), sealing } };

  const listed = (name: string): number =>
    copy({ familyMembers: [party({ name })] }, sealed).released.familyMembers?.length ?? 0;

  it.each(['Zoe Quill-Feather', 'FEATHER,  quill zoë', 'Zoe\u0308 Quill Feather', ' Zoe Quill Feather. '])(
    'does not list them as %p',
    (name) => {
      expect(listed(name)).toBe(0);
    },
  );

  it.each([' zoe quillfeather', 'Zoe Quill', 'Eoz Quill Feather'])('lists %p, who is another', (name) => {
    expect(listed(name)).toBe(1);
  });

  it('lists who has no name', () => {
    expect(copy({ familyMembers: [party()] }, sealed).released.familyMembers).toHaveLength(1);
  });

  it('leaves out an address of which any line, or the postcode, is protected', () => {
    const addresses = [
      address({ lines: ['c/o Reed', '7 Quarry Loan'], postcode: 'ZZ9 9ZZ' }),
      address({ lines: ['1 Other Street'], postcode: 'ZZ1 2AB' }),
      address({ lines: ['1 Other Street'], postcode: 'ZZ9 9ZZ' }),
      address({ lines: ['2 Other Street'] }),
    ];
    const { released } = copy({ addresses }, sealed);
    expect(released.addresses?.map(({ lines }) => lines)).toEqual([['1 Other Street'], ['2 Other Street']]);
  });

  it('keeps one statement of a kind, and has no leaf that was not asked for', () => {
    const kind: FieldTree = new Map([['kind', new Map()]]);
    const asked = new Map([
      ...['ethnicity', 'health', 'practitioners'].map((category) => [category, kind] as const),
      ...only('gender'),
    ]);
    const record = {
      gender: 'F',
      ethnicity: statement({ kind: 'census', service: 'Hilltop surgery' }),
      health: [statement({ kind: 'visit', service: 'Hilltop surgery' })],
      practitioners: [party({ organisation: 'Hilltop surgery', addresses: [] })],
    };
    const { released } = copy(record, { ...sealed, asked, withoutPlaces: true });
    const alone = { assertion: 'FACT', addenda: [] };
    expect(released).toEqual({
      gender: 'F',
      ethnicity: { ...alone, kind: 'census' },
      health: [{ ...alone, kind: 'visit' }],
      practitioners: [alone],
    });
  });
});
