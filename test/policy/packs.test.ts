import { parse } from 'yaml';

import { DATA_CATEGORIES, isDataCategory, type DataCategory } from '../../src/domain/data-category';
import type { PackKey } from '../../src/domain/ids';
import type { Outcome } from '../../src/domain/outcome';
import { PURPOSES, REVIEW_TYPES, type Purpose } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../../src/domain/standing';
import { openPackShelf, type CompiledPack } from '../../src/policy';
import { PACK_SCHEMA } from '../../src/policy/schema';
import { itWith, packOf, packText, POLICIES, sharedFile } from './support';

const shelf = openPackShelf(POLICIES);
const packNamed = (key: string): CompiledPack => {
  const pack = shelf.find(key as PackKey);
  if (!pack) throw new Error(`No pack ${key}`);
  return pack;
};

interface StatedCell {
  readonly category: string;
  readonly recipientPurpose: string;
  readonly decision: Outcome;
  readonly basis: readonly string[];
}

const CATEGORY_OF: Readonly<Record<string, DataCategory>> = {
  dob: 'dateOfBirth',
  address: 'addresses',
  contact: 'contactDetails',
  nino: 'nationalInsuranceNumber',
  family: 'familyMembers',
  otherSpecial: 'otherSpecialCategory',
  legalStatus: 'legalStatuses',
  involvement: 'involvements',
  abuseNarrative: 'safeguardingConcerns',
  practitioner: 'practitioners',
  informant: 'informants',
  knownFlag: 'knownToAgency',
};

const COLUMNS = {
  lancashire: {
    'Review team (JBPU), CSPR/SAR': 'reviewTeam',
    'Participating agency, CSPR/SAR': 'participating',
    'Wider agency, contact check': 'wider',
    'Subject and family': 'family',
    'Statistics / audit': 'statistics',
    'Public (report)': 'public',
    'DHR, CDR or any other purpose': 'otherPurpose',
  },
  baseline: {
    Coordinator: 'coordinator',
    'Participating agency, its own contribution': 'participatingOwn',
    "Participating agency, other agencies' contributions": 'participatingOther',
    'Wider agency, contact check': 'wider',
    'Independent reviewer / panel papers': 'panel',
    'Audit, statistics, EDI': 'statistics',
    Family: 'family',
    Public: 'public',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const ADDED_COLUMN = { lancashire: 'reviewTeamContactCheck', baseline: 'coordinatorContactCheck' } as const;

const matrixFile = sharedFile('domain/matrix.json');

describe.each([
  { key: 'lancashire', section: 'A. Lancashire', cells: 154, columns: COLUMNS.lancashire },
  { key: 'baseline', section: 'F. Product baseline', cells: 176, columns: COLUMNS.baseline },
] as const)('the $key pack', ({ key, section, cells, columns }) => {
  const pack = packNamed(key);
  const columnNamed = (named: string) => pack.recipients.find((recipient) => recipient.key === named);

  itWith(matrixFile, 'the catalogue')(
    `has the ${cells} cells of the catalogue, but for the wider family cell`,
    () => {
      const sections = Object.entries(
        JSON.parse(matrixFile ?? '{}') as Record<string, { cells: StatedCell[] }>,
      );
      const stated = sections.find(([title]) => title.startsWith(section))?.[1].cells ?? [];
      expect(stated).toHaveLength(cells);
      const columnOf: Readonly<Record<string, string>> = columns;
      const expected = stated.map(({ category, recipientPurpose, decision, basis }) => {
        const ours = CATEGORY_OF[category] ?? category;
        const column = columnOf[recipientPurpose] ?? 'no such column';
        const narrowed = column === 'wider' && ours === 'familyMembers';
        return { category: ours, column, outcome: narrowed ? 'WITHHELD' : decision, clauses: basis };
      });
      const actual = expected.map(({ category, column }) => {
        const cell = isDataCategory(category) ? columnNamed(column)?.cells[category] : undefined;
        return { category, column, outcome: cell?.outcome, clauses: cell?.clauses };
      });
      expect(actual).toEqual(expected);
    },
  );

  it('adds one column only, in which the contact check of the coordinator is what a contact check is', () => {
    const added = ADDED_COLUMN[key];
    expect(pack.recipients.map((recipient) => recipient.key).sort()).toEqual(
      [...Object.values(columns), added].sort(),
    );
    const clear = DATA_CATEGORIES.filter(
      (category) => columnNamed(added)?.cells[category].outcome === 'CLEAR',
    );
    expect(clear).toEqual(['name', 'dateOfBirth', 'addresses', 'knownToAgency']);
    expect(columnNamed(added)?.cells.familyMembers).toMatchObject({ outcome: 'WITHHELD', clauses: ['n'] });
  });

  it('withholds the family members of agency returns from a wider agency, and says that this is stricter', () => {
    expect(pack.table('WIDER', 'CONTACT_CHECK').OTHER.familyMembers.outcome).toBe('WITHHELD');
    expect(packText(key).match(/narrows:/g)).toHaveLength(1);
  });

  const quoted = quotesOf(key);
  const texts = quoted.map(({ file }) => sharedFile(`seeds/${file}`));
  itWith(texts.includes(null) ? null : 'present', 'a document')('quotes its documents word for word', () => {
    expect(quoted.length).toBeGreaterThan(0);
    for (const [index, { clause, quote }] of quoted.entries()) {
      expect({ clause, quoted: holdsInOrder(texts[index] ?? '', quote.split(' ... ')) }).toEqual({
        clause,
        quoted: true,
      });
    }
  });
});

/** The quotes of a pack that are taken from a file, with that file's name. */
function quotesOf(
  key: string,
): readonly { readonly clause: string; readonly file: string; readonly quote: string }[] {
  const { documents, clauses } = PACK_SCHEMA.parse(parse(packText(key)));
  return Object.entries(clauses).flatMap(([clause, { document, quote }]) => {
    const file = documents.find((each) => each.key === document)?.file;
    return file && quote !== null ? [{ clause, file, quote }] : [];
  });
}

/** Whether the parts stand in the text one after the other, white space apart. */
function holdsInOrder(text: string, parts: readonly string[]): boolean {
  const fold = (each: string): string => each.replaceAll(/\s+/g, ' ').trim();
  const folded = fold(text);
  let from = 0;
  return parts.map(fold).every((part) => {
    const at = folded.indexOf(part, from);
    from = at + part.length;
    return part !== '' && at >= 0;
  });
}

/** Which column serves whom; everything else is not stated. */
type Served = readonly [readonly Standing[], readonly Purpose[], readonly Contribution[], string];

const BOTH: readonly Contribution[] = CONTRIBUTIONS;
const PRACTICE_AND_ADULT: readonly Purpose[] = [
  'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  'SAFEGUARDING_ADULT_REVIEW',
];

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
  it('serve each standing, purpose and contribution as agreed and nobody else', () => {
    const pack = packNamed(key);
    for (const standing of STANDINGS) {
      for (const purpose of PURPOSES) {
        for (const contribution of CONTRIBUTIONS) {
          const column = served.find(
            ([standings, purposes, contributions]) =>
              standings.includes(standing) &&
              purposes.includes(purpose) &&
              contributions.includes(contribution),
          )?.[3];
          const cell = pack.table(standing, purpose)[contribution].name;
          expect({ standing, purpose, contribution, column: cell.recipient }).toEqual({
            standing,
            purpose,
            contribution,
            column: column ?? null,
          });
        }
      }
    }
  });
});

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
