import { DATA_CATEGORIES, type DataCategory } from '../domain/data-category';
import { PURPOSES, type Purpose } from '../domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../domain/standing';
import type { Audience, CategoryTable, Cell, DecisionTable, Recipient, TableFacts } from './compiled-pack';
import { CONDITIONS, opens, type Condition } from './conditions';
import { deepFreeze } from './deep-freeze';
import { PARTY_CLASSES, type PartyClass } from './party';

/** A cell that no column states. */
export const NOT_STATED: Cell = deepFreeze({
  outcome: 'WITHHELD',
  clauses: [],
  recipient: null,
  conditions: [],
  then: null,
});

const NOTHING_STATED: CategoryTable = categoryTable(() => NOT_STATED);
const WITHHOLD_ALL: DecisionTable = deepFreeze({ OWN: NOTHING_STATED, OTHER: NOTHING_STATED });

/** A frozen cell for each category, without a prototype. */
export function categoryTable(cellOf: (category: DataCategory) => Cell): CategoryTable {
  const table = Object.fromEntries(DATA_CATEGORIES.map((category) => [category, cellOf(category)]));
  return deepFreeze(Object.setPrototypeOf(table, null) as CategoryTable);
}

/** The tables of a pack: each combination is built once and kept. */
export function tablesOf(
  recipients: readonly Recipient[],
): (standing: Standing, purpose: Purpose, facts?: TableFacts) => DecisionTable {
  const shut = new Map<string, DecisionTable>();
  for (const standing of STANDINGS) {
    for (const purpose of PURPOSES) {
      for (const party of [undefined, ...PARTY_CLASSES]) {
        const table = decisionTable(recipients, { standing, purpose, party });
        shut.set(keyOf(standing, purpose, party), table);
      }
    }
  }
  const used = conditionsIn(recipients);
  const opened = new Map<string, DecisionTable>();
  return (standing, purpose, facts = {}) => {
    const key = keyOf(standing, purpose, facts.party);
    const table = shut.get(key);
    if (table === undefined) return WITHHOLD_ALL;
    const recorded = used.filter((condition) => facts.recorded?.has(condition) === true);
    if (recorded.length === 0) return table;
    const openedKey = `${key} ${recorded.join('+')}`;
    const known = opened.get(openedKey) ?? openTable(table, new Set(recorded));
    opened.set(openedKey, known);
    return known;
  };
}

const keyOf = (standing: Standing, purpose: Purpose, party: PartyClass | undefined): string =>
  `${standing} ${purpose} ${party ?? ''}`;

/** The conditions that the pack names, which bounds the number of tables. */
function conditionsIn(recipients: readonly Recipient[]): readonly Condition[] {
  const named = new Set(
    recipients.flatMap(({ cells }) => Object.values(cells).flatMap((cell) => cell.conditions.flat())),
  );
  return CONDITIONS.filter((condition) => named.has(condition));
}

interface Asked {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly party: PartyClass | undefined;
}

function decisionTable(recipients: readonly Recipient[], asked: Asked): DecisionTable {
  const side = (contribution: Contribution): CategoryTable =>
    recipients.find(({ audiences }) =>
      audiences.some((audience) => serves(audience, asked) && audience.contributions.includes(contribution)),
    )?.cells ?? NOTHING_STATED;
  const [own, other] = CONTRIBUTIONS;
  return deepFreeze({ [own]: side(own), [other]: side(other) });
}

function serves(audience: Audience, { standing, purpose, party }: Asked): boolean {
  if (audience.standing !== standing || !audience.purposes.includes(purpose)) return false;
  return audience.parties === null || (party !== undefined && audience.parties.includes(party));
}

function openTable(table: DecisionTable, recorded: ReadonlySet<Condition>): DecisionTable {
  const open = (cells: CategoryTable): CategoryTable =>
    categoryTable((category) => {
      const cell = cells[category];
      return cell.then !== null && opens(cell.conditions, recorded) ? { ...cell, outcome: cell.then } : cell;
    });
  return deepFreeze({ OWN: open(table.OWN), OTHER: open(table.OTHER) });
}
