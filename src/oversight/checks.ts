import { OFFENCE_CATEGORIES, SPECIAL_CATEGORIES } from '../domain/data-category';
import { ukDay } from '../domain/uk-day';
import { isWorkingDay } from '../reviews/working-days';
import type { History } from './history';
import { median } from './median';
import type { RuleKind, RuleOf } from './rules';
import { datesInARow, namesInARow } from './runs';
import { isOwn, left, peopleOf, type SeenEvent } from './seen-event';

/** Whether an event is what a rule of that kind looks for. */
export type Check<Kind extends RuleKind> = (
  seen: SeenEvent,
  rule: RuleOf<Kind>,
  history: History,
) => Promise<boolean> | boolean;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const before = ({ occurredAt }: SeenEvent, milliseconds: number): Date =>
  new Date(occurredAt.getTime() - milliseconds);

const ukTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const SENSITIVE: ReadonlySet<string> = new Set([...SPECIAL_CATEGORIES, ...OFFENCE_CATEGORIES]);
const OFFENCE: ReadonlySet<string> = new Set(OFFENCE_CATEGORIES);

/** A year whose bank holidays are not known is told by its weekends. */
function isDayOff(date: string): boolean {
  try {
    return !isWorkingDay(date);
  } catch {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday === 0 || weekday === 6;
  }
}

const viewerMatch: Check<'VIEWER_MATCH'> = ({ event }, { matches }) =>
  matches.some((match) => event.details[`viewer:${match}`] !== undefined);

const outOfHours: Check<'OUT_OF_HOURS'> = ({ event, occurredAt }, { from, to, workingDaysOnly }) => {
  if (!event.entries.some((entry) => left(entry) && SENSITIVE.has(entry.category))) return false;
  const time = ukTime.format(occurredAt);
  return time < from || time >= to || (workingDaysOnly && isDayOff(ukDay(occurredAt)));
};

const deniedStreak: Check<'DENIED_STREAK'> = async (seen, { length, withinMinutes }, history) => {
  if (seen.event.outcome !== 'DENIED') return false;
  return (await history.deniedInARow(seen, before(seen, withinMinutes * MINUTE_MS))) >= length;
};

const probing: Check<'PROBING'> = async ({ event }, rule, history) => {
  const { action, outcome, review, details } = event;
  if (action !== 'ADD_SUBJECT' || outcome !== 'SUCCESS' || !review) return false;
  const all = (await history.subjects(review.id)) ?? [];
  const added = all.find(({ subjectId }) => subjectId === details['subjectId']);
  if (!added) return false;
  const known = all.filter(({ position }) => position <= added.position);
  const dates = known.map(({ dateOfBirth }) => dateOfBirth);
  const names = known.map(({ name }) => name);
  return datesInARow(dates, added.dateOfBirth) >= rule.dates || namesInARow(names, added.name) >= rule.names;
};

const repeatedAnswer: Check<'REPEATED_ANSWER'> = async (seen, rule, history) => {
  const { action, outcome, details } = seen.event;
  const { outcomes, atLeast, withinDays } = rule;
  if (action !== 'ANSWER_CONTACT_CHECK' || outcome !== 'SUCCESS') return false;
  if (!outcomes.some((one) => one === details['outcome'])) return false;
  return (await history.answers(seen, { outcomes, from: before(seen, withinDays * DAY_MS) })) >= atLeast;
};

const afterLeaving: Check<'AFTER_LEAVING'> = async (seen, _rule, history) => {
  const leftOn = await history.leftOn(seen);
  return leftOn !== undefined && ukDay(seen.occurredAt) > leftOn;
};

const reviewState: Check<'REVIEW_STATE'> = ({ event }, { states }) =>
  (event.action === 'READ' || event.action === 'DENIED') &&
  event.review !== null &&
  states.includes(event.review.state);

