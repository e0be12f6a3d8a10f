import type { AuditDraft, AuditEntry, AuditLog, Receipt } from '../../audit';
import type { AgencyId, AuditEventId } from '../../domain/ids';
import { factDetails } from '../decide/fact-names';
import { printExchange } from '../../grants';
import type { Minimised } from '../minimise';
import { VIEWER_MATCHES } from '../minimise/viewer-match';
import { fieldDetails } from './fields';

declare const recorded: unique symbol;

/** An answer whose audit event is durable. */
export interface Recorded {
  readonly [recorded]: true;
  readonly minimised: Minimised;
  readonly receipt: Receipt;
}

/** What the operation looked like: its name, and keyed hashes of its text and its variables, never these themselves. */
export interface OperationTrace {
  readonly name: string | null;
  readonly hash: string | null;
  /** Null where none were sent. */
  readonly variables: string | null;
  readonly requestId: string;
}

/** What an agency sent without being asked: names of fields and a count, never a value. */
export interface Surplus {
  readonly agency: AgencyId;
  readonly event: AuditEventId;
  readonly requestId: string;
  /** Fields of the contract that were not asked for; others are not named, since a name could be anything. */
  readonly fields: readonly string[];
  /** Statements from outside the period. */
  readonly outside: number;
}

/** What the stage needs. */
export interface RecordDependencies {
  readonly audit: AuditLog;
  readonly operation: OperationTrace;
  /** Told of each agency that sent more than it was asked for, for the operator; none of it leaves. */
  readonly reportSurplus: (surplus: Surplus) => void;
}

/**
 * Writes the audit event of the answer and waits until it is durable; without a receipt there is no answer.
 *
 * @throws GatewayError `AUDIT_UNAVAILABLE`.
 */
export async function record(
  minimised: Minimised,
  { audit, operation, reportSurplus }: RecordDependencies,
): Promise<Recorded> {
  const { decided } = minimised.planned;
  const { declared, review, standing, pack, lawfulBasis } = decided;
  const { principal, purpose } = declared;
  const { requestId, ...trace } = operation;
  const draft: AuditDraft = {
    action: decided.approved ? 'REIDENTIFY' : 'READ',
    outcome: minimised.returns.every(({ status }) => status === 'OK' || status === 'NOT_ASKED')
      ? 'SUCCESS'
      : 'PARTIAL',
    code: null,
    actor: { user: principal.user, agency: principal.agency, roles: [...principal.roles] },
    standing,
    partnership: review.partnershipId,
    review: { id: review.id, type: review.type, state: review.state },
    purpose,
    pack: { key: pack.key, version: pack.version, digest: pack.digest },
    lawfulBasis,
    operation: trace,
    entries: entriesOf(minimised),
    details: {
      ...fieldDetails(minimised.planned),
      ...factDetails(decided),
      ...decided.approved?.details,
      ...exchangesOf(minimised),
      ...statusesOf(minimised),
      ...surplusOf(minimised),
      ...maskedOf(minimised),
      ...matchesOf(minimised),
    },
    requestId,
  };
  for (const { agency, surplus, outside } of minimised.returns)
    if (surplus.length > 0 || outside > 0)
      reportSurplus({ agency, event: minimised.event, requestId, fields: surplus, outside });
  const receipt = await audit.append(draft, minimised.event);
  return Object.freeze({ minimised, receipt }) as Recorded;
}

/** One entry per source, subject and category asked for: names, outcomes and counts, never a value. */
function entriesOf(minimised: Minimised): readonly AuditEntry[] {
  const { planned, subjects } = minimised;
  return planned.disclosure.flatMap(({ agency, category, outcome, clauses }): AuditEntry[] => {
    const clause = clauses.join(',');
    if (subjects.length === 0 || category === 'knownToAgency') {
      return [{ agency, subject: null, category, outcome, clause, records: 0 }];
    }
    return subjects.map((subject) => ({
      agency,
      subject: subject.pseudonym,
      category,
      outcome,
      clause,
      records: count(releasedBy(minimised, { agency, subject })?.[category]),
    }));
  });
}

type MinimisedSubject = Minimised['subjects'][number];

function releasedBy(
  minimised: Minimised,
  { agency, subject }: { readonly agency: AgencyId | null; readonly subject: MinimisedSubject },
): MinimisedSubject['released'] | undefined {
  if (agency === null) return subject.released;
  return minimised.returns.find((part) => part.agency === agency)?.records.get(subject.id);
}

function count(value: unknown): number {
  if (value === null || value === undefined) return 0;
  return Array.isArray(value) ? value.length : 1;
}

/** What the user has in common with people of the review: names of matches with the pseudonyms, for the unusual. */
function matchesOf({ subjects }: Minimised): Readonly<Record<string, string>> {
  return Object.fromEntries(
    VIEWER_MATCHES.flatMap((match) => {
      const refs = subjects.flatMap(({ ref, viewerMatches }) => (viewerMatches.includes(match) ? [ref] : []));
      return refs.length > 0 ? [[`viewer:${match}`, refs.join(',')]] : [];
    }),
  );
}

/** What passed between the gateway and each agency that was asked, to be compared with the agency's own ledger. */
function exchangesOf(minimised: Minimised): Readonly<Record<string, string>> {
  return Object.fromEntries(
    minimised.returns.flatMap(({ agency, exchange, keptFrom }): [string, string][] => {
      if (exchange) return [[`exchange:${agency}`, printExchange(exchange)]];
      return keptFrom ? [[`kept-from:${agency}`, keptFrom]] : [];
    }),
  );
}

/** Whose part of the answer did not go well, and how, so that refusals can be counted. */
function statusesOf({ returns }: Minimised): Readonly<Record<string, string>> {
  const amiss = returns.filter(({ status }) => status !== 'OK' && status !== 'NOT_ASKED');
  return Object.fromEntries(amiss.map(({ agency, status }) => [`status:${agency}`, status]));
}

/** Official numbers that were masked in what an agency sent, by kind and number. */
function maskedOf({ returns }: Minimised): Readonly<Record<string, string>> {
  return Object.fromEntries(
    returns.flatMap(({ agency, masked }) =>
      masked.length > 0
        ? [[`masked:${agency}`, masked.map(({ kind, count }) => `${kind}=${String(count)}`).join(',')]]
        : [],
    ),
  );
}

/** What agencies sent without being asked, by field name or number, so that it is reported and never passed on. */
function surplusOf(minimised: Minimised): Readonly<Record<string, string>> {
  const surplus = minimised.returns.flatMap((part) => [
    ...(part.surplus.length > 0 ? [[`surplus:${part.agency}`, part.surplus.join(',')]] : []),
    ...(part.outside > 0 ? [[`outside-scope:${part.agency}`, String(part.outside)]] : []),
  ]);
  return Object.fromEntries(surplus) as Readonly<Record<string, string>>;
}
