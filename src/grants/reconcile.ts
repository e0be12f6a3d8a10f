import type { AuditDraft } from '../audit';
import type { AnswerCount } from '../domain/disclosure-grant';
import type { LedgerLine } from '../domain/disclosure-ledger';
import type { AgencyId } from '../domain/ids';
import { AGENCY_CHECK } from './check-grants';
import { exchangeIn, type Exchange } from './exchange';

/** In what two ledgers can differ. */
export type DifferenceKind =
  /** The agency was shown a grant of ours, and no event of our log tells of it. */
  | 'NOT_IN_OUR_LOG'
  /** Our log tells of an answer that the agency's ledger does not. */
  | 'NOT_IN_LEDGER'
  /** Both tell of one request, with other fields, records, review, purpose, recipient or policy pack. */
  | 'ASKED_DIFFERENTLY'
  /** The agency says that it sent more, or less, than we say that we received. */
  | 'ANSWERED_MORE'
  | 'ANSWERED_LESS'
  /** We say that more left the gateway than the agency says that it sent. */
  | 'DISCLOSED_MORE';

/** One difference; names, ids and counts. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly event: string;
  readonly grant: string | null;
  /** The line of the agency's ledger, from 1. */
  readonly line: number | null;
  /** What differs: a name, or a category with both counts, theirs first. */
  readonly what: string;
}

/** One of our events. */
export interface OurEvent {
  readonly eventId: string;
  readonly event: Pick<
    AuditDraft,
    'action' | 'review' | 'purpose' | 'actor' | 'pack' | 'entries' | 'details' | 'standing'
  >;
}

export interface Reconciliation {
  /** Lines of the agency's that our log tells of alike, and our exchanges that its ledger tells of. */
  readonly matched: number;
  /** Lines of checks of the agency: they read of people who exist for tests, for no review, and are no event of ours. */
  readonly checks: { readonly lines: number; readonly records: number };
  readonly differences: readonly Difference[];
}

/**
 * Compares an agency's ledger with our log. A line that the agency refused, and a request of ours that came to nothing,
 * need no other side. An operation that failed after the agency had answered is on our record as refused, without an
 * exchange: nothing of it left. A line that says that it was a check, and of which our log does not tell, is counted as one.
 */
export function reconcile({
  agency,
  lines,
  events,
}: {
  readonly agency: AgencyId;
  readonly lines: readonly LedgerLine[];
  readonly events: readonly OurEvent[];
}): Reconciliation {
  const ours = new Map(events.map((one) => [one.eventId, one]));
  const told = new Set<string>();
  const differences: Difference[] = [];
  let matched = 0;
  const checks = { lines: 0, records: 0 };
  for (const line of lines) {
    if (line.grant === null || line.outcome === 'REFUSED') continue;
    if (isCheck(line.grant) && !ours.has(line.grant.event)) {
      checks.lines += 1;
      checks.records += line.answered.records;
      continue;
    }
    if (line.outcome === 'ANSWERED') told.add(line.grant.jti);
    const found = compareLine({ ...line, grant: line.grant }, { agency, one: ours.get(line.grant.event) });
    differences.push(...found);
    if (found.length === 0) matched += 1;
  }
  return {
    matched,
    checks,
    differences: [...differences, ...events.flatMap((one) => untold(one, { agency, told }))],
  };
}

type GrantedLine = LedgerLine & { readonly grant: NonNullable<LedgerLine['grant']> };

const isCheck = ({ review, purpose }: GrantedLine['grant']): boolean =>
  review === AGENCY_CHECK.review && purpose === AGENCY_CHECK.purpose;

function compareLine(
  line: GrantedLine,
  { agency, one }: { readonly agency: AgencyId; readonly one: OurEvent | undefined },
): Difference[] {
  const { jti, event } = line.grant;
  const differ = (kind: DifferenceKind, what: string): Difference => ({
    kind,
    event,
    grant: jti,
    line: line.sequence,
    what,
  });
  if (one?.event.action === 'DENIED') return [];
  const exchange = exchangeIn(one?.event.details[`exchange:${agency}`]);
  if (!one || !exchange?.grants.includes(jti)) return [differ('NOT_IN_OUR_LOG', one ? 'grant' : 'event')];
  const asked = askedDifferently(line, { one, exchange }).map((what) => differ('ASKED_DIFFERENTLY', what));
  // Of several attempts the last one was received.
  if (line.outcome !== 'ANSWERED' || exchange.grants.at(-1) !== jti) return asked;
  const counts = compareCounts(line.answered, exchange.answered).map(({ kind, what }) => differ(kind, what));
  const released = releasedBeyond(line.answered, one, agency).map((what) => differ('DISCLOSED_MORE', what));
  return [...asked, ...counts, ...released];
}

function askedDifferently(
  { grant, asked }: GrantedLine,
  { one: { event }, exchange }: { readonly one: OurEvent; readonly exchange: Exchange },
): readonly string[] {
  const pairs: readonly (readonly [name: string, theirs: unknown, ours: unknown])[] = [
    ['fields', asked.fields, exchange.fields],
    ['records', asked.records, exchange.records],
    ['review', grant.review, event.review?.id],
    ['purpose', grant.purpose, event.purpose],
    ['recipient', grant.recipient.agency, event.actor.agency],
    ['standing', grant.recipient.standing, event.standing],
    ['pack', grant.pack.digest, event.pack?.digest],
  ];
  return pairs.filter(([, theirs, ours]) => theirs !== ours).map(([name]) => name);
}

function compareCounts(
  theirs: AnswerCount,
  ours: AnswerCount,
): readonly { readonly kind: 'ANSWERED_MORE' | 'ANSWERED_LESS'; readonly what: string }[] {
  const names = [...new Set([...Object.keys(theirs.values), ...Object.keys(ours.values)])].sort();
  const counts: readonly (readonly [string, number, number])[] = [
    ['records', theirs.records, ours.records],
    ...names.map((name) => [name, theirs.values[name] ?? 0, ours.values[name] ?? 0] as const),
  ];
  return counts
    .filter(([, sent, received]) => sent !== received)
    .map(([name, sent, received]) => ({
      kind: sent > received ? 'ANSWERED_MORE' : 'ANSWERED_LESS',
      what: `${name}: ${sent}, ${received}`,
    }));
}

function releasedBeyond({ values }: AnswerCount, { event }: OurEvent, agency: AgencyId): readonly string[] {
  const released = new Map<string, number>();
  for (const entry of event.entries)
    if (entry.agency === agency)
      released.set(entry.category, (released.get(entry.category) ?? 0) + entry.records);
  return [...released]
    .filter(([category, count]) => count > (values[category] ?? 0))
    .map(([category, count]) => `${category}: ${values[category] ?? 0}, ${count}`);
}

/** An answer of which our log tells and the agency's ledger does not. */
function untold(
  { eventId, event }: OurEvent,
  { agency, told }: { readonly agency: AgencyId; readonly told: ReadonlySet<string> },
): Difference[] {
  const exchange = exchangeIn(event.details[`exchange:${agency}`]);
  if (!exchange || exchange.answered.records === 0 || exchange.grants.some((jti) => told.has(jti))) return [];
  const grant = exchange.grants.at(-1) ?? null;
  return [
    {
      kind: 'NOT_IN_LEDGER',
      event: eventId,
      grant,
      line: null,
      what: `records: 0, ${exchange.answered.records}`,
    },
  ];
}
