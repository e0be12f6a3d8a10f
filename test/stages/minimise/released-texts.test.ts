import { generalisersOf, type Generalisers } from '../../../src/pseudonyms/generalise/generaliser';
import { STANDARD_LEVELS } from '../../../src/domain/ladder';
import type { RiskReason } from '../../../src/domain/risk-reason';
import type { CopyContext } from '../../../src/stages/minimise/copy';
import { ADDENDUM_WITHHELD } from '../../../src/stages/minimise/transforms/statement';
import { address, context, copy, outcomesOf, party, statement } from './support';

interface Read {
  readonly score: number;
  readonly reasons: readonly RiskReason[];
  readonly released: boolean;
  readonly text?: null;
}

/** A desk that says of each text what stands here of it, and lets nothing of any other leave. */
const deskOf = (known: Readonly<Record<string, Read>>): CopyContext => ({
  ...context(),
  texts: {
    term: (words) => `term ${words}`,
    narrative: (text, { part }) => {
      const read = known[text];
      if (!read) return null;
      const { score, reasons, released } = read;
      const shown = read.text === null ? null : `read ${text}`;
      return { text: shown, textId: `${part} of ${text}`, released, risk: { score, reasons } };
    },
  },
});

describe('the free text of an entry', () => {
  const health = [
    statement({
      narrative: 'one',
      description: 'd'.repeat(201),
      addenda: [
        { recordedOn: '2020-05-06', text: 'two' },
        { recordedOn: '2020-05-07', text: 'of nobody' },
      ],
    }),
  ];
  const desk = deskOf({
    one: { score: 0.25, reasons: ['EXACT_AGES'], released: true },
    two: { score: 0.75, reasons: ['EXACT_AGES', 'MANY_PEOPLE'], released: false },
    ['d'.repeat(201)]: { score: 0.5, reasons: [], released: true },
  });

  it('leaves as the desk read it, and a correction is told of where its words do not leave', () => {
    const [entry] = copy({ health }, { context: desk }).released.health ?? [];
    expect(entry).toMatchObject({
      narrative: 'read one',
      description: `read ${'d'.repeat(201)}`,
      addenda: [{ text: 'read two' }, { text: ADDENDUM_WITHHELD }],
    });
  });

  it('has the greatest risk of its texts, every reason once, and is released where each of them is', () => {
    const [entry] = copy({ health }, { context: desk }).released.health ?? [];
    expect(entry?.narrativeRisk).toEqual({
      score: 0.75,
      reasons: ['EXACT_AGES', 'MANY_PEOPLE'],
      released: false,
      textIds: ['addendum 0 of two', `description of ${'d'.repeat(201)}`, 'narrative of one'],
    });
    const [alone] =
      copy({ health: [statement({ narrative: 'one' })] }, { context: desk }).released.health ?? [];
    expect(alone?.narrativeRisk).toMatchObject({ released: true, textIds: ['narrative of one'] });
  });

  it('has no risk where none of it leaves', () => {
    const kept = deskOf({ one: { score: 1, reasons: ['EXACT_AGES'], released: false, text: null } });
    const [entry] =
      copy({ health: [statement({ narrative: 'one' })] }, { context: kept }).released.health ?? [];
    expect(entry).toMatchObject({ narrative: null });
    expect(entry).not.toHaveProperty('narrativeRisk');
    expect(copy({ health: [statement()] }, { context: desk }).released.health?.[0]).not.toHaveProperty(
      'narrativeRisk',
    );
  });

  it('is a term up to the length of the longest one of a code list', () => {
    const term = 'd'.repeat(200);
    const [entry] =
      copy({ health: [statement({ description: term })] }, { context: desk }).released.health ?? [];
    expect(entry?.description).toBe(`term ${term}`);
  });
});

describe('a handle', () => {
  it('is of nobody where the agency gave none, and is shown only where it was asked for', () => {
    const asked = new Map([
      ['health', new Map([['kind', new Map()]])],
      ['familyMembers', new Map([['name', new Map()]])],
    ]);
    for (const outcome of ['CLEAR', 'PSEUDONYMISED', 'GENERALISED'] as const) {
      const { released } = copy(
        { health: [statement({ kind: 'visit' })], familyMembers: [party({ name: 'Carola Smithers' })] },
        { asked, outcomes: outcomesOf(outcome) },
      );
      expect(released.health?.[0]).not.toHaveProperty('handle');
      expect(released.familyMembers?.[0]).not.toHaveProperty('handle');
      const { handle, ...unnamed } = party({ name: 'Carola Smithers' });
      expect(handle).toBe('party-1');
      const nobody = copy(
        { familyMembers: [unnamed as typeof unnamed & { handle: string }] },
        { asked, outcomes: outcomesOf(outcome) },
      );
      const name = nobody.released.familyMembers?.[0]?.name;
      expect(name).toBe(outcome === 'CLEAR' ? 'Carola Smithers' : null);
    }
  });
});

