import type { Principal } from './stages/identify';
import { collect, endpointsOf, type CollectDependencies } from './stages/collect';
import { decide, type DecideDependencies } from './stages/decide';
import type { ApprovedReidentification } from './stages/decide/approved';
import { decideReidentification } from './stages/decide/reidentification';
import { declare, type Declaration } from './stages/declare';
import { disclose, type Disclosed } from './stages/disclose';
import { minimise, type MinimiseDependencies } from './stages/minimise';
import { inTurns } from './stages/minimise/turns';
import { plan, type Selection } from './stages/plan';
import { sourcesOf } from './stages/plan/sources';
import { recordRefusal } from './stages/record/refusal';
import { record, type OperationTrace, type Recorded, type Surplus } from './stages/record';
import type { AuditLog } from './audit';
import type { AuditEventId } from './domain/ids';
import type { CurrentRegister } from './reviews';
import { inSpan } from './traces';

/** One for the process, as its event loop is (ADR 0030). */
const turn = inTurns();

/** What a request for a review's data says. */
export interface DisclosureRequest {
  readonly principal: Principal;
  readonly declarations: readonly Declaration[];
  readonly selection: Selection;
  readonly operation: OperationTrace;
  /** Where it is a re-identification: the request that took two people. */
  readonly approved?: ApprovedReidentification;
  /** Aborted when nobody waits for the answer any more: agencies are then asked no longer. */
  readonly abandoned?: AbortSignal;
}

/** What the stages work with. */
export interface GatewayDependencies {
  readonly decide: DecideDependencies;
  readonly collect: Omit<CollectDependencies, 'endpointOf'>;
  readonly minimise: Omit<MinimiseDependencies, 'register'>;
  /** What the stages read of the register, as it is when the request comes. */
  readonly current: CurrentRegister;
  readonly audit: AuditLog;
  readonly reportSurplus: (surplus: Surplus) => void;
}

/**
 * The one way through. Each stage takes what the one before made, and nothing else makes it, so that an answer without
 * decision, plan, allow-list copy and audit receipt does not compile. A request that is refused is on record too.
 *
 * @throws GatewayError when nothing is to be answered; an agency's failure is that agency's status instead.
 */
export async function answer(
  request: DisclosureRequest,
  dependencies: GatewayDependencies,
): Promise<Disclosed> {
  // Allotted before anybody is asked: the grants that agencies are shown name the event that will tell of them.
  const event = dependencies.audit.allot();
  return inSpan('answer', async () => disclose(await recordedAnswer({ ...request, event }, dependencies)));
}

interface AllottedRequest extends DisclosureRequest {
  readonly event: AuditEventId;
}

async function recordedAnswer(
  request: AllottedRequest,
  dependencies: GatewayDependencies,
): Promise<Recorded> {
  try {
    return await goThrough(request, dependencies);
  } catch (error) {
    const { audit, decide: facts } = dependencies;
    await recordRefusal(error, { request, audit, register: facts.register });
    throw error;
  }
}

async function goThrough(request: AllottedRequest, dependencies: GatewayDependencies): Promise<Recorded> {
  const { principal, declarations, selection, operation, event, approved, abandoned } = request;
  const declared = await inSpan('declare', () => declare(principal, declarations));
  const register = await dependencies.current.of(declared.reviewId);
  const facts = { ...dependencies.decide, register };
  const decided = await inSpan('decide', (tell) => {
    tell({ 'gateway.purpose': declared.purpose });
    return approved ? decideReidentification(declared, approved, facts) : decide(declared, facts);
  });
  const planned = await inSpan('plan', async () =>
    plan(decided, selection, await sourcesOf(decided, register)),
  );
  const collected = await inSpan('collect', (tell) => {
    tell({ 'gateway.agencies': planned.agencies.length });
    const reached = { ...dependencies.collect, endpointOf: endpointsOf(register) };
    return collect({ planned, event, ...(abandoned && { abandoned }) }, reached);
  });
  await turn();
  const minimised = await inSpan('minimise', () =>
    minimise(collected, { ...dependencies.minimise, register }),
  );
  return inSpan('record', () => record(minimised, { ...dependencies, operation }));
}
