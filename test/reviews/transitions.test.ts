import { REVIEW_STATES, type ReviewState } from '../../src/domain/review';
import { mayAdvance } from '../../src/reviews/transitions';

const WAYS: readonly (readonly [ReviewState, readonly ReviewState[]])[] = [
  ['DRAFT', ['OPEN']],
  ['OPEN', ['SCOPED', 'PAUSED', 'TRANSFERRED']],
  ['SCOPED', ['GATHERING', 'PAUSED', 'TRANSFERRED']],
  ['GATHERING', ['PANEL', 'PAUSED', 'TRANSFERRED']],
  ['PANEL', ['REPORTING', 'PAUSED', 'TRANSFERRED']],
  ['REPORTING', ['PUBLISHED', 'NOT_PUBLISHED', 'PAUSED', 'TRANSFERRED']],
  ['PUBLISHED', ['CLOSED']],
  ['NOT_PUBLISHED', ['CLOSED']],
  ['CLOSED', ['RETAINED']],
  ['RETAINED', []],
  ['DESTROYED', []],
  ['TRANSFERRED', []],
];

describe('a review', () => {
  it.each(WAYS)('in state %s may go to %p and nowhere else', (state, next) => {
    const open = REVIEW_STATES.filter((to) => mayAdvance({ state, pausedFrom: null }, to));
    expect(new Set(open)).toEqual(new Set(next));
  });

  it.each(['OPEN', 'GATHERING', 'REPORTING'] as const)('paused in %s goes back there alone', (pausedFrom) => {
    const open = REVIEW_STATES.filter((to) => mayAdvance({ state: 'PAUSED', pausedFrom }, to));
    expect(new Set(open)).toEqual(new Set(['TRANSFERRED', pausedFrom]));
  });
});
