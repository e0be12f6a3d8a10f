import { DATA_CATEGORIES } from '../../src/domain/data-category';
import type { PackKey } from '../../src/domain/ids';
import { PURPOSES, REVIEW_TYPES, type Purpose } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../../src/domain/standing';
import {
  openPackShelf,
  PARTY_CLASSES,
  type Cell,
  type CompiledPack,
  type PartyClass,
} from '../../src/policy';
import { PACK_KEYS } from './active-copy';
import { EXPECTED_OUTCOMES } from './expected-outcomes';
import { packOf, packText, POLICIES } from './support';

const shelf = openPackShelf(POLICIES);
const packNamed = (key: string): CompiledPack => {
  const pack = shelf.find(key as PackKey);
  if (!pack) throw new Error(`No pack ${key}`);
  return pack;
};

/** Which column serves whom; everything else is not stated. */
type Served = readonly [
  readonly Standing[],
  readonly Purpose[],
  readonly Contribution[],
  string,
  (readonly PartyClass[])?,
];

const BOTH: readonly Contribution[] = CONTRIBUTIONS;
const PRACTICE_AND_ADULT: readonly Purpose[] = [
  'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  'SAFEGUARDING_ADULT_REVIEW',
];

const CHILD: readonly Purpose[] = [
  'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  'RAPID_REVIEW',
  'CHILD_DEATH_REVIEW',
];
const CHILD_AND_ADULT: readonly Purpose[] = [...CHILD, 'SAFEGUARDING_ADULT_REVIEW'];
const PRACTICE_AND_RAPID: readonly Purpose[] = ['CHILD_SAFEGUARDING_PRACTICE_REVIEW', 'RAPID_REVIEW'];

const SERVED: Readonly<Record<string, readonly Served[]>> = {
  lancashire: [
    [['COORDINATOR'], PRACTICE_AND_ADULT, BOTH, 'reviewTeam'],
    [['COORDINATOR'], ['CONTACT_CHECK'], BOTH, 'reviewTeamContactCheck'],
    [['COORDINATOR'], ['STATISTICS'], BOTH, 'statistics'],
    [['PARTICIPATING'], PRACTICE_AND_ADULT, BOTH, 'participating'],
    [['WIDER'], ['CONTACT_CHECK'], BOTH, 'wider'],
    [
      ['COORDINATOR', 'PARTICIPATING', 'REVIEWER'],
      ['RAPID_REVIEW', 'DOMESTIC_HOMICIDE_REVIEW', 'CHILD_DEATH_REVIEW', 'PANEL_PAPERS'],
      BOTH,
      'otherPurpose',
    ],
  ],
  staffordshire: [
    [['COORDINATOR', 'PARTICIPATING'], CHILD, BOTH, 'partner', ['PARTNER']],
    [['COORDINATOR'], ['CONTACT_CHECK'], BOTH, 'partnerContactCheck', ['PARTNER']],
    [['PARTICIPATING'], CHILD, BOTH, 'namedAgency', ['NAMED_AGENCY']],
    [['WIDER'], ['CONTACT_CHECK'], BOTH, 'wider', ['PARTNER', 'NAMED_AGENCY']],
    [['COORDINATOR'], ['STATISTICS'], BOTH, 'statistics', ['PARTNER']],
    [
      ['COORDINATOR', 'PARTICIPATING', 'REVIEWER'],
      ['SAFEGUARDING_ADULT_REVIEW', 'DOMESTIC_HOMICIDE_REVIEW'],
      BOTH,
      'otherPurpose',
    ],
  ],
  'cheshire-merseyside': [
    [['COORDINATOR'], CHILD_AND_ADULT, BOTH, 'safeguardingTeam', ['PARTNER', 'RESPONSIBLE_AUTHORITY']],
    [
      ['PARTICIPATING'],
      CHILD_AND_ADULT,
      BOTH,
      'otherBody',
      ['PARTNER', 'NAMED_AGENCY', 'RESPONSIBLE_AUTHORITY', 'INVOLVED'],
    ],
    [
      ['COORDINATOR', 'PARTICIPATING'],
      ['DOMESTIC_HOMICIDE_REVIEW'],
      BOTH,
      'homicideReviewPanel',
      ['RESPONSIBLE_AUTHORITY'],
    ],
    [['WIDER'], ['CONTACT_CHECK'], BOTH, 'wider'],
    [['PARTICIPATING'], REVIEW_TYPES, BOTH, 'processor', ['PROCESSOR']],
    [['COORDINATOR'], ['STATISTICS'], BOTH, 'statistics', ['PARTNER', 'RESPONSIBLE_AUTHORITY']],
  ],
  'derby-derbyshire': [
    [['COORDINATOR'], PRACTICE_AND_RAPID, BOTH, 'businessTeam', ['PARTNER']],
    [['COORDINATOR'], ['CONTACT_CHECK'], BOTH, 'businessTeamContactCheck', ['PARTNER']],
    [['PARTICIPATING'], PRACTICE_AND_RAPID, BOTH, 'involved', ['PARTNER', 'NAMED_AGENCY', 'INVOLVED']],
    [['WIDER'], ['CONTACT_CHECK'], BOTH, 'wider', ['PARTNER', 'NAMED_AGENCY', 'INVOLVED', 'NOT_INVOLVED']],
    [['COORDINATOR'], ['STATISTICS'], BOTH, 'statistics', ['PARTNER']],
    [['PARTICIPATING'], PRACTICE_AND_RAPID, BOTH, 'supplier', ['PROCESSOR']],
  ],
  csap: [
    [['COORDINATOR', 'PARTICIPATING', 'REVIEWER'], [...REVIEW_TYPES, 'PANEL_PAPERS'], BOTH, 'review'],
    [['WIDER'], ['CONTACT_CHECK'], BOTH, 'wider'],
  ],
  baseline: [
    [['COORDINATOR'], REVIEW_TYPES, BOTH, 'coordinator'],
    [['COORDINATOR'], ['CONTACT_CHECK'], BOTH, 'coordinatorContactCheck'],
    [['COORDINATOR'], ['STATISTICS'], BOTH, 'statistics'],
    [['PARTICIPATING'], REVIEW_TYPES, ['OWN'], 'participatingOwn'],
    [['PARTICIPATING'], REVIEW_TYPES, ['OTHER'], 'participatingOther'],
    [['WIDER'], ['CONTACT_CHECK'], BOTH, 'wider'],
    [['REVIEWER'], REVIEW_TYPES, BOTH, 'panel'],
    [['COORDINATOR', 'PARTICIPATING', 'REVIEWER'], ['PANEL_PAPERS'], BOTH, 'panel'],
  ],
};

