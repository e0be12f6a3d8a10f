import { CONTACT_CHECK_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { Purpose } from '../../domain/purpose';
import { CONTRIBUTIONS, type Contribution, type Standing } from '../../domain/standing';
import { reasonFor, type Cell, type CompiledPack } from '../../policy';
import type { Condition } from '../../policy/conditions';
import type { PartyClass } from '../../policy/party';
import type { Shut } from './gates';

/** A cell with the reason that is shown for it. */
export interface Decision {
  readonly cell: Cell;
  readonly reason: string;
}

/** All that the outcome of a category depends on, once the facts are gathered. */
export interface Settling {
  readonly pack: CompiledPack;
  readonly standing: Standing;
  readonly purpose: Purpose;
  /** What the partnership's agreement says the recipient's agency is. */
  readonly party: PartyClass | undefined;
  readonly recorded: ReadonlySet<Condition>;
  readonly shut: Shut | null;
}

export interface Settled {
  /** Whether anything at all is permitted; where nothing is, not even the review's composition is shown. */
  readonly permitsAnything: boolean;
  /** The decision on a category of an agency's return. */
  decision(contribution: Contribution, category: DataCategory): Decision;
  /** The decision on a category of the register's own set; what the register does not hold is as in a return. */
  registerDecision(category: DataCategory): Decision;
}

const WITHHELD: Cell = Object.freeze({
  outcome: 'WITHHELD',
  clauses: Object.freeze([]),
  recipient: null,
  conditions: Object.freeze([]),
  then: null,
});

const registerHolds: ReadonlySet<DataCategory> = new Set([...CONTACT_CHECK_CATEGORIES, 'knownToAgency']);

/**
 * Settles every category: a gate that is shut withholds, whatever the pack's cell says, and an open one leaves the
 * cell as it is. Nothing here can widen a cell.
 */
export function settle({ pack, standing, purpose, party, recorded, shut }: Settling): Settled {
  const table = pack.table(standing, purpose, { party, recorded });
  const cells = CONTRIBUTIONS.flatMap((contribution) => Object.values(table[contribution]));
  const decide = (contribution: Contribution, category: DataCategory): Decision => {
    const cell = table[contribution][category];
    return { cell, reason: reasonFor(pack, purpose, cell) };
  };
  const withheld: Decision | null = shut && { cell: WITHHELD, reason: shut.reason };
  return {
    permitsAnything: shut?.covers !== 'EVERYTHING' && cells.some(({ outcome }) => outcome !== 'WITHHELD'),
    decision: (contribution, category) => withheld ?? decide(contribution, category),
    registerDecision: (category) =>
      withheld && (shut?.covers === 'EVERYTHING' || !registerHolds.has(category))
        ? withheld
        : decide('OTHER', category),
  };
}
