import type { AgencyRecord, AgencySource } from '../../domain/agency-source';
import { countAnswer, fieldsDigest, NOTHING_ANSWERED, type AnswerCount } from '../../domain/disclosure-grant';
import type { AgencyId, AuditEventId, RecordHandle, SubjectId } from '../../domain/ids';
import type { Clock } from '../../domain/ports';
import type { AgencyStatus } from '../../domain/review';
import { isSafeAddress } from '../../domain/safe-address';
import type { Exchange, GrantIssuer, GrantRequest } from '../../grants';
import { inSpan } from '../../traces';
import type { AgencyPlan, Planned } from '../plan';
import type { AnswerCache } from './answer-cache';
import type { AgencyConnections } from './connections';
import { EMBEDDED, readEmbedded } from './embedded';
import type { AgencyEndpoint } from './endpoints';
import type { FanOut } from './fan-out';
import { askAgency, nothing, type AgencyAnswer } from './request';
import { openTimeLimit, orWhenAborted } from './time-limit';

declare const collected: unique symbol;

/** One agency's part of the answer, as it came: nothing of it has been checked against the plan yet. */
export interface RawReturn {
  readonly plan: AgencyPlan;
  readonly status: AgencyStatus;
  readonly retrievedAt: Date;
  readonly records: ReadonlyMap<SubjectId, AgencyRecord>;
  /** What passed between the gateway and the agency; null where it was not asked. */
  readonly exchange: Exchange | null;
  /** The audit event of the operation that the agency was asked for, where its answer had been kept since. */
  readonly keptFrom: AuditEventId | null;
}

/** What the agencies returned. */
export interface Collected {
  readonly [collected]: true;
  readonly planned: Planned;
  /** The audit event that the grants named. */
  readonly event: AuditEventId;
  readonly returns: readonly RawReturn[];
}

export { endpointsOf, type AgencyEndpoint } from './endpoints';
export { openConnections, type AgencyConnections, type ConnectionOptions } from './connections';
export { openFanOut, type BreakerState, type FanOut, type FanOutOptions } from './fan-out';

/** How the agencies are reached. */
export interface CollectDependencies {
  readonly connections: Pick<AgencyConnections, 'through'>;
  readonly fanOut: Pick<FanOut, 'call'>;
  /** Answers that were kept for a short while; undefined keeps none. */
  readonly cache: AnswerCache | undefined;
  readonly clock: Clock;
  /** Milliseconds that all agencies together have to answer one operation. */
  readonly operationDeadlineMs: number;
  /** Told how each agency's part went. */
  readonly onReturn?: (returned: { readonly agency: AgencyId; readonly status: AgencyStatus }) => void;
  /** Milliseconds that one agency has to answer. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  /** Signs what each agency is granted to answer. */
  readonly grants: GrantIssuer;
  /** The adapters that run in this process, for agencies whose endpoint is `embedded:`. */
  readonly embedded?: ReadonlyMap<AgencyId, AgencySource>;
  /** Where an agency's subgraph answers; undefined when it has none. */
  endpointOf(agency: AgencyId): Promise<AgencyEndpoint | undefined>;
  /** Hears of an agency that is not asked, because its address is neither https nor on loopback. */
  readonly onUnsafeAddress?: (agency: AgencyId) => void;
}

/** A plan, and the audit event under which its answer will be on record. */
export interface Allotted {
  readonly planned: Planned;
  readonly event: AuditEventId;
  /** Aborted when nobody waits for the answer any more. */
  readonly abandoned?: AbortSignal;
}

/**
 * Asks every planned agency in parallel, each once, within its deadline and under a grant of its own. An agency of which
 * nothing is permitted, or which holds no record of a subject, is not asked; nor is one that is registered at an address
 * where others could read along, however it came into the register. Requests that run are aborted when the time is over or
 * nobody waits for the answer any more.
 *
 * @throws GatewayError `KEY_UNAVAILABLE` when grants cannot be signed.
 */
export async function collect(allotted: Allotted, dependencies: CollectDependencies): Promise<Collected> {
  const { planned, event } = allotted;
  const limit = openTimeLimit(dependencies.operationDeadlineMs, allotted.abandoned);
  const { signal } = limit;
  const returns = await Promise.all(
    planned.agencies.map((plan) =>
      inSpan('agency', async (tell) => {
        const returned = await collectOne({ ...allotted, plan, signal }, dependencies);
        const { agency } = plan;
        const { status } = returned;
        tell({ 'gateway.agency': agency, 'gateway.status': status });
        dependencies.onReturn?.({ agency, status });
        return returned;
      }),
    ),
  ).finally(limit.end);
  return Object.freeze({ planned, event, returns: Object.freeze(returns) }) as Collected;
}

interface OneAgency extends Allotted {
  readonly plan: AgencyPlan;
  /** Aborted when the time of the whole operation is over, or nobody waits for it. */
  readonly signal: AbortSignal;
}

