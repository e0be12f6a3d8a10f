import { DATA_CATEGORIES, OFFENCE_CATEGORIES, SPECIAL_CATEGORIES } from '../../src/domain/data-category';
import { PURPOSES, REVIEW_TYPES, type Purpose } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Standing } from '../../src/domain/standing';
import {
  CONDITIONS,
  NOT_STATED,
  PARTY_CLASSES,
  type CompiledPack,
  type Condition,
  type PartyClass,
} from '../../src/policy';
import { activeText, PACK_KEYS, type ShippedPack } from './active-copy';
import { packOf, packText } from './support';

const packNamed = (key: ShippedPack): CompiledPack => packOf(activeText(key));

const practiceReview = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** Whether anything at all leaves, with everything recorded that can be. */
function gives(pack: CompiledPack, standing: Standing, purpose: Purpose, party?: PartyClass): boolean {
  const table = pack.table(standing, purpose, { party, recorded: new Set(CONDITIONS) });
  return CONTRIBUTIONS.some((side) =>
    Object.values(table[side]).some(({ outcome }) => outcome !== 'WITHHELD'),
  );
}

describe.each(PACK_KEYS)('the %s pack', (key) => {
  const pack = packNamed(key);

  it('is frozen throughout, opened tables included, and gives the same table each time', () => {
    for (const party of PARTY_CLASSES) {
      const facts = { party, recorded: new Set(CONDITIONS) };
      const table = pack.table('PARTICIPATING', practiceReview, facts);
      expect(pack.table('PARTICIPATING', practiceReview, { ...facts })).toBe(table);
      expect(Object.isFrozen(table) && Object.isFrozen(table.OTHER.health)).toBe(true);
    }
  });

  it('gives no more to what it does not know than to nobody', () => {
    expect(pack.table('PARTICIPATING', practiceReview, { party: 'FRIEND' as PartyClass }).OTHER.name).toEqual(
      NOT_STATED,
    );
    const recorded = new Set(['ANYTHING' as Condition]);
    expect(pack.table('PARTICIPATING', practiceReview, { party: 'PARTNER', recorded })).toBe(
      pack.table('PARTICIPATING', practiceReview, { party: 'PARTNER' }),
    );
  });

  it('is narrowed, never widened, by what is not recorded', () => {
    const order = ['CLEAR', 'PSEUDONYMISED', 'GENERALISED', 'WITHHELD'];
    for (const party of [undefined, ...PARTY_CLASSES]) {
      for (const standing of STANDINGS) {
        for (const purpose of PURPOSES) {
          const shut = pack.table(standing, purpose, { party });
          const open = pack.table(standing, purpose, { party, recorded: new Set(CONDITIONS) });
          for (const category of DATA_CATEGORIES) {
            const [before, after] = [shut.OTHER[category].outcome, open.OTHER[category].outcome];
            expect(order.indexOf(before)).toBeGreaterThanOrEqual(order.indexOf(after));
          }
        }
      }
    }
  });
});

describe('the staffordshire pack', () => {
  const pack = packNamed('staffordshire');

  it('gives nothing to an agency that is no party, or is one of another class', () => {
    for (const standing of STANDINGS) {
      for (const purpose of PURPOSES) {
        for (const party of [undefined, 'PROCESSOR', 'INVOLVED', 'NOT_INVOLVED'] as const) {
          expect(gives(pack, standing, purpose, party)).toBe(false);
        }
      }
    }
  });

  it('serves serious incidents and child deaths, and neither adult nor domestic homicide reviews', () => {
    const served = REVIEW_TYPES.filter((type) => gives(pack, 'PARTICIPATING', type, 'NAMED_AGENCY'));
    expect(served).toEqual([practiceReview, 'RAPID_REVIEW', 'CHILD_DEATH_REVIEW']);
    expect(pack.table('PARTICIPATING', 'SAFEGUARDING_ADULT_REVIEW', { party: 'PARTNER' }).OTHER.name).toEqual(
      expect.objectContaining({ outcome: 'WITHHELD', clauses: ['g'], recipient: 'otherPurpose' }),
    );
  });

  it('opens criminal investigations once their legal condition is recorded, and convictions never', () => {
    const facts = { party: 'PARTNER' } as const;
    const recorded = new Set<Condition>(['OFFENCE_BASIS']);
    const shut = pack.table('PARTICIPATING', practiceReview, facts).OTHER;
    const open = pack.table('PARTICIPATING', practiceReview, { ...facts, recorded }).OTHER;
    expect(shut.investigations).toMatchObject({
      outcome: 'WITHHELD',
      conditions: [['OFFENCE_BASIS']],
      then: 'CLEAR',
    });
    expect(open.investigations.outcome).toBe('CLEAR');
    expect(open.convictions.outcome).toBe('WITHHELD');
  });

  it('shows ethnicity in clear only if the officer allows it and the terms of reference ask for it', () => {
    const recorded = new Set<Condition>(['EDI_IN_TERMS_OF_REFERENCE']);
    const outcome = (from: CompiledPack, facts: ReadonlySet<Condition>): string =>
      from.table('PARTICIPATING', practiceReview, { party: 'PARTNER', recorded: facts }).OTHER.ethnicity
        .outcome;
    const allowed = packOf(
      activeText('staffordshire').replace(
        /(equalityAnalysisInClear:[^]*?)answer: false\n\s+decidedBy: null/,
        '$1answer: true\n    decidedBy: Data protection officer',
      ),
    );
    expect(outcome(pack, recorded)).toBe('GENERALISED');
    expect(outcome(allowed, new Set())).toBe('GENERALISED');
    expect(outcome(allowed, recorded)).toBe('CLEAR');
  });

  it('asks for a marker on each entry, a reminder each session, and a connection in the United Kingdom', () => {
    expect(pack.gates).toMatchObject({ assertionRequired: true, ukOnly: true, trainingMonths: 12 });
    expect(pack.gates.reminder).toMatchObject({ visitors: true });
    expect([...pack.gates.scopeWindow]).toContain(practiceReview);
  });
});

