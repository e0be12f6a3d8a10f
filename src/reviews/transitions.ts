import type { ReviewState } from '../domain/review';
import type { Review } from './review';

/** States in which a review may be paused (sub judice) or handed to another area. */
const UNDER_WAY: readonly ReviewState[] = ['OPEN', 'SCOPED', 'GATHERING', 'PANEL', 'REPORTING'];

/**
 * The next states of each state (catalogue 3.5). Destruction is no step of the coordinator: it needs a certificate and
 * takes the review's key with it.
 */
const FORWARD: Readonly<Record<ReviewState, readonly ReviewState[]>> = Object.freeze({
  DRAFT: ['OPEN'],
  OPEN: ['SCOPED'],
  SCOPED: ['GATHERING'],
  GATHERING: ['PANEL'],
  PANEL: ['REPORTING'],
  REPORTING: ['PUBLISHED', 'NOT_PUBLISHED'],
  PUBLISHED: ['CLOSED'],
  NOT_PUBLISHED: ['CLOSED'],
  CLOSED: ['RETAINED'],
  RETAINED: [],
  DESTROYED: [],
  PAUSED: ['TRANSFERRED'],
  TRANSFERRED: [],
});

/** Whether a review may go to a state now; a paused one goes back only to where it was paused. */
export function mayAdvance(
  { state, pausedFrom }: Pick<Review, 'state' | 'pausedFrom'>,
  to: ReviewState,
): boolean {
  if (FORWARD[state].includes(to)) return true;
  if (state === 'PAUSED') return to === pausedFrom;
  return UNDER_WAY.includes(state) && (to === 'PAUSED' || to === 'TRANSFERRED');
}
