import type { Finding } from '../fault';
import { cellsOf, mayDisclose, widestOf } from '../flows';
import type { PackSource } from '../schema';

/** Every cell rests on at least one clause, and each clause that it names exists. */
export function cellsRestOnClauses(pack: PackSource): readonly Finding[] {
  return cellsOf(pack).flatMap(({ cell, path }) => {
    if (cell.clauses.length === 0) {
      return [
        { path: [...path, 'clauses'], message: 'rests on no clause: name the clause that it rests on' },
      ];
    }
    return cell.clauses.flatMap((key, index) =>
      Object.hasOwn(pack.clauses, key)
        ? []
        : [
            {
              path: [...path, 'clauses', index],
              message: `clause "${key}" is unknown: add it under clauses`,
            },
          ],
    );
  });
}

/** What is disclosed rests on words: a clause without a quote can only withhold. */
export function disclosureRestsOnWords(pack: PackSource): readonly Finding[] {
  return cellsOf(pack)
    .filter(({ cell }) => mayDisclose(cell) && cell.clauses.length > 0)
    .filter(({ cell }) => cell.clauses.every((key) => pack.clauses[key]?.quote === null))
    .map(({ cell, path }) => ({
      path: [...path, 'outcome'],
      message: `${widestOf(cell)} rests on words that the document does not have: withhold it or name a clause with a quote`,
    }));
}

/** Every clause is used, by a cell, a retention rule or a setting. */
export function clausesAreUsed(pack: PackSource): readonly Finding[] {
  const used = new Set([
    ...cellsOf(pack).flatMap(({ cell }) => cell.clauses),
    ...pack.retention.map(({ clause }) => clause),
    pack.settings.scopeWindow?.clause,
  ]);
  return Object.keys(pack.clauses)
    .filter((key) => !used.has(key))
    .map((key) => ({
      path: ['clauses', key],
      atKey: true,
      message: 'nothing rests on this clause: use it or remove it',
    }));
}

/** Every clause is of a document of the pack, and no two documents share a key. */
export function documentsAreKnown(pack: PackSource): readonly Finding[] {
  const keys = pack.documents.map(({ key }) => key);
  const repeated = keys.flatMap((key, index) =>
    keys.indexOf(key) === index
      ? []
      : [
          {
            path: ['documents', index, 'key'],
            message: `"${key}" is used twice: give each document its own key`,
          },
        ],
  );
  const unknown = Object.entries(pack.clauses)
    .filter(([, clause]) => !keys.includes(clause.document))
    .map(([key, clause]) => ({
      path: ['clauses', key, 'document'],
      message: `document "${clause.document}" is unknown: add it under documents`,
    }));
  return [...repeated, ...unknown];
}

/** Every retention rule rests on a clause of the pack, or on none where the product sets it. */
export function retentionRestsOnClauses(pack: PackSource): readonly Finding[] {
  return pack.retention.flatMap(({ clause }, index) =>
    clause === null || Object.hasOwn(pack.clauses, clause)
      ? []
      : [
          {
            path: ['retention', index, 'clause'],
            message: `clause "${clause}" is unknown: add it under clauses`,
          },
        ],
  );
}

/** A setting rests on a clause of the pack, or on none where the product sets it. */
export function settingsRestOnClauses({ settings, clauses }: PackSource): readonly Finding[] {
  const clause = settings.scopeWindow?.clause ?? null;
  if (clause === null || Object.hasOwn(clauses, clause)) return [];
  const message = `clause "${clause}" is unknown: add it under clauses`;
  return [{ path: ['settings', 'scopeWindow', 'clause'], message }];
}
