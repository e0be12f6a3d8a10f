import { CONTACT_CHECK_CATEGORIES, OFFENCE_CATEGORIES, SPECIAL_CATEGORIES } from '../../domain/data-category';
import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { Purpose } from '../../domain/purpose';
import type { Standing } from '../../domain/standing';
import type { Finding } from '../fault';
import { cellsByColumn, flowsOf, outcomesOf } from '../flows';
import type { PackSource } from '../schema';

/** What a cell would let happen. */
export interface Disclosure {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly category: DataCategory;
  readonly outcome: Exclude<Outcome, 'WITHHELD'>;
}

/** What no pack can permit, whoever signs it. */
export interface HardConstraint {
  readonly rule: string;
  breaks(disclosure: Disclosure): boolean;
}

const identity: ReadonlySet<DataCategory> = new Set(CONTACT_CHECK_CATEGORIES);
const specialOrOffence: ReadonlySet<DataCategory> = new Set([...SPECIAL_CATEGORIES, ...OFFENCE_CATEGORIES]);

/** Every hard constraint; each stands on its own, so that a hole in one is not a leak. */
export const HARD_CONSTRAINTS: readonly HardConstraint[] = Object.freeze([
  {
    rule: 'a wider agency receives for CONTACT_CHECK and for no other purpose',
    breaks: ({ standing, purpose }) => standing === 'WIDER' && purpose !== 'CONTACT_CHECK',
  },
  {
    rule: 'a wider agency receives name, dateOfBirth and addresses and nothing else',
    breaks: ({ standing, category }) => standing === 'WIDER' && !identity.has(category),
  },
  {
    rule: 'a wider agency never receives special category or criminal offence data',
    breaks: ({ standing, category }) => standing === 'WIDER' && specialOrOffence.has(category),
  },
  {
    rule: 'a contact check holds name, dateOfBirth and addresses, and for the coordinator knownToAgency',
    breaks: ({ standing, purpose, category }) =>
      purpose === 'CONTACT_CHECK' &&
      !identity.has(category) &&
      !(standing === 'COORDINATOR' && category === 'knownToAgency'),
  },
  {
    rule: 'STATISTICS is generalised: no value leaves in clear or under a pseudonym',
    breaks: ({ purpose, outcome }) => purpose === 'STATISTICS' && outcome !== 'GENERALISED',
  },
] satisfies readonly HardConstraint[]);

/** No cell permits what a hard constraint forbids, not even behind a switch. */
export function keepsHardConstraints(pack: PackSource): readonly Finding[] {
  const columns = cellsByColumn(pack);
  return flowsOf(pack).flatMap(({ standing, purpose, column }) =>
    (columns.get(column) ?? []).flatMap(({ category, cell, path }) =>
      outcomesOf(cell).flatMap((outcome, step) => {
        if (outcome === 'WITHHELD') return [];
        return HARD_CONSTRAINTS.filter((constraint) =>
          constraint.breaks({ standing, purpose, category, outcome }),
        ).map(({ rule }) => ({
          path: [...path, ...(step === 0 ? ['outcome'] : ['opens', 'then'])],
          message: `${outcome} is what no pack can permit (${rule}): set it to WITHHELD or serve someone else`,
        }));
      }),
    ),
  );
}
