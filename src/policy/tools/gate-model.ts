import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import { PURPOSES, REVIEW_TYPES, type Purpose, type ReviewType } from '../../domain/purpose';
import { REVIEW_STATES, type ReviewState } from '../../domain/review';
import { STANDINGS, type Standing } from '../../domain/standing';
import type { SubjectFlags } from '../../domain/subject-flag';
import type { Cell, CompiledPack } from '../compiled-pack';
import type { PartyClass } from '../party';
import type { CellPlace, TablePlace } from './space';
import { subsetsOf } from './subsets';

/** One recipient's place in one review at one moment, with all else in order. */
export interface Situation {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly reviewType: ReviewType;
  readonly reviewState: ReviewState;
  /** Whether the agency's contact check still waits for its answer. */
  readonly contactCheckOpen: boolean;
}

/** Something that can be out of order. */
export interface Lapse {
  /** Such as `agreementTerminated`. */
  readonly key: string;
  /** After "when", such as `the agreement is terminated`. */
  readonly words: string;
  /** What it is one state of: of several lapses with the same word here one can hold at a time. */
  readonly alternative?: string;
}

/** A gate that is shut. */
export interface ShutGate {
  readonly gate: string;
  /** What it withholds: all, or the agencies' returns alone. */
  readonly covers: 'EVERYTHING' | 'RETURNS';
  readonly reason: string;
}

/** One gate as it stands; `reason` is null where it is open. */
export interface GateStand {
  readonly gate: string;
  readonly reason: string | null;
}

/** A decision table behind the gates. */
export interface SettledPlace {
  readonly pack: CompiledPack;
  readonly place: TablePlace;
  readonly shut: ShutGate | null;
}

/** Who asks a pack, when and for what. */
export interface PackAsked {
  readonly pack: CompiledPack;
  readonly at: Date;
  readonly reviewType: ReviewType;
  readonly purpose: Purpose;
  /** What the agreement says of the agency; undefined where it does not list it. */
  readonly party: PartyClass | undefined;
}

/** A person with flags, as a recipient of that standing meets them. */
export interface Flagged {
  readonly standing: Standing;
  readonly flags: SubjectFlags;
}

/**
 * The gates that decide, as the tools need them. They lie above the policy in the order of layers and are handed in, so
 * that a proof asks the very functions that a request passes. `lapsed` holds keys of `lapses`.
 */
export interface GateModel {
  /** What can be out of order beside the situation. */
  readonly lapses: readonly Lapse[];
  /** What is out of order by the pack itself at that time: its life, its documents and its agreement. */
  readonly lapsesOf: (asked: PackAsked) => ReadonlySet<string>;
  /** Every gate in its order. */
  readonly standsOf: (situation: Situation, lapsed: ReadonlySet<string>) => readonly GateStand[];
  /** The first gate that is shut, or null when all are open. */
  readonly shutBy: (situation: Situation, lapsed: ReadonlySet<string>) => ShutGate | null;
  /** What becomes of the cells of agencies' returns behind the gates. */
  readonly settle: (asked: SettledPlace) => (at: CellPlace) => Cell;
  /** What a person's flags leave of a category of that person's record. */
  readonly narrow: (asked: Flagged) => (category: DataCategory, outcome: Outcome) => Outcome;
}

/** What the gates answer in every situation to every set of lapses. */
export interface GateAnswers {
  readonly situations: readonly Situation[];
  readonly lapses: readonly Lapse[];
  /** Every set of lapses that can hold together. */
  readonly sets: readonly ReadonlySet<string>[];
  /** For the index of a set, the indexes of the sets with one lapse more. */
  readonly worse: readonly (readonly number[])[];
  /** By the indexes of a situation and a set; null where all gates are open. */
  readonly at: (situation: number, set: number) => ShutGate | null;
  /** Whether `at` is not null; for those who ask millions of times. */
  readonly isShut: (situation: number, set: number) => boolean;
}

/** What each model was found to answer: it is asked millions of times, and answers the same whatever the packs say. */
const askedBefore = new WeakMap<GateModel, GateAnswers>();

/** Asks the gates everything that they can be asked, once for each model. */
export function askGates(gates: GateModel): GateAnswers {
  const answers = askedBefore.get(gates) ?? answersOf(gates);
  askedBefore.set(gates, answers);
  return answers;
}

function answersOf(gates: GateModel): GateAnswers {
  const { sets, worse } = lapseSets(gates.lapses);
  const situations = situationsOf();
  const known: (ShutGate | null)[] = [null];
  const indexes = new Map<string, number>();
  // One small number a case: there are millions of cases and a dozen different answers.
  const answers = new Uint16Array(situations.length * sets.length);
  situations.forEach((situation, row) => {
    sets.forEach((lapsed, column) => {
      const shut = gates.shutBy(situation, lapsed);
      if (shut === null) return;
      const key = `${shut.gate} ${shut.reason}`;
      const index = indexes.get(key) ?? known.push(shut) - 1;
      indexes.set(key, index);
      answers[row * sets.length + column] = index;
    });
  });
  return {
    situations,
    lapses: gates.lapses,
    sets,
    worse,
    isShut: (situation, set) => answers[situation * sets.length + set] !== 0,
    at: (situation, set) => known[answers[situation * sets.length + set] ?? 0] ?? null,
  };
}

function lapseSets(lapses: readonly Lapse[]): Pick<GateAnswers, 'sets' | 'worse'> {
  const together = (some: ReadonlySet<Lapse>): boolean => {
    const states = [...some].flatMap(({ alternative }) => alternative ?? []);
    return new Set(states).size === states.length;
  };
  // The bits of an index are the members of its set.
  const all = subsetsOf(lapses);
  const kept = all.flatMap((some, bits) => (together(some) ? [bits] : []));
  const place = new Map(kept.map((bits, index) => [bits, index]));
  return {
    sets: kept.map((bits) => new Set([...(all[bits] ?? [])].map(({ key }) => key))),
    worse: kept.map((bits) =>
      lapses.flatMap((_lapse, bit) => {
        const more = bits | (1 << bit);
        return more === bits ? [] : (place.get(more) ?? []);
      }),
    ),
  };
}

function situationsOf(): readonly Situation[] {
  return STANDINGS.flatMap((standing) =>
    PURPOSES.flatMap((purpose) =>
      REVIEW_TYPES.flatMap((reviewType) =>
        REVIEW_STATES.flatMap((reviewState) =>
          [true, false].map((contactCheckOpen) => ({
            standing,
            purpose,
            reviewType,
            reviewState,
            contactCheckOpen,
          })),
        ),
      ),
    ),
  );
}