describe('an address', () => {
  it('keeps its years at the level of the pack, and is null where it has neither postcode nor dates', () => {
    const whole = address({
      lines: ['4 Elm Road'],
      postcode: 'PR1 8XJ',
      from: '2019-01-02',
      to: '2020-03-04',
    });
    for (const outcome of ['PSEUDONYMISED', 'GENERALISED'] as const) {
      const { released } = copy({ addresses: [whole, address()] }, { outcomes: outcomesOf(outcome) });
      expect(released.addresses).toEqual([
        { lines: [], postcode: 'PR1', uprn: null, kind: null, from: '2019', to: '2020' },
        { lines: [], postcode: null, uprn: null, kind: null, from: null, to: null },
      ]);
    }
  });

  it('has no lines in the clear where the agency sent null for them', () => {
    const { released } = copy({ addresses: [{ lines: null } as never] });
    expect(released.addresses).toMatchObject([{ lines: null }]);
  });

  it.each(['Refuge', 'refuges', 'A safe house', 'safehouse'])(
    'does not leave where its kind is %s',
    (kind) => {
      expect(copy({ addresses: [address({ kind, lines: ['1 Hidden Lane'] })] }).released.addresses).toEqual(
        [],
      );
    },
  );

  it('leaves where neither kind nor lines are told', () => {
    const { released } = copy({ addresses: [{ postcode: 'PR1 8XJ' } as never] });
    expect(released.addresses).toMatchObject([{ postcode: 'PR1 8XJ' }]);
  });
});

describe('a language', () => {
  const languages = (...values: readonly string[]) =>
    copy(
      { contactDetails: values.map((value) => ({ kind: 'language', value })) },
      { outcomes: outcomesOf('GENERALISED') },
    ).released.contactDetails?.map(({ value }) => value);

  it('is a name of letters and the signs of such names, and nothing before or behind it', () => {
    const names = ['Polish', 'Hawaiʻi', 'en-GB', 'ខ្មែរ', 'Chinese (Yue)'];
    expect(languages(...names)).toEqual(names);
    expect(
      languages('07700 900123 Polish', 'Polish 07700', '7', 'ana@example.org', '€uro', 'P€', ''),
    ).toEqual([]);
  });

  it('is told generalised of what is a language and of nothing else', () => {
    const contactDetails = [
      { kind: 'telephone', value: 'Polish' },
      { kind: 'email', value: 'ana@example.org' },
    ];
    expect(
      copy({ contactDetails }, { outcomes: outcomesOf('PSEUDONYMISED') }).released.contactDetails,
    ).toMatchObject([{ kind: 'telephone' }, { kind: 'email' }]);
    expect(copy({ contactDetails }, { outcomes: outcomesOf('GENERALISED') }).released.contactDetails).toEqual(
      [],
    );
    expect(copy({}, { outcomes: outcomesOf('GENERALISED') }).released.contactDetails).toBeNull();
    expect(copy({}).released.contactDetails).toBeNull();
  });
});

describe('what climbs a ladder', () => {
  const levels = {
    ...STANDARD_LEVELS.GENERALISED,
    convictions: 'group',
    investigations: 'kind',
    services: 'name',
  };
  const generalise: Generalisers = generalisersOf(
    { ...STANDARD_LEVELS, GENERALISED: levels as typeof STANDARD_LEVELS.GENERALISED },
    null,
  );
  const outcomes = outcomesOf('GENERALISED');

  it('climbs the ladder of its own category', () => {
    const record = {
      ethnicity: statement({ code: 'A', description: 'White British' }),
      legalStatuses: [statement({ code: 'C2', description: 'Full care order' })],
      convictions: [statement({ description: 'Common assault' })],
      investigations: [statement({ description: 'Common assault' })],
    };
    const { released } = copy(record, { outcomes, context: { ...context(), generalise } });
    const climbed = (category: 'convictions' | 'investigations') =>
      generalise.GENERALISED.statement(category)?.({ code: null, description: 'Common assault' });
    expect([climbed('convictions'), climbed('investigations')]).not.toContain(null);
    expect(released).toMatchObject({
      ethnicity: { description: 'White' },
      legalStatuses: [{ description: 'looked after' }],
      convictions: [{ description: climbed('convictions') }],
      investigations: [{ description: climbed('investigations') }],
    });
  });

  it('names the body of a practitioner where the pack says so, and of no other person', () => {
    const someone = party({ organisation: 'Wallow Clinic', relationship: 'aunt', role: 'nurse' });
    const { released } = copy(
      { practitioners: [someone], familyMembers: [someone], informants: [someone], otherParties: [someone] },
      { outcomes, context: { ...context(), generalise } },
    );
    expect(released.practitioners).toMatchObject([
      { organisation: generalise.GENERALISED.service('Wallow Clinic'), relationship: null, role: null },
    ]);
    expect(generalise.GENERALISED.service('Wallow Clinic')).not.toBeNull();
    for (const people of [released.familyMembers, released.informants, released.otherParties])
      expect(people).toMatchObject([{ organisation: null, relationship: 'other relative', role: null }]);
  });

  it('keeps the kind of an entry of health alone', () => {
    const entry = statement({ kind: 'visit' });
    const { released } = copy({ health: [entry], involvements: [entry] }, { outcomes });
    expect(released.health).toMatchObject([{ kind: 'visit' }]);
    expect(released.involvements).toMatchObject([{ kind: null }]);
  });
});