async function collectOne(one: OneAgency, dependencies: CollectDependencies): Promise<RawReturn> {
  const { plan } = one;
  const endpoint =
    plan.fields.size === 0 || plan.records.size === 0
      ? undefined
      : await dependencies.endpointOf(plan.agency);
  if (!endpoint) return unasked(plan, 'NOT_ASKED', dependencies.clock);
  if (endpoint.url.protocol !== EMBEDDED && !isSafeAddress(endpoint.url)) {
    dependencies.onUnsafeAddress?.(plan.agency);
    return unasked(plan, 'UNAVAILABLE', dependencies.clock);
  }
  const kept = await dependencies.cache?.find(one);
  if (kept) {
    const { records, retrievedAt, event } = kept;
    return {
      plan,
      status: 'OK',
      retrievedAt,
      records: bySubject(plan, records),
      exchange: null,
      keptFrom: event,
    };
  }
  const { answer, exchange } = await ask({ ...one, endpoint }, dependencies);
  const { status, records } = answer;
  const retrievedAt = dependencies.clock.now();
  if (status === 'OK') await dependencies.cache?.keep(one, { event: one.event, retrievedAt, records });
  return { plan, status, retrievedAt, records: bySubject(plan, records), exchange, keptFrom: null };
}

const unasked = (plan: AgencyPlan, status: AgencyStatus, clock: Clock): RawReturn => ({
  plan,
  status,
  retrievedAt: clock.now(),
  records: new Map(),
  exchange: null,
  keptFrom: null,
});

function bySubject(
  plan: AgencyPlan,
  answered: AgencyAnswer['records'],
): ReadonlyMap<SubjectId, AgencyRecord> {
  const records = new Map<SubjectId, AgencyRecord>();
  for (const [subject, handle] of plan.records) {
    const record = answered.get(handle);
    if (record) records.set(subject, record);
  }
  return records;
}

interface Question extends OneAgency {
  readonly endpoint: AgencyEndpoint;
}

interface Asked {
  readonly answer: AgencyAnswer;
  readonly exchange: Exchange;
}

async function ask(question: Question, dependencies: CollectDependencies): Promise<Asked> {
  const { plan, endpoint, signal, abandoned } = question;
  const { connections, fanOut, deadlineMs, maxBytes, grants } = dependencies;
  const { agency, fields, period } = plan;
  // Two subjects may be one record of the agency's.
  const handles = [...new Set(plan.records.values())];
  if (endpoint.url.protocol === EMBEDDED) {
    const source = dependencies.embedded?.get(agency);
    const reading = source ? readEmbedded(source, { handles, fields, period }) : nothing('UNAVAILABLE');
    const answer = await orWhenAborted(Promise.resolve(reading), signal, nothing('UNAVAILABLE'));
    return { answer, exchange: exchangeOf({ plan, handles, answer, grants: [] }) };
  }
  const limit = openTimeLimit(deadlineMs, signal);
  const until = limit.signal;
  const issued: string[] = [];
  const attempt = async (): Promise<AgencyAnswer> => {
    if (until.aborted) return nothing('UNAVAILABLE');
    // A grant is good for one request: what broke may have reached the agency.
    const grant = await grants.issue(grantRequest(question, handles));
    issued.push(grant.jti);
    const dispatcher = connections.through(endpoint.authority);
    const { url } = endpoint;
    const asked = await askAgency({
      dispatcher,
      endpoint: url,
      handles,
      fields,
      period,
      maxBytes,
      signal: until,
      grant: grant.token,
    });
    // What a client broke off says nothing of the agency: thrown past its circuit breaker, which counts answers.
    abandoned?.throwIfAborted();
    return asked;
  };
  const called = fanOut.call({ agency, endpoint: endpoint.url }, attempt, until).catch((error: unknown) => {
    if (abandoned?.aborted) return nothing('UNAVAILABLE');
    throw error;
  });
  const answer = await orWhenAborted(called, until, nothing('UNAVAILABLE')).finally(limit.end);
  return { answer, exchange: exchangeOf({ plan, handles, answer, grants: issued }) };
}

function grantRequest({ planned, event, plan }: Question, handles: readonly RecordHandle[]): GrantRequest {
  const { declared, review, standing, pack } = planned.decided;
  return {
    agency: plan.agency,
    event,
    review: review.id,
    purpose: declared.purpose,
    recipient: { agency: declared.principal.agency, standing },
    fields: plan.fields,
    period: plan.period,
    handles,
    pack: { key: pack.key, version: pack.version, digest: pack.digest },
  };
}

function exchangeOf({
  plan,
  handles,
  answer,
  grants,
}: {
  readonly plan: AgencyPlan;
  readonly handles: readonly RecordHandle[];
  readonly answer: AgencyAnswer;
  readonly grants: readonly string[];
}): Exchange {
  const answered: AnswerCount =
    answer.records.size === 0 ? NOTHING_ANSWERED : countAnswer(answer.records.values(), plan.fields);
  return { grants, fields: fieldsDigest(plan.fields), records: handles.length, answered };
}
