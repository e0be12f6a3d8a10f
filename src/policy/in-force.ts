import { ukDay } from '../domain/uk-day';
import type { PackStatus } from './schema';

/** Statuses of packs that hold, or held, in their days; the others never came into force. */
const CAME_INTO_FORCE: ReadonlySet<PackStatus> = new Set(['ACTIVE', 'SUPERSEDED', 'TERMINATED']);

/** What decides when a pack is in force. */
export interface Term {
  readonly status: PackStatus;
  /** First and last day, as ISO dates in United Kingdom time. */
  readonly effective: { readonly from: string; readonly to: string | null };
}

/**
 * Whether the pack holds at that instant. A pack that has ended still answers for its own days, so that an auditor can
 * learn what the rule said then.
 */
export function isInForce({ status, effective }: Term, at: Date): boolean {
  if (Number.isNaN(at.getTime()) || !CAME_INTO_FORCE.has(status)) return false;
  const today = ukDay(at);
  return effective.from <= today && (effective.to === null || today <= effective.to);
}

/** Whether two packs are in force on the same day. */
export function overlapInTime(one: Term, other: Term): boolean {
  if (!CAME_INTO_FORCE.has(one.status) || !CAME_INTO_FORCE.has(other.status)) return false;
  const startsBeforeEnd = (start: Term, end: Term): boolean =>
    end.effective.to === null || start.effective.from <= end.effective.to;
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

/** Whether a pack says that it is in force although its last day has passed: nobody has said what comes after it. */
export const hasExpired = ({ status, effective }: Term, at: Date): boolean =>
  status === 'ACTIVE' && effective.to !== null && effective.to < ukDay(at);
