import { stricterOf, type Outcome } from '../../../domain/outcome';
import type { Purpose } from '../../../domain/purpose';
import type { Standing } from '../../../domain/standing';
import type { Cell, CompiledPack } from '../../compiled-pack';
import { CONDITIONS, opens, type Condition } from '../../conditions';
import { CELL_PLACES, cellAt, type CellPlace, type PlacedTable } from '../space';
import { Count, describeCell, type Law } from './law';

/** Whether `next` lets out nothing that `before` did not. */
const noWider = (before: Outcome, next: Outcome): boolean => stricterOf(before, next) === next;

/** The laws that compare cells with each other. */
export const LAWS_OF_TABLES: readonly Law[] = Object.freeze([
  {
    key: 'recording-opens-conditional-only',
    statement: 'recording one more condition changes conditional cells only, and never narrows one',
    ofPacks: true,
    check({ pack, allTables, gateCasesPerCell }) {
      const count = new Count();
      for (const place of allTables) {
        for (const condition of CONDITIONS) {
          if (place.facts.recorded.has(condition)) continue;
          const more = withCondition(pack, place, condition);
          if (more.table === place.table) {
            count.add(true, CELL_PLACES.length * gateCasesPerCell, () => ({}));
            continue;
          }
          for (const at of CELL_PLACES) {
            const [before, after] = [cellAt(place.table, at), cellAt(more.table, at)];
            count.add(opensRightly(before, after, more), gateCasesPerCell, () => ({
              ...describeCell(pack, { place: more, at, cell: after }),
              justRecorded: condition,
              outcomeBefore: before.outcome,
            }));
          }
        }
      }
      return count.tally();
    },
  },
  {
    key: 'conditional-waits',
    statement: 'a conditional cell stays shut until one of its groups of conditions is recorded whole',
    ofPacks: true,
    check({ pack, tables, gateCasesPerCell }) {
      const count = new Count();
      for (const place of tables) {
        for (const at of CELL_PLACES) {
          const cell = cellAt(place.table, at);
          if (cell.conditions.length === 0 || opens(cell.conditions, place.facts.recorded)) continue;
          const stated = statedCell(pack, cell, at);
          count.add(stated?.outcome === cell.outcome, place.weight * gateCasesPerCell, () =>
            describeCell(pack, { place, at, cell }),
          );
        }
      }
      return count.tally();
    },
  },
  {
    key: 'own-not-narrower',
    statement: "an agency's own contribution comes back to it at least as fully as the others' do",
    ofPacks: true,
    check({ pack, tables, gateCasesPerCell }) {
      const count = new Count();
      for (const place of tables) {
        for (const at of CELL_PLACES) {
          if (at.contribution !== 'OTHER') continue;
          const [own, other] = [place.table.OWN[at.category], place.table.OTHER[at.category]];
          count.add(noWider(own.outcome, other.outcome), place.weight * gateCasesPerCell, () => ({
            ...describeCell(pack, { place, at, cell: other }),
            outcomeOfOwn: own.outcome,
          }));
        }
      }
      return count.tally();
    },
  },
  {
    key: 'unknown-withheld',
    statement: 'an unknown standing or purpose is shown nothing',
    ofPacks: true,
    check({ pack, tables, gateCasesPerCell }) {
      const count = new Count();
      for (const place of tables) {
        for (const [what, table] of unknownTables(pack, place)) {
          for (const at of CELL_PLACES) {
            const cell = cellAt(table, at);
            count.add(cell.outcome === 'WITHHELD', place.weight * gateCasesPerCell, () => ({
              ...describeCell(pack, { place, at, cell }),
              askedAs: what,
            }));
          }
        }
      }
      return count.tally();
    },
  },
] satisfies readonly Law[]);

function withCondition(pack: CompiledPack, place: PlacedTable, condition: Condition): PlacedTable {
  const { standing, purpose } = place;
  const facts = { ...place.facts, recorded: new Set([...place.facts.recorded, condition]) };
  return { standing, purpose, facts, table: pack.table(standing, purpose, facts) };
}

function opensRightly(before: Cell, after: Cell, { facts }: PlacedTable): boolean {
  if (before.outcome === after.outcome) return true;
  return opens(after.conditions, facts.recorded) && noWider(after.outcome, before.outcome);
}

const statedCell = (pack: CompiledPack, cell: Cell, { category }: CellPlace): Cell | undefined =>
  pack.recipients.find(({ key }) => key === cell.recipient)?.cells[category];

const UNKNOWN = ['', 'NOBODY', 'constructor', '__proto__', 'wider'];

/** The tables of questions that no vocabulary knows, which can come only from a slip in the code above. */
const unknownTables = (pack: CompiledPack, { standing, purpose, facts }: PlacedTable) =>
  UNKNOWN.flatMap((unknown) => [
    [`standing "${unknown}"`, pack.table(unknown as Standing, purpose, facts)] as const,
    [`purpose "${unknown}"`, pack.table(standing, unknown as Purpose, facts)] as const,
  ]);
