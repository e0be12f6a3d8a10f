import fc from 'fast-check';

import {
  choosableLevels,
  isAsCoarse,
  LADDER_NAMES,
  LADDER_OUTCOMES,
  LADDERS,
  levelsOf,
  STANDARD_LEVELS,
  type LadderName,
  type Levels,
} from '../../src/domain/ladder';
import { generaliseAddress } from '../../src/pseudonyms/generalise/address';
import { generaliseAge } from '../../src/pseudonyms/generalise/age';
import { dateAt } from '../../src/pseudonyms/generalise/date';
import { dateOfBirthAt } from '../../src/pseudonyms/generalise/date-of-birth';
import { generalisersOf } from '../../src/pseudonyms/generalise/generaliser';
import { postcodeAt } from '../../src/pseudonyms/generalise/postcode';
import { serviceAt } from '../../src/pseudonyms/generalise/service';
import { STATEMENT_LEVELS, type LadderedStatement } from '../../src/pseudonyms/generalise/statement-levels';

/** A value that an agency sent, as text; a statement's code and description apart. */
type Input = string;
type Climb = (input: Input, indexEventOn: string | null) => string | null;

const statements = (category: LadderedStatement) => (level: string) => (input: Input) => {
  const [code = '', description = ''] = input.split('|');
  const climb = new Map(Object.entries(STATEMENT_LEVELS[category])).get(level);
  return climb === undefined ? input : climb({ code, description });
};

/** What is left of an input at a level. */
const CLIMBS: { readonly [Name in LadderName]: (level: Levels[Name]) => Climb } = {
  dateOfBirth: (level) => (input, on) => dateOfBirthAt(input, level, on),
  addresses: (level) => (input) => postcodeAt(input, level),
  age: (level) => (input) => (level === 'years' ? input : generaliseAge(Number(input))),
  dates: (level) => (input, on) => dateAt(input, level, on),
  ethnicity: statements('ethnicity'),
  religion: statements('religion'),
  health: statements('health'),
  legalStatuses: statements('legalStatuses'),
  convictions: statements('convictions'),
  investigations: statements('investigations'),
  services: (level) => (input) => serviceAt(input, level),
};

