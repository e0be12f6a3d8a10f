import { DATA_CATEGORIES, type DataCategory } from '../domain/data-category';
import type { PackKey } from '../domain/ids';
import { PURPOSES, type Purpose } from '../domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../domain/standing';
import type {
  CategoryTable,
  Cell,
  Clause,
  CompiledPack,
  DecisionTable,
  LawfulBasis,
  Recipient,
} from './compiled-pack';
import { deepFreeze } from './deep-freeze';
import { answersOf, cellsByColumn, holds } from './flows';
import { isInForce } from './in-force';
import type { PackSource } from './schema';
import { SealedMap } from './sealed-map';

const NOT_STATED: Cell = deepFreeze({ outcome: 'WITHHELD', clauses: [], recipient: null });
const NOTHING_STATED: CategoryTable = categoryTable(() => NOT_STATED);
const WITHHOLD_ALL: DecisionTable = deepFreeze({ OWN: NOTHING_STATED, OTHER: NOTHING_STATED });

/** Turns a pack that has passed every check into tables. `digest` is that of its source. */
export function compilePack(source: PackSource, digest: string): CompiledPack {
  const recipients = compileRecipients(source);
  const tables = new Map<Standing, ReadonlyMap<Purpose, DecisionTable>>(
    STANDINGS.map((standing) => [
      standing,
      new Map(PURPOSES.map((purpose) => [purpose, decisionTable(recipients, standing, purpose)])),
    ]),
  );
  const bases = compileBases(source);
  const { status, effective } = source;
  return deepFreeze({
    key: source.pack as PackKey,
    version: source.version,
    title: source.title,
    status,
    effective: { from: effective.from, to: effective.to },
    controller: source.controller,
    digest,
    clauses: compileClauses(source),
    recipients,
    switches: answersOf(source),
    lawfulBasis: (purpose) => bases.get(purpose) ?? null,
    table: (standing, purpose) => tables.get(standing)?.get(purpose) ?? WITHHOLD_ALL,
    isInForce: (at) => isInForce({ status, effective }, at),
  } satisfies CompiledPack);
}

function compileRecipients(source: PackSource): readonly Recipient[] {
  const answers = answersOf(source);
  const columns = cellsByColumn(source);
  return Object.entries(source.recipients).map(([key, { title, serves }]) => {
    const stated = new Map((columns.get(key) ?? []).map(({ category, cell }) => [category, cell]));
    const audiences = serves
      .filter((audience) => holds(audience, answers))
      .flatMap(({ standings, purposes, contributions }) =>
        standings.map((standing) => ({
          standing,
          purposes: [...purposes],
          contributions: [...contributions],
        })),
      );
    const cells = categoryTable((category) => {
      const cell = stated.get(category);
      return cell ? { outcome: cell.outcome, clauses: [...cell.clauses], recipient: key } : NOT_STATED;
    });
    return { key, title, audiences, cells };
  });
}

function decisionTable(
  recipients: readonly Recipient[],
  standing: Standing,
  purpose: Purpose,
): DecisionTable {
  const side = (contribution: Contribution): CategoryTable => {
    const column = recipients.find(({ audiences }) =>
      audiences.some(
        (audience) =>
          audience.standing === standing &&
          audience.purposes.includes(purpose) &&
          audience.contributions.includes(contribution),
      ),
    );
    return column?.cells ?? NOTHING_STATED;
  };
  const [own, other] = CONTRIBUTIONS;
  return deepFreeze({ [own]: side(own), [other]: side(other) });
}

function compileClauses(source: PackSource): ReadonlyMap<string, Clause> {
  const titles = new Map(source.documents.map(({ key, title }) => [key, title]));
  return new SealedMap(
    Object.entries(source.clauses).map(([key, { document, place, quote }]) => [
      key,
      deepFreeze({ key, document: titles.get(document) ?? document, place, quote: quote ?? '' }),
    ]),
  );
}

function compileBases(source: PackSource): ReadonlyMap<Purpose, LawfulBasis> {
  const answers = answersOf(source);
  return new Map(
    source.lawfulBases
      .filter((basis) => holds(basis, answers))
      .flatMap((basis) => {
        const compiled: LawfulBasis = deepFreeze({
          article6: basis.article6,
          article9: [...basis.article9.normalised],
          schedule1: [...basis.schedule1],
          article10: [...basis.article10.schedule1],
          statute: [...basis.statute],
        });
        return basis.purposes.map((purpose) => [purpose, compiled] as const);
      }),
  );
}

function categoryTable(cellOf: (category: DataCategory) => Cell): CategoryTable {
  const table = Object.fromEntries(DATA_CATEGORIES.map((category) => [category, cellOf(category)]));
  return deepFreeze(Object.setPrototypeOf(table, null) as CategoryTable);
}
