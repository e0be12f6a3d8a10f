import { OFFENCE_CATEGORIES, SPECIAL_CATEGORIES } from '../../domain/data-category';
import type { DataCategory } from '../../domain/data-category';
import { PURPOSES, type Purpose } from '../../domain/purpose';
import type { Finding } from '../fault';
import { answersOf, cellsByColumn, flowsOf, holds, mayDisclose } from '../flows';
import type { CellSource, PackSource } from '../schema';

const special: ReadonlySet<DataCategory> = new Set(SPECIAL_CATEGORIES);
const offence: ReadonlySet<DataCategory> = new Set(OFFENCE_CATEGORIES);

/** A purpose has one lawful basis at most. */
export function lawfulBasesAreSingle(pack: PackSource): readonly Finding[] {
  return PURPOSES.flatMap((purpose) =>
    basesOf(pack, purpose)
      .slice(1)
      .map((index) => ({
        path: ['lawfulBases', index, 'purposes'],
        message: `${purpose} has a lawful basis already: state one per purpose`,
      })),
  );
}

/**
 * What is disclosed has a lawful basis: UK GDPR art. 6 for any of it, art. 9 for special category data, art. 10 for
 * criminal offence data. The last two are asked where another agency's contribution is disclosed: what an agency gets
 * back of its own it holds already, on a basis of its own.
 */
export function disclosureHasLawfulBasis(pack: PackSource): readonly Finding[] {
  return PURPOSES.flatMap((purpose) => {
    const disclosed = disclosedFor(pack, purpose);
    if (disclosed.any.size === 0) return [];
    const index = basesOf(pack, purpose)[0];
    const basis = index === undefined ? undefined : pack.lawfulBases[index];
    if (index === undefined || basis === undefined) {
      return [
        {
          path: ['lawfulBases'],
          message: `${purpose} discloses without a lawful basis: add one or withhold its cells`,
        },
      ];
    }
    const findings: Finding[] = [];
    const path = ['lawfulBases', index];
    if (intersects(disclosed.fromOthers, special) && basis.article9.normalised.length === 0) {
      const message = `${purpose} discloses special category data without a condition of article 9: add one or withhold it`;
      findings.push({ path: [...path, 'article9', 'normalised'], message });
    }
    if (intersects(disclosed.fromOthers, offence) && basis.article10.schedule1.length === 0) {
      const message = `${purpose} discloses criminal offence data without a condition under article 10: add one or withhold it`;
      findings.push({ path: [...path, 'article10', 'schedule1'], message });
    }
    return findings;
  });
}

/** The indexes of the bases that hold for the purpose now. */
function basesOf(pack: PackSource, purpose: Purpose): readonly number[] {
  const answers = answersOf(pack);
  return pack.lawfulBases.flatMap((basis, index) =>
    holds(basis, answers) ? basis.purposes.filter((named) => named === purpose).map(() => index) : [],
  );
}

/** Whether the cell stays shut until the condition under article 10 is recorded for the review. */
export const bringsOffenceBasis = ({ outcome, opens }: CellSource): boolean =>
  outcome === 'WITHHELD' && opens?.on.every((group) => group.includes('OFFENCE_BASIS')) === true;

function disclosedFor(
  pack: PackSource,
  purpose: Purpose,
): Record<'any' | 'fromOthers', ReadonlySet<DataCategory>> {
  const columns = cellsByColumn(pack);
  const flows = flowsOf(pack).filter((flow) => flow.open && flow.purpose === purpose);
  const given = (column: string): readonly DataCategory[] =>
    (columns.get(column) ?? [])
      .filter(({ cell }) => mayDisclose(cell) && !bringsOffenceBasis(cell))
      .map(({ category }) => category);
  return {
    any: new Set(flows.flatMap(({ column }) => given(column))),
    fromOthers: new Set(
      flows.filter(({ contribution }) => contribution === 'OTHER').flatMap(({ column }) => given(column)),
    ),
  };
}

const intersects = (one: ReadonlySet<DataCategory>, other: ReadonlySet<DataCategory>): boolean =>
  [...one].some((category) => other.has(category));
