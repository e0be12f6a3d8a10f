import { stricterOf, type Outcome } from '../../../domain/outcome';

/** What a change is about. */
export const CHANGE_KINDS = [
  'DISCLOSURE',
  'LEVEL',
  'GATE',
  'LAWFUL_BASIS',
  'AGREEMENT',
  'SWITCH',
  'SETTING',
  'CLAUSE',
  'RETENTION',
  'LIFE_CYCLE',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One difference between two packs, in words. */
export interface PackChange {
  readonly kind: ChangeKind;
  /** What the new pack does that the old did not, without subject or full stop. */
  readonly words: string;
  /** Whether somebody may now receive what was not to be received before, or with one safeguard less. */
  readonly widens: boolean;
}

/**
 * Whether the new outcome lets out what the old one did not. A pseudonym and a generalised value show different things,
 * so that each is wider than the other.
 */
export const isWider = (before: Outcome, after: Outcome): boolean => stricterOf(before, after) !== after;
