import { DATA_CATEGORIES } from '../../domain/data-category';
import type { Finding } from '../fault';
import { cellsByColumn, cellsOf, flowsOf, type Flow } from '../flows';
import type { PackSource } from '../schema';

/** Every cell stands in a column that the pack declares. */
export function columnsAreKnown(pack: PackSource): readonly Finding[] {
  return cellsOf(pack)
    .filter(({ column }) => !Object.hasOwn(pack.recipients, column))
    .map(({ column, path }) => ({
      path,
      atKey: true,
      message: `column "${column}" is unknown: declare it under recipients or correct its spelling`,
    }));
}

/** Every column states all 22 categories, so that nothing is withheld or given by oversight. */
export function columnsAreComplete(pack: PackSource): readonly Finding[] {
  const columns = cellsByColumn(pack);
  return Object.keys(pack.recipients).flatMap((column) => {
    const stated = new Set((columns.get(column) ?? []).map(({ category }) => category));
    if (stated.size === 0) {
      return [
        {
          path: ['recipients', column],
          atKey: true,
          message: 'the column has no cells: state all 22 categories or remove it',
        },
      ];
    }
    return DATA_CATEGORIES.filter((category) => !stated.has(category)).map((category) => ({
      path: ['cells', category, column],
      message: `the cell is missing: state what column "${column}" gives of ${category}`,
    }));
  });
}

/** For one standing, purpose, contribution and party class, one column speaks. */
export function columnsDoNotOverlap(pack: PackSource): readonly Finding[] {
  const served = new Map<string, Flow[]>();
  const findings: Finding[] = [];
  for (const flow of flowsOf(pack).filter(({ open }) => open)) {
    const what = `${flow.standing} for ${flow.purpose} (${flow.contribution})`;
    const before = served.get(what) ?? [];
    const earlier = before.find(({ parties }) => sharesParty(parties, flow.parties));
    if (earlier) {
      const message = `${what} is served by column "${earlier.column}" already: leave it to one column`;
      findings.push({ path: flow.path, message });
    }
    served.set(what, [...before, flow]);
  }
  return findings;
}

const sharesParty = (one: Flow['parties'], other: Flow['parties']): boolean =>
  one === null || other === null || one.some((party) => other.includes(party));