describe('the cheshire-merseyside pack', () => {
  const pack = packNamed('cheshire-merseyside');

  it('gives offence data for domestic homicide reviews only, and only to responsible authorities', () => {
    const given: string[] = [];
    for (const standing of STANDINGS) {
      for (const purpose of PURPOSES) {
        for (const party of [undefined, ...PARTY_CLASSES]) {
          const { OTHER } = pack.table(standing, purpose, { party, recorded: new Set(CONDITIONS) });
          if (OFFENCE_CATEGORIES.some((category) => OTHER[category].outcome !== 'WITHHELD'))
            given.push(`${standing} ${purpose} ${party ?? 'no party'}`);
        }
      }
    }
    expect(given).toEqual([
      'COORDINATOR DOMESTIC_HOMICIDE_REVIEW RESPONSIBLE_AUTHORITY',
      'PARTICIPATING DOMESTIC_HOMICIDE_REVIEW RESPONSIBLE_AUTHORITY',
    ]);
  });

  it('gives pseudonyms in place of the identifiers of others', () => {
    const { OTHER } = pack.table('PARTICIPATING', practiceReview, { party: 'NAMED_AGENCY' });
    for (const category of [
      'nhsNumber',
      'nationalInsuranceNumber',
      'contactDetails',
      'familyMembers',
    ] as const)
      expect(OTHER[category].outcome).toBe('PSEUDONYMISED');
    expect(OTHER.health.outcome).toBe('CLEAR');
  });

  it('gives nothing to a processor, and states no contact check', () => {
    for (const purpose of PURPOSES) {
      for (const standing of STANDINGS) expect(gives(pack, standing, purpose, 'PROCESSOR')).toBe(false);
    }
    for (const party of PARTY_CLASSES) expect(gives(pack, 'WIDER', 'CONTACT_CHECK', party)).toBe(false);
  });
});

describe('the derby-derbyshire pack', () => {
  const pack = packNamed('derby-derbyshire');
  const open = (recorded: readonly Condition[], party: PartyClass = 'INVOLVED') =>
    pack.table('PARTICIPATING', practiceReview, { party, recorded: new Set(recorded) }).OTHER;

  it.each<Condition>(['CONSENT', 'LEGALLY_REQUIRED', 'LEGALLY_ENABLED'])(
    'withholds special category data until %s is recorded',
    (ground) => {
      for (const category of SPECIAL_CATEGORIES) {
        expect(open([])[category].outcome).toBe('WITHHELD');
        expect(open([ground])[category].outcome).toBe('CLEAR');
      }
    },
  );

  it('opens convictions only once the statutory function and the legal condition are both recorded', () => {
    expect(open(['STATUTORY_FUNCTION']).convictions.outcome).toBe('WITHHELD');
    expect(open(['OFFENCE_BASIS', 'CONSENT']).convictions.outcome).toBe('WITHHELD');
    expect(open(['STATUTORY_FUNCTION', 'OFFENCE_BASIS']).convictions.outcome).toBe('CLEAR');
  });

  it('keeps professionals who are not involved to the contact check until the officer decides', () => {
    expect(gives(pack, 'PARTICIPATING', practiceReview, 'NOT_INVOLVED')).toBe(false);
    expect(gives(pack, 'WIDER', 'CONTACT_CHECK', 'NOT_INVOLVED')).toBe(true);
  });
});

describe('the csap pack', () => {
  it('withholds every cell from everybody', () => {
    const pack = packNamed('csap');
    for (const standing of STANDINGS) {
      for (const purpose of PURPOSES) {
        for (const party of [undefined, ...PARTY_CLASSES])
          expect(gives(pack, standing, purpose, party)).toBe(false);
      }
    }
  });
});

describe('packs as they ship', () => {
  it('are active only where every paper is there', () => {
    const statuses = PACK_KEYS.map((key) => `${key} ${packOf(packText(key)).status}`);
    expect(statuses).toEqual([
      'baseline ACTIVE',
      'lancashire ACTIVE',
      'staffordshire DRAFT',
      'cheshire-merseyside DRAFT',
      'derby-derbyshire DRAFT',
      'csap DRAFT',
    ]);
  });
});
