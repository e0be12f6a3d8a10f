import { z } from 'zod';
import type { ReviewId } from '../domain/ids';
import { ukDay } from '../domain/uk-day';
import { GatewayError } from '../errors/gateway-error';
import { demandRole, demandStanding } from '../reviews/authority';
import { id, idempotencyKey, text } from '../reviews/input';
import type { Attempt, Mutation } from '../reviews/mutation';
import { addWorkingDays } from '../reviews/working-days';
import { lookUpVerdict } from '../stages/decide';
import { mayBeIdentified } from '../stages/decide/reidentification';
import type { Caller } from '../stages/decide';
import { identifierMatcher } from '../stages/minimise/identifier-matcher';
import { knownIdentifiers } from '../stages/minimise/known-identifiers';
import { createScanner } from '../stages/minimise/scan';
import { countRequests, findRequest, requestSecondPerson, type TwoPersonRequestId } from '../two-person';
import type { ReidentificationDependencies } from './dependencies';
import { resolvePseudonyms } from './resolve';
import {
  DECIDE_HOURS,
  LAWFUL_BASIS,
  LEAST_REASON,
  MOST_PSEUDONYMS,
  readContent,
  REASON_CODES,
  REQUESTS_A_DAY,
  VIEW_MINUTES,
} from './terms';

const DAY_MS = 86_400_000;

export const requestReidentificationInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    pseudonyms: z
      .array(z.string().max(60))
      .min(1)
      .max(MOST_PSEUDONYMS)
      .refine((all) => new Set(all).size === all.length)
      .readonly(),
    reasonCode: z.enum(REASON_CODES),
    reason: text(500).refine((reason) => reason.trim().length >= LEAST_REASON),
    lawfulBasis: z.string().regex(LAWFUL_BASIS),
    /** The user, as far as gates look at them. */
    caller: z.custom<Caller>((value) => typeof value === 'object' && value !== null),
  })
  .readonly();

export type RequestReidentificationInput = z.output<typeof requestReidentificationInput>;

export interface RequestedReidentification {
  readonly requestId: TwoPersonRequestId;
  /** Whether it may be viewed at once, and is approved afterwards. */
  readonly breakGlass: boolean;
  /** ISO 8601 calendar date. */
  readonly postApprovalDueOn: string | null;
}

type Requesting = Attempt<RequestReidentificationInput>;

/**
 * Asks for up to five people to be identified. Of a pseudonym that stands for nobody, for somebody of another review or
 * for somebody to whom the way back is shut, the same is said: NOT_FOUND.
 */
export const requestReidentification = (
  dependencies: ReidentificationDependencies,
): Mutation<RequestReidentificationInput, void, RequestedReidentification> => ({
  action: 'REQUEST_REIDENTIFICATION',
  purpose: null,
  schema: requestReidentificationInput,
  comparable: ({ reviewId, pseudonyms, reasonCode, lawfulBasis }) => ({
    reviewId,
    pseudonyms,
    reasonCode,
    lawfulBasis,
  }),
  async prepare(requesting) {
    const { input } = requesting;
    await demandRequester(requesting);
    await demandGatesOpen(requesting, dependencies);
    await demandNoPersonalData(input, dependencies);
    const resolved = await resolvePseudonyms(input.reviewId, dependencies);
    const asked = input.pseudonyms.map((pseudonym) => resolved.get(pseudonym));
    if (asked.some((subject) => !subject || !mayBeIdentified(subject.flags)))
      throw new GatewayError('NOT_FOUND');
  },
  async perform(requesting) {
    const { db, input, actor, now, scene } = requesting;
    await demandRequester(requesting);
    const by = { user: actor.user, agency: actor.agency };
    const since = new Date(now.getTime() - DAY_MS);
    if ((await countRequests(db, { kind: 'REIDENTIFICATION', by, since })) >= REQUESTS_A_DAY)
      throw new GatewayError('RATE_LIMITED');
    const { reviewId, pseudonyms, reasonCode, reason, lawfulBasis } = input;
    const breakGlass = reasonCode === 'IMMEDIATE_RISK';
    const dueOn = breakGlass ? addWorkingDays(ukDay(now), 1) : null;
    const requestId = dependencies.randomness.uuid(now) as TwoPersonRequestId;
    await requestSecondPerson(db, {
      id: requestId,
      kind: 'REIDENTIFICATION',
      reviewId,
      by,
      at: now,
      content: { pseudonyms, reasonCode, reason, lawfulBasis },
      decideHours: DECIDE_HOURS,
      breakGlass: dueOn === null ? null : { useMinutes: VIEW_MINUTES, dueOn },
    });
    scene.details = {
      ...scene.details,
      requestId,
      pseudonyms: pseudonyms.join(','),
      reasonCode,
      reason,
      lawfulBasis,
      breakGlass: String(breakGlass),
    };
    return { requestId, breakGlass, postApprovalDueOn: dueOn };
  },
  async isSame({ db, input }, { requestId }) {
    const { content } = await findRequest(db, { id: requestId, kind: 'REIDENTIFICATION' });
    return readContent(content).reason === input.reason;
  },
});

/** @throws GatewayError REVIEW_NOT_FOUND, ACTION_NOT_PERMITTED */
async function demandRequester(requesting: Requesting): Promise<void> {
  await demandStanding(requesting, requesting.input.reviewId);
  const { standing } = requesting.scene;
  if (standing !== 'COORDINATOR' && standing !== 'PARTICIPATING')
    throw new GatewayError('ACTION_NOT_PERMITTED');
  demandRole(requesting.actor, standing === 'COORDINATOR' ? 'COORDINATOR' : 'AGENCY_CONTACT');
}

async function demandGatesOpen(
  { input, actor, scene }: Requesting,
  { gateway }: ReidentificationDependencies,
): Promise<void> {
  const { review } = scene;
  if (review === null) throw new GatewayError('REVIEW_NOT_FOUND');
  const question = {
    agency: actor.agency,
    reviewId: review.id,
    purpose: review.type,
    caller: input.caller,
  };
  const verdict = await lookUpVerdict(question, gateway.decide);
  if (verdict?.shut?.gate === 'TRAINING') throw new GatewayError('TRAINING_OUT_OF_DATE');
  if (!verdict || verdict.shut) throw new GatewayError('POLICY_REFUSED');
}

/** A reason stays on record for years: it names nobody. @throws GatewayError INPUT_INVALID */
async function demandNoPersonalData(
  { reviewId, reason }: RequestReidentificationInput,
  { register }: ReidentificationDependencies,
): Promise<void> {
  const people = (await register.contactSet(reviewId)).map((one) => ({ ...one, names: [one.name] }));
  const scanner = createScanner({ known: identifierMatcher(knownIdentifiers(people)), permits: new Set() });
  if (scanner.text(reason).hits.length > 0)
    throw new GatewayError('INPUT_INVALID', { detail: 'the reason names a person' });
}