describe.each(Object.entries(SERVED))('the columns of the %s pack', (key, served) => {
  const pack = packNamed(key);

  it.each([undefined, ...PARTY_CLASSES])(
    'serve each standing, purpose and contribution as agreed and nobody else: party class %s',
    (party) => {
      const all = STANDINGS.flatMap((standing) =>
        PURPOSES.flatMap((purpose) =>
          CONTRIBUTIONS.map((contribution) => ({ standing, purpose, contribution })),
        ),
      );
      const expected = all.map((asked) => ({ ...asked, column: columnFor(served, { ...asked, party }) }));
      const actual = all.map((asked) => {
        const cell = pack.table(asked.standing, asked.purpose, { party })[asked.contribution].name;
        return { ...asked, column: cell.recipient };
      });
      expect(actual).toEqual(expected);
    },
  );
});

interface Asked {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly contribution: Contribution;
  readonly party: PartyClass | undefined;
}

function columnFor(served: readonly Served[], asked: Asked): string | null {
  const { standing, purpose, contribution, party } = asked;
  const row = served.find(
    ([standings, purposes, contributions, , parties]) =>
      standings.includes(standing) &&
      purposes.includes(purpose) &&
      contributions.includes(contribution) &&
      (parties === undefined || (party !== undefined && parties.includes(party))),
  );
  return row?.[3] ?? null;
}

describe('the switch rapidReviewCoveredByCsprNotice of the lancashire pack', () => {
  const answered = packText('lancashire').replace(
    /answer: false\n\s+decidedBy: null/,
    'answer: true\n    decidedBy: Data protection officer',
  );

  it('is off: a rapid review discloses nothing and has no lawful basis', () => {
    const pack = packNamed('lancashire');
    expect(pack.table('PARTICIPATING', 'RAPID_REVIEW').OTHER.health.outcome).toBe('WITHHELD');
    expect(pack.lawfulBasis('RAPID_REVIEW')).toBeNull();
  });

  it('extends the columns and the basis of child safeguarding practice reviews when it is on', () => {
    const pack = packOf(answered);
    const practiceReview = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
    expect(pack.switches.rapidReviewCoveredByCsprNotice).toBe(true);
    for (const standing of ['COORDINATOR', 'PARTICIPATING'] as const) {
      expect(pack.table(standing, 'RAPID_REVIEW')).toEqual(pack.table(standing, practiceReview));
      expect(pack.table(standing, 'RAPID_REVIEW').OTHER.health.outcome).toBe('CLEAR');
    }
    expect(pack.table('REVIEWER', 'RAPID_REVIEW').OTHER.health.outcome).toBe('WITHHELD');
    expect(pack.lawfulBasis('RAPID_REVIEW')).toEqual(pack.lawfulBasis(practiceReview));
  });
});

describe.each(PACK_KEYS)('each cell of the %s pack', (key) => {
  const { columns, ...expected } = EXPECTED_OUTCOMES[key];
  const { recipients } = packNamed(key);

  it('says what it is expected to say', () => {
    const letters = ({ outcome, then }: Cell): string =>
      `${outcome.charAt(0)}${then?.charAt(0).toLowerCase() ?? ''}`;
    const stated = DATA_CATEGORIES.map((category) => [
      category,
      recipients.map(({ cells }) => letters(cells[category])).join(' '),
    ]);
    expect(recipients.map((recipient) => recipient.key).join(' ')).toBe(columns);
    expect(Object.fromEntries(stated)).toEqual(expected);
  });
});