const days = fc
  .date({ min: new Date('2019-11-01'), max: new Date('2026-03-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const dates = fc.tuple(days, fc.constantFrom(10, 10, 10, 7, 4)).map(([day, length]) => day.slice(0, length));
const postcodes = fc.oneof(
  fc.stringMatching(/^(PR1|PR2|L1|LA1|SW1A|B1|BT1|ZZ99|QQ9|ZE1) [0-3][ABD]A$/),
  fc.constantFrom('PR1', 'PR1 8', 'nonsense', ''),
);
const coded = (codes: string, words: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...codes.split(' '), ''), fc.constantFrom(...words.split(','), ''))
    .map(([code, description]) => `${code}|${description}`);

const offences = coded(
  'TH68001 X',
  'Rape,Sexual assault,Theft from a shop,Robbery,Common assault,Arson,Speeding,what',
);
const INPUTS: Readonly<Record<LadderName, fc.Arbitrary<Input>>> = {
  dateOfBirth: dates,
  addresses: postcodes,
  age: fc.nat(110).map(String),
  dates,
  ethnicity: coded('A WBRI M1 Z', 'White British,Mixed,Black African,Chinese,refused'),
  religion: coded('C G Z', 'Muslim,Catholic,none,refused,Jedi'),
  health: coded('F32.1 J45 H25 H65 Z00 U07', 'Depression,Asthma,Broken arm,Antenatal visit,something'),
  legalStatuses: coded('C2 V2 CPP N1', 'Care order,Child protection plan,Early help,what'),
  convictions: offences,
  investigations: offences,
  services: fc.constantFrom(
    ...'Fell Road Primary School,Dr Hale Surgery,St Mary Hospital,Lancashire Police,MASH,Housing,Thing,'.split(
      ',',
    ),
  ),
};

const indexEvents = fc.option(days, { nil: null });

/** Each level with the one that it follows from. */
const STEPS = LADDER_NAMES.flatMap((name) =>
  levelsOf(name).flatMap((level) => {
    const follows: Readonly<Partial<Record<string, string | null>>> = LADDERS[name].follows;
    const finer = follows[level];
    return finer ? [{ name, level, finer }] : [];
  }),
);

const climbOf = (name: LadderName, level: string): Climb => (CLIMBS[name] as (level: string) => Climb)(level);

describe.each(STEPS)('the level $level of $name', ({ name, level, finer }) => {
  const [coarse, fine] = [climbOf(name, level), climbOf(name, finer)];

  it(`is a function of the level ${finer}, so that it never tells more`, () => {
    fc.assert(
      fc.property(indexEvents, fc.array(INPUTS[name], { minLength: 30, maxLength: 60 }), (on, inputs) => {
        const seen = new Map<string | null, string | null>();
        for (const input of inputs) {
          const [from, to] = [fine(input, on), coarse(input, on)];
          if (seen.has(from)) expect(seen.get(from)).toBe(to);
          seen.set(from, to);
        }
      }),
    );
  });

  it('is total and idempotent', () => {
    fc.assert(
      fc.property(indexEvents, fc.oneof(INPUTS[name], fc.string({ maxLength: 20 })), (on, input) => {
        const once = coarse(input, on);
        expect(once === null || typeof once === 'string').toBe(true);
        if (once === null || name === 'age') return;
        const again = coarse(name in STATEMENT_LEVELS ? `|${once}` : once, on);
        expect(again).toBe(once);
      }),
    );
  });
});

describe('the levels of the ladders', () => {
  it('are choosable only where nothing leaves as recorded that must not', () => {
    for (const name of LADDER_NAMES) {
      expect(choosableLevels(name, 'GENERALISED')).not.toContain(levelsOf(name)[0]);
      for (const outcome of LADDER_OUTCOMES)
        expect(choosableLevels(name, outcome)).toContain(STANDARD_LEVELS[outcome][name]);
    }
    expect(choosableLevels('dateOfBirth', 'PSEUDONYMISED')).not.toContain('full');
    expect(choosableLevels('addresses', 'PSEUDONYMISED')).not.toContain('full');
  });

  it('are ordered by what follows from what: neither a year nor an age follows from the other', () => {
    expect(isAsCoarse('dates', 'year', 'offset')).toBe(true);
    expect(isAsCoarse('dates', 'offset', 'year')).toBe(false);
    expect(isAsCoarse('dateOfBirth', 'ageAtIndexEvent', 'year')).toBe(false);
    expect(isAsCoarse('dateOfBirth', 'year', 'ageAtIndexEvent')).toBe(false);
    expect(isAsCoarse('dateOfBirth', 'band', 'ageAtIndexEvent')).toBe(true);
  });
});

describe('the index event', () => {
  it('is what offsets and ages count from, each in the unit in which the date is known', () => {
    const { PSEUDONYMISED: at } = generalisersOf(
      {
        ...{ GENERALISED: STANDARD_LEVELS.GENERALISED },
        PSEUDONYMISED: { ...STANDARD_LEVELS.PSEUDONYMISED, dates: 'offset', dateOfBirth: 'ageAtIndexEvent' },
      },
      '2025-03-15',
    );
    expect(['2024-01-28', '2025-03-15', '2025-03-18', '2024-02', '2024', 'then'].map(at.date)).toEqual([
      'D-412',
      'D0',
      'D+3',
      'M-13',
      'Y-1',
      null,
    ]);
    expect(
      ['2010-03-16', '2010-03-15', '2024-11-14', '2025-03-01', '2025-04-01', '2010-03', '2012', '2024'].map(
        at.dateOfBirth,
      ),
    ).toEqual(['14 years', '15 years', '4 months', 'newborn', 'unborn', '11-15', '11-15', null]);
  });

  it('being unknown, dates leave to the month and no age leaves', () => {
    expect(dateAt('2024-01-28', 'offset', null)).toBe('2024-01');
    expect(dateOfBirthAt('2010-03-16', 'ageAtIndexEvent', null)).toBeNull();
    expect(dateOfBirthAt('2010-03-16', 'band', null)).toBeNull();
  });

  it('keeps the order of a chronology', () => {
    fc.assert(
      fc.property(days, days, days, (on, one, other) => {
        const days = (value: string): number => Number(dateAt(value, 'offset', on)?.slice(1));
        expect(Math.sign(days(one) - days(other))).toBe(Math.sign(Date.parse(one) - Date.parse(other)));
      }),
    );
  });
});

describe('an address', () => {
  it('climbs from sector to region, and shows none of its lines at any level', () => {
    const recorded = {
      lines: ['14 Elm Road'],
      postcode: 'PR1 8XJ',
      uprn: '1',
      kind: 'home',
      from: '2019-02-03',
    };
    const levels = ['sector', 'district', 'area', 'region'] as const;
    expect(levels.map((level) => generaliseAddress(recorded, level).postcode)).toEqual([
      'PR1 8',
      'PR1',
      'PR',
      'North West',
    ]);
    for (const level of levels)
      expect(generaliseAddress(recorded, level)).toMatchObject({
        lines: [],
        uprn: null,
        kind: null,
        from: '2019',
      });
  });
});