const repeatedOpening: Check<'REPEATED_OPENING'> = async (seen, rule, history) => {
  const { standing, moreThan, withinDays } = rule;
  const { action, review } = seen.event;
  if (action !== 'READ' || seen.event.standing !== standing || !review) return false;
  return (await history.openings(seen, { standing, from: before(seen, withinDays * DAY_MS) })) > moreThan;
};

const dormantAccount: Check<'DORMANT_ACCOUNT'> = async (seen, { days }, history) => {
  const from = before(seen, days * DAY_MS);
  const last = await history.lastBefore(seen, from);
  return last !== undefined && last < from;
};

const offenceOutlier: Check<'OFFENCE_OUTLIER'> = async (seen, rule, history) => {
  if (!seen.event.entries.some((entry) => left(entry) && OFFENCE.has(entry.category))) return false;
  const from = before(seen, rule.withinDays * DAY_MS);
  const own = await history.ownOffenceRecords(seen, from);
  // Most never come near it, and those of everybody are many to count.
  if (own < rule.atLeast) return false;
  const totals = await history.offenceRecords(seen, from);
  const { user } = seen.event.actor;
  const others = [...totals].flatMap(([who, total]) => (who === user ? [] : [total]));
  return own > rule.factor * median(others);
};

const auditReading: Check<'AUDIT_READING'> = ({ event }, { actions, fields }) => {
  if (event.actor.roles.includes('AUDITOR')) return false;
  if (event.action === 'DENIED')
    return (event.details['fields'] ?? '').split(',').some((field) => fields.includes(field));
  return actions.includes(event.action);
};

/** What no cell allows was withheld on its way out, or an official number was masked in what an agency sent. */
const outgoingIdentifier: Check<'OUTGOING_IDENTIFIER'> = ({ event }) =>
  event.action === 'WITHHOLD_OUTGOING' ||
  Object.keys(event.details).some((name) => name.startsWith('masked:'));

const volume: Check<'VOLUME'> = async (seen, rule, history) => {
  const own = peopleOf(seen);
  if (own.size === 0) return false;
  const start = before(seen, rule.withinMinutes * MINUTE_MS);
  // Only the event that crosses the line is of interest, and one without anybody new crosses none.
  if (await history.hasReceived(seen, { people: own, from: start })) return false;
  const earlier = await history.peopleBefore(seen, start);
  const people = new Set([...earlier, ...own]).size;
  if (people <= rule.atLeast) return false;
  const span = { from: before(seen, rule.medianDays * DAY_MS), to: start };
  const usual = median(await history.peopleByHour(seen, span));
  return people > Math.max(rule.atLeast, rule.factor * usual);
};

type Checks = { readonly [Kind in RuleKind]: Check<Kind> };

const CHECKS: Checks = {
  VIEWER_MATCH: viewerMatch,
  OUT_OF_HOURS: outOfHours,
  DENIED_STREAK: deniedStreak,
  PROBING: probing,
  REPEATED_ANSWER: repeatedAnswer,
  AFTER_LEAVING: afterLeaving,
  REVIEW_STATE: reviewState,
  REPEATED_OPENING: repeatedOpening,
  DORMANT_ACCOUNT: dormantAccount,
  OFFENCE_OUTLIER: offenceOutlier,
  AUDIT_READING: auditReading,
  OUTGOING_IDENTIFIER: outgoingIdentifier,
  VOLUME: volume,
};

/** What of the gateway's own doing is looked at: readings of its record, and what it kept from leaving. */
const ALSO_OWN: ReadonlySet<RuleKind> = new Set<RuleKind>(['AUDIT_READING', 'OUTGOING_IDENTIFIER']);

/** Whether the event is what the rule looks for. */
export async function isUnusual<Kind extends RuleKind>(
  seen: SeenEvent,
  rule: RuleOf<Kind> & { readonly kind: Kind },
  history: History,
): Promise<boolean> {
  if (isOwn(seen) && !ALSO_OWN.has(rule.kind)) return false;
  const check: Check<Kind> = CHECKS[rule.kind];
  return check(seen, rule, history);
}
