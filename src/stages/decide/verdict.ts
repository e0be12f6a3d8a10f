import type { AgencyId, PackKey, ReviewId, SubjectId, UserId } from '../../domain/ids';
import type { Clock } from '../../domain/ports';
import type { Purpose } from '../../domain/purpose';
import type { ContactCheckState } from '../../domain/review';
import type { Standing } from '../../domain/standing';
import type { SubjectFlags } from '../../domain/subject-flag';
import { ukDay } from '../../domain/uk-day';
import { GatewayError } from '../../errors/gateway-error';
import type { CompiledPack, LawfulBasis, PackShelf } from '../../policy';
import type { Condition } from '../../policy/conditions';
import type { PartyClass } from '../../policy/party';
import type { Partnership, RecordedCondition, Review, ReviewSubject } from '../../reviews';
import { isAdultExcluded } from './adult-excluded';
import { agreementState, partyClass } from './agreement';
import { gateShutBy, type GateFacts, type Shut } from './gates';
import { settle, type Settled } from './settle';
import { isTrainingInDate } from './training';

export type { Decision } from './settle';

/** What a decision rests on. */
export interface DecideDependencies {
  readonly packs: PackShelf;
  readonly clock: Clock;
  readonly register: {
    review(id: ReviewId): Promise<Review | undefined>;
    partnership(id: Review['partnershipId']): Promise<Partnership | undefined>;
    standingOf(reviewId: ReviewId, agencyId: AgencyId): Promise<Standing | undefined>;
    contactChecks(of: {
      readonly reviewId: ReviewId;
      readonly agencyId: AgencyId;
    }): Promise<readonly { readonly state: ContactCheckState }[]>;
    subjects(reviewId: ReviewId): Promise<readonly Pick<ReviewSubject, 'id' | 'flags'>[]>;
    recordedConditions(
      reviewId: ReviewId,
    ): Promise<readonly Pick<RecordedCondition, 'condition' | 'withdrawnAt'>[]>;
    hasAcknowledged(use: {
      readonly session: string;
      readonly user: UserId;
      readonly pack: { readonly key: PackKey; readonly version: string };
    }): Promise<boolean>;
  };
}

/** The user who asks, as far as gates look at them. */
export interface Caller {
  readonly user: UserId;
  readonly session: string | null;
  readonly trainedOn: string | null;
  readonly ukNetwork: boolean;
}

/** Whose share of which review, for what. */
export interface Question {
  readonly agency: AgencyId;
  readonly reviewId: ReviewId;
  readonly purpose: Purpose;
  /** Null asks for any user of the agency: the gates that look at a user and a session are taken as open. */
  readonly caller: Caller | null;
}

/** What one agency may receive of one review for one purpose, from recorded facts and the pack in force. */
export interface Verdict extends Settled {
  readonly review: Review;
  readonly standing: Standing;
  readonly pack: CompiledPack;
  readonly lawfulBasis: LawfulBasis | null;
  readonly party: PartyClass | undefined;
  readonly recorded: ReadonlySet<Condition>;
  /** What the gates looked at, and the one that is shut. */
  readonly facts: GateFacts;
  readonly shut: Shut | null;
  /** What narrows the pack for each person of the review; told to nobody but the coordinator. */
  readonly flags: ReadonlyMap<SubjectId, SubjectFlags>;
}

/**
 * Looks up the verdict: standing in this review, then the gates, then the pack's cell; each may only narrow the one
 * before (catalogue, section 0).
 *
 * @returns undefined when there is no such review or the agency has no standing in it; the two are told alike.
 * @throws GatewayError `PACK_NOT_IN_FORCE`.
 */
export async function lookUpVerdict(
  question: Question,
  dependencies: DecideDependencies,
): Promise<Verdict | undefined> {
  const { agency, reviewId, purpose } = question;
  const { packs, clock, register } = dependencies;
  const [review, standing] = await Promise.all([
    register.review(reviewId),
    register.standingOf(reviewId, agency),
  ]);
  if (!review || !standing) return undefined;
  const partnership = await register.partnership(review.partnershipId);
  const pack = partnership && packs.inForce(partnership.packKey, clock.now());
  if (!pack) throw new GatewayError('PACK_NOT_IN_FORCE');
  const [subjects, conditions, facts] = await Promise.all([
    register.subjects(reviewId),
    register.recordedConditions(reviewId),
    gatherFacts({ question, review, standing, partnership, pack }, dependencies),
  ]);
  const party = partyClass(pack.agreement, agency);
  const recorded = new Set(
    conditions.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ condition }) => condition),
  );
  const shut = gateShutBy(facts);
  return Object.freeze({
    review,
    standing,
    pack,
    lawfulBasis: basisOf(pack, review, purpose),
    party,
    recorded,
    facts,
    shut,
    flags: new Map(subjects.map(({ id, flags }) => [id, flags])),
    ...settle({ pack, standing, purpose, party, recorded, shut }),
  });
}

interface Found {
  readonly question: Question;
  readonly review: Review;
  readonly standing: Standing;
  readonly partnership: Partnership;
  readonly pack: CompiledPack;
}

async function gatherFacts(
  { question, review, standing, partnership, pack }: Found,
  { clock, register }: DecideDependencies,
): Promise<GateFacts> {
  const { agency, purpose, caller } = question;
  const { gates, agreement } = pack;
  const now = clock.now();
  const [checks, reminderAcknowledged] = await Promise.all([
    standing === 'WIDER' ? register.contactChecks({ reviewId: review.id, agencyId: agency }) : [],
    caller === null || gates.reminder === null || hasAcknowledged(caller, pack, register),
  ]);
  const agencies = [agency, partnership.coordinatingAgency];
  return Object.freeze({
    standing,
    purpose,
    reviewType: review.type,
    reviewState: review.state,
    contactCheckOpen: checks.some(({ state }) => state === 'SENT'),
    packInForce: pack.isInForce(now),
    impactAssessmentNamed: gates.dpia,
    policyDocumentNamed: gates.appropriatePolicyDocument || !needsPolicyDocument(pack, review, purpose),
    agreement: agreementState(agreement, agencies, ukDay(now)),
    trainingInDate:
      caller === null || isTrainingInDate(caller.trainedOn, { now, months: gates.trainingMonths }),
    reminderAcknowledged,
    ukNetwork: caller === null || !gates.ukOnly || caller.ukNetwork,
    adultExcluded: isAdultExcluded(pack, review.type, purpose),
    scopeWindowSet: review.scopeWindow !== null || !gates.scopeWindow.has(purpose),
  });
}

/** A contact check is part of the review that it is made for, and rests on its basis. */
const basisOf = (pack: CompiledPack, review: Review, purpose: Purpose): LawfulBasis | null =>
  pack.lawfulBasis(purpose === 'CONTACT_CHECK' ? review.type : purpose);

/**
 * Whether the purpose rests on a condition of Schedule 1 (S0-15). A contact check discloses neither special category nor
 * criminal offence data, so it does not, whatever the review it belongs to rests on.
 */
function needsPolicyDocument(pack: CompiledPack, review: Review, purpose: Purpose): boolean {
  const basis = purpose === 'CONTACT_CHECK' ? null : basisOf(pack, review, purpose);
  return basis !== null && basis.schedule1.length + basis.article10.length > 0;
}

/** A session without a name cannot have acknowledged anything. */
async function hasAcknowledged(
  { session, user }: Caller,
  { key, version }: CompiledPack,
  register: DecideDependencies['register'],
): Promise<boolean> {
  return session !== null && register.hasAcknowledged({ session, user, pack: { key, version } });
}
