import type { Dispatcher } from 'undici';

import type { AgencyRecord } from '../../domain/agency-source';
import { countAnswer, fieldsDigest, NOTHING_ANSWERED, type AnswerCount } from '../../domain/disclosure-grant';
import type { AgencyId, AuditEventId, RecordHandle, SubjectId } from '../../domain/ids';
import type { Clock } from '../../domain/ports';
import type { AgencyStatus } from '../../domain/review';
import type { Exchange, GrantIssuer, GrantRequest } from '../../grants';
import type { AgencyPlan, Planned } from '../plan';
import { askAgency, nothing, type AgencyAnswer } from './request';

declare const collected: unique symbol;

/** One agency's part of the answer, as it came: nothing of it has been checked against the plan yet. */
export interface RawReturn {
  readonly plan: AgencyPlan;
  readonly status: AgencyStatus;
  readonly retrievedAt: Date;
  readonly records: ReadonlyMap<SubjectId, AgencyRecord>;
  /** What passed between the gateway and the agency; null where it was not asked. */
  readonly exchange: Exchange | null;
}

/** What the agencies returned. */
export interface Collected {
  readonly [collected]: true;
  readonly planned: Planned;
  /** The audit event that the grants named. */
  readonly event: AuditEventId;
  readonly returns: readonly RawReturn[];
}

/** How the agencies are reached. */
export interface CollectDependencies {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** Milliseconds that one agency has to answer. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  /** Signs what each agency is granted to answer. */
  readonly grants: GrantIssuer;
  /** Where an agency's subgraph answers; undefined when it has none. */
  endpointOf(agency: AgencyId): Promise<URL | undefined>;
}

/** A plan, and the audit event under which its answer will be on record. */
export interface Allotted {
  readonly planned: Planned;
  readonly event: AuditEventId;
}

/**
 * Asks every planned agency in parallel, each once, within its deadline and under a grant of its own. An agency of which
 * nothing is permitted, or which holds no record of a subject, is not asked.
 *
 * @throws GatewayError `KEY_UNAVAILABLE` when grants cannot be signed.
 */
export async function collect(allotted: Allotted, dependencies: CollectDependencies): Promise<Collected> {
  const { planned, event } = allotted;
  const returns = await Promise.all(
    planned.agencies.map((plan) => collectOne({ ...allotted, plan }, dependencies)),
  );
  return Object.freeze({ planned, event, returns: Object.freeze(returns) }) as Collected;
}

interface OneAgency extends Allotted {
  readonly plan: AgencyPlan;
}

async function collectOne(one: OneAgency, dependencies: CollectDependencies): Promise<RawReturn> {
  const { plan } = one;
  const endpoint =
    plan.fields.size === 0 || plan.records.size === 0
      ? undefined
      : await dependencies.endpointOf(plan.agency);
  const retrievedAt = (): Date => dependencies.clock.now();
  if (!endpoint)
    return { plan, status: 'NOT_ASKED', retrievedAt: retrievedAt(), records: new Map(), exchange: null };
  const { answer, exchange } = await ask({ ...one, endpoint }, dependencies);
  const records = new Map<SubjectId, AgencyRecord>();
  for (const [subject, handle] of plan.records) {
    const record = answer.records.get(handle);
    if (record) records.set(subject, record);
  }
  return { plan, status: answer.status, retrievedAt: retrievedAt(), records, exchange };
}

interface Question extends OneAgency {
  readonly endpoint: URL;
}

interface Asked {
  readonly answer: AgencyAnswer;
  readonly exchange: Exchange;
}

async function ask(question: Question, dependencies: CollectDependencies): Promise<Asked> {
  const { plan, endpoint } = question;
  const { dispatcher, deadlineMs, maxBytes } = dependencies;
  const { fields, period } = plan;
  // Two subjects may be one record of the agency's.
  const handles = [...new Set(plan.records.values())];
  const grant = await dependencies.grants.issue(grantRequest(question, handles));
  const signal = AbortSignal.timeout(deadlineMs);
  const timedOut = new Promise<AgencyAnswer>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(nothing('UNAVAILABLE'));
    });
  });
  const request = { dispatcher, endpoint, handles, fields, period, maxBytes, signal, grant: grant.token };
  const answer = await Promise.race([askAgency(request), timedOut]);
  return { answer, exchange: exchangeOf({ plan, handles, answer, grants: [grant.jti] }) };
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
