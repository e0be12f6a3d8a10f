import { isReviewType } from '../../../domain/purpose';
import type { ReviewState } from '../../../domain/review';
import type { Standing } from '../../../domain/standing';
import type { GateAnswers, GateModel, Lapse, ShutGate, Situation } from '../gate-model';
import { CELL_PLACES, cellAt } from '../space';
import {
  Count,
  describeCell,
  describeGateCase,
  describeLeft,
  type Law,
  type ProofSpace,
  type Tally,
} from './law';

/** A law of the gates: in the situations that it applies to, and with the lapses that it names, all is shut. */
interface GateLaw extends Pick<Law, 'key' | 'statement'> {
  readonly applies: (situation: Situation) => boolean;
  /** The law speaks of the cases that this is among; left out, of all. */
  readonly lapse?: string;
}

/** The states after which nobody receives anything, and those in which the review stands still or lies elsewhere. */
const OVER: ReadonlySet<ReviewState> = new Set(['CLOSED', 'RETAINED', 'DESTROYED', 'PAUSED', 'TRANSFERRED']);

/** The only states in which each standing but the coordinator receives anything (catalogue 3.5). */
const WINDOWS: Readonly<Record<Exclude<Standing, 'COORDINATOR'>, ReadonlySet<ReviewState>>> = {
  WIDER: new Set(['OPEN']),
  PARTICIPATING: new Set(['SCOPED', 'GATHERING', 'PANEL']),
  REVIEWER: new Set(['GATHERING', 'PANEL', 'REPORTING']),
};

const GATE_LAWS: readonly GateLaw[] = [
  {
    key: 'nothing-after-closed',
    statement: 'nothing is shown once a review is closed, retained, destroyed, paused or transferred',
    applies: ({ reviewState }) => OVER.has(reviewState),
  },
  {
    key: 'within-its-stages',
    statement: 'each standing but the coordinator receives within its own stages of the review only',
    applies: ({ standing, reviewState }) => standing !== 'COORDINATOR' && !WINDOWS[standing].has(reviewState),
  },
  {
    key: 'wider-until-answered',
    statement: 'no WIDER recipient receives anything once its contact check is answered or has ended',
    applies: ({ standing, contactCheckOpen }) => standing === 'WIDER' && !contactCheckOpen,
  },
  {
    key: 'purpose-of-the-review',
    statement: "nothing is shown for a review's purpose that is not the type of the review",
    applies: ({ purpose, reviewType }) => isReviewType(purpose) && purpose !== reviewType,
  },
  {
    key: 'statistics-never-a-record',
    statement: 'STATISTICS never shows a record',
    applies: ({ purpose }) => purpose === 'STATISTICS',
  },
];

const lawOf = (law: GateLaw): Law => ({
  key: law.key,
  statement: law.statement,
  ofPacks: false,
  check: (space) => checkGates(law, space),
});

/** The laws that speak of the situation of a recipient in a review. */
export const LAWS_OF_GATES: readonly Law[] = Object.freeze(GATE_LAWS.map(lawOf));

/** One law for each thing that can be out of order: it shuts, whatever else is the case. */
export const lawsOfLapses = (lapses: readonly Lapse[]): readonly Law[] =>
  lapses.map(({ key, words }) =>
    lawOf({
      key: `nothing-when-${key}`,
      statement: `nothing of an agency's return is shown when ${words}`,
      applies: () => true,
      lapse: key,
    }),
  );

function checkGates({ applies, lapse }: GateLaw, { answers, decisionsPerGateCase }: ProofSpace): Tally {
  const count = new Count();
  const spokenOf = [...answers.sets.keys()].filter(
    (set) => lapse === undefined || answers.sets[set]?.has(lapse) === true,
  );
  for (const [row, situation] of answers.situations.entries()) {
    if (!applies(situation)) continue;
    for (const set of spokenOf) {
      if (answers.isShut(row, set)) count.hold(decisionsPerGateCase);
      else count.add(false, decisionsPerGateCase, () => describeGateCase(answers, row, set));
    }
  }
  return count.tally();
}

/** One more lapse never opens a gate that is shut. */
export const LAPSE_NEVER_OPENS: Law = Object.freeze({
  key: 'lapse-never-opens',
  statement: 'a gate that is shut stays shut whatever else goes out of order',
  ofPacks: false,
  check({ answers, decisionsPerGateCase }: ProofSpace) {
    const count = new Count();
    for (const row of answers.situations.keys()) {
      for (let set = 0; set < answers.sets.length; set += 1) {
        if (!answers.isShut(row, set)) continue;
        for (const worse of answers.worse[set] ?? []) {
          if (answers.isShut(row, worse)) count.hold(decisionsPerGateCase);
          else count.add(false, decisionsPerGateCase, () => describeGateCase(answers, row, worse));
        }
      }
    }
    return count.tally();
  },
});

/** A shut gate withholds every cell of a return, an open one leaves it as it is. */
export const shutWithholds = (settle: GateModel['settle']): Law => ({
  key: 'shut-withholds',
  statement:
    "a shut gate withholds every category of agencies' returns, whatever the person's flags, and open gates leave the cell as it is",
  ofPacks: true,
  check({ pack, tables, answers, flags }) {
    const count = new Count();
    const ends = endsOf(answers);
    for (const place of tables) {
      for (const [shut, weight] of ends.get(`${place.standing} ${place.purpose}`) ?? []) {
        const settled = settle({ pack, place, shut });
        for (const at of CELL_PLACES) {
          const cell = cellAt(place.table, at);
          const { outcome } = settled(at);
          const right = outcome === (shut === null ? cell.outcome : 'WITHHELD');
          const leaves = flags.leaves({ standing: place.standing, category: at.category, outcome });
          for (const [left, { count: sets }] of leaves) {
            const fits = right && (shut === null || left === 'WITHHELD');
            count.add(fits, weight * place.weight * sets, () => ({
              ...describeCell(pack, { place, at, cell }),
              gates: shut === null ? 'open' : `shut: ${shut.reason}`,
              settledAs: outcome,
              ...describeLeft(left, leaves),
            }));
          }
        }
      }
    }
    return count.tally();
  },
});

/** How often the gates of a standing and purpose end open (null), or shut by each gate. */
function endsOf({
  situations,
  sets,
  at,
}: GateAnswers): ReadonlyMap<string, ReadonlyMap<ShutGate | null, number>> {
  const ends = new Map<string, Map<ShutGate | null, number>>();
  for (const [row, { standing, purpose }] of situations.entries()) {
    const kind = `${standing} ${purpose}`;
    const ways = ends.get(kind) ?? new Map<ShutGate | null, number>();
    for (let set = 0; set < sets.length; set += 1) {
      const shut = at(row, set);
      ways.set(shut, (ways.get(shut) ?? 0) + 1);
    }
    ends.set(kind, ways);
  }
  return ends;
}
