import { parse } from 'yaml';

import { DATA_CATEGORIES, isDataCategory, type DataCategory } from '../../src/domain/data-category';
import type { Outcome } from '../../src/domain/outcome';
import { PACK_SCHEMA } from '../../src/policy/schema';
import { PACK_KEYS, type ShippedPack } from './active-copy';
import { itWith, packOf, packText, sharedFile } from './support';

interface StatedCell {
  readonly category: string;
  readonly recipientPurpose: string;
  readonly decision: Outcome;
  readonly conditionalThen: Outcome | null;
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

interface Expected {
  readonly section: string;
  readonly cells: number;
  /** Our columns, in the order of the catalogue's. */
  readonly columns: readonly string[];
  /** The coordinator's contact check, which the catalogue leaves to the review's column. */
  readonly added: string | null;
  /** Columns in which family members are withheld although the catalogue would give them. */
  readonly narrowed: readonly string[];
}

const EXPECTED: Readonly<Record<ShippedPack, Expected>> = {
  lancashire: {
    section: 'A. ',
    cells: 154,
    columns: ['reviewTeam', 'participating', 'wider', 'family', 'statistics', 'public', 'otherPurpose'],
    added: 'reviewTeamContactCheck',
    narrowed: ['wider'],
  },
  staffordshire: {
    section: 'B. ',
    cells: 154,
    columns: ['partner', 'namedAgency', 'wider', 'unlisted', 'statistics', 'public', 'otherPurpose'],
    added: 'partnerContactCheck',
    narrowed: ['wider'],
  },
  'cheshire-merseyside': {
    section: 'C. ',
    cells: 154,
    columns: [
      'safeguardingTeam',
      'otherBody',
      'homicideReviewPanel',
      'wider',
      'processor',
      'statistics',
      'public',
    ],
    added: null,
    narrowed: [],
  },
  'derby-derbyshire': {
    section: 'D. ',
    cells: 154,
    columns: ['businessTeam', 'involved', 'notInvolved', 'wider', 'statistics', 'supplier', 'public'],
    added: 'businessTeamContactCheck',
    narrowed: [],
  },
  csap: {
    section: 'E. ',
    cells: 132,
    columns: ['staff', 'thirdParty', 'review', 'wider', 'statistics', 'public'],
    added: null,
    narrowed: [],
  },
  baseline: {
    section: 'F. ',
    cells: 176,
    columns: [
      'coordinator',
      'participatingOwn',
      'participatingOther',
      'wider',
      'panel',
      'statistics',
      'family',
      'public',
    ],
    added: 'coordinatorContactCheck',
    narrowed: ['wider'],
  },
};

const matrixFile = sharedFile('domain/matrix.json');

function statedCells(section: string): readonly StatedCell[] {
  const sections = JSON.parse(matrixFile ?? '{}') as Record<string, { cells: StatedCell[] }>;
  return Object.entries(sections).find(([title]) => title.startsWith(section))?.[1].cells ?? [];
}

it('expects all 924 cells of the catalogue', () => {
  expect(Object.values(EXPECTED).reduce((sum, { cells }) => sum + cells, 0)).toBe(924);
});

describe.each(PACK_KEYS)('the %s pack', (key) => {
  const { section, cells, columns, added, narrowed } = EXPECTED[key];
  const pack = packOf(packText(key));
  const columnNamed = (named: string) => pack.recipients.find((recipient) => recipient.key === named);

  itWith(matrixFile, 'the catalogue')(`has the ${cells} cells of the catalogue, family members apart`, () => {
    const stated = statedCells(section);
    expect(stated).toHaveLength(cells);
    const titles = [...new Set(stated.map(({ recipientPurpose }) => recipientPurpose))];
    const expected = stated.map(({ category, recipientPurpose, decision, conditionalThen, basis }) => {
      const ours = CATEGORY_OF[category] ?? category;
      const column = columns[titles.indexOf(recipientPurpose)] ?? 'no such column';
      const narrow = ours === 'familyMembers' && narrowed.includes(column);
      return {
        category: ours,
        column,
        outcome: narrow ? 'WITHHELD' : decision,
        then: conditionalThen,
        clauses: basis,
      };
    });
    const actual = expected.map(({ category, column }) => {
      const cell = isDataCategory(category) ? columnNamed(column)?.cells[category] : undefined;
      return { category, column, outcome: cell?.outcome, then: cell?.then, clauses: cell?.clauses };
    });
    expect(actual).toEqual(expected);
  });

  it('adds at most the contact check of the coordinator, which is what a contact check is', () => {
    const expected = added === null ? columns : [...columns, added];
    expect(pack.recipients.map((recipient) => recipient.key).sort()).toEqual([...expected].sort());
    if (added === null) return;
    const cellsOf = columnNamed(added)?.cells;
    const clear = DATA_CATEGORIES.filter((category) => cellsOf?.[category].outcome === 'CLEAR');
    expect(clear).toEqual(['name', 'dateOfBirth', 'addresses', 'knownToAgency']);
    expect(cellsOf?.familyMembers).toMatchObject({ outcome: 'WITHHELD', clauses: ['n'] });
  });

  it('withholds the family members of agency returns from a contact check, and says where that is stricter', () => {
    expect(pack.table('WIDER', 'CONTACT_CHECK', { party: 'PARTNER' }).OTHER.familyMembers.outcome).toBe(
      'WITHHELD',
    );
    expect(packText(key).match(/narrows:/g) ?? []).toHaveLength(narrowed.length);
  });

  const quoted = quotesOf(key);
  const texts = quoted.map(({ file }) => sharedFile(`seeds/${file}`));
  itWith(texts.includes(null) ? null : 'present', 'a document')('quotes its documents word for word', () => {
    expect(quoted.length).toBeGreaterThan(0);
    for (const [index, { clause, quote }] of quoted.entries()) {
      const whole = holdsInOrder(texts[index] ?? '', quote.split(' ... '));
      expect({ clause, whole }).toEqual({ clause, whole: true });
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
