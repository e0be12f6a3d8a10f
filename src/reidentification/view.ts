import type { AgencyId, ReviewId, SubjectId } from '../domain/ids';
import { NO_FIELDS, type FieldTree } from '../domain/field-tree';
import type { SubjectRole } from '../domain/review';
import { GatewayError, isGatewayError } from '../errors/gateway-error';
import { answer } from '../gateway';
import { pseudonymsFor } from '../pseudonyms';
import type { Review } from '../reviews';
import type { Disclosed, DisclosedReturn } from '../stages/disclose';
import type { Principal } from '../stages/identify';
import type { Selection } from '../stages/plan';
import type { OperationTrace } from '../stages/record';
import { recordRefusal } from '../stages/record/refusal';
import { orUnavailable } from '../store';
import { findRequest, giveBack, useRequest, type TwoPersonRequestId, type UsedRequest } from '../two-person';
import type { ReidentificationDependencies } from './dependencies';
import { notifySources } from './notices';
import { resolvePseudonyms } from './resolve';
import { readContent } from './terms';

const kind = 'REIDENTIFICATION';

/** Who views which request. */
export interface ViewRequest {
  readonly principal: Principal;
  readonly requestId: TwoPersonRequestId;
  readonly operation: OperationTrace;
}

/** One person, as the agencies that know them say who it is. */
export interface IdentifiedPerson {
  readonly pseudonym: string;
  readonly role: SubjectRole;
  readonly returns: readonly DisclosedReturn[];
}

/** What the one view shows, once it is on record. */
export interface ReidentificationView {
  readonly disclosed: Disclosed;
  readonly people: readonly IdentifiedPerson[];
}

const ADDRESS: FieldTree = new Map(
  ['lines', 'postcode', 'kind', 'from', 'to'].map((field) => [field, NO_FIELDS]),
);

/** Who somebody is, and nothing else. */
const IDENTITY: Selection = {
  subject: new Map(),
  returns: [
    {
      agencies: null,
      fields: new Map([
        ['name', NO_FIELDS],
        ['dateOfBirth', NO_FIELDS],
        ['addresses', ADDRESS],
      ]),
    },
  ],
  contactChecks: false,
};

/**
 * Shows whom a request's pseudonyms stand for: to who asked, once, within the minutes of the approval. The register holds
 * no names for this: each agency is asked for its own record, and is left a notice before it is. A view to which no agency
 * answers costs nothing: it may be tried again in the same minutes.
 *
 * @throws GatewayError NOT_FOUND, APPROVAL_NEEDED, REQUEST_OVER, and what deciding throws
 */
export async function viewReidentification(
  viewing: ViewRequest,
  dependencies: ReidentificationDependencies,
): Promise<ReidentificationView> {
  const { review, subjects, used } = await permitted(viewing, dependencies);
  const { db } = dependencies.store;
  const { reasonCode, lawfulBasis } = readContent(used.content);
  const details = {
    requestId: used.id,
    reasonCode,
    statedBasis: lawfulBasis,
    approvedBy: used.decidedBy?.user ?? '',
    approvedByAgency: used.decidedBy?.agency ?? '',
  };
  try {
    const disclosed = await answer(
      {
        principal: viewing.principal,
        declarations: [{ reviewId: review.id, purpose: review.type }],
        selection: IDENTITY,
        operation: viewing.operation,
        approved: { request: used, subjects: new Set(subjects.values()), details },
      },
      dependencies.gateway,
    );
    const people = await peopleOf({ disclosed, review, subjects }, dependencies);
    if (!people.some(({ returns }) => returns.some(isAnswered))) await giveBack(db, used);
    return { disclosed, people };
  } catch (error) {
    await giveBack(db, used);
    throw error;
  }
}

const isAnswered = ({ status, released }: DisclosedReturn): boolean =>
  (status === 'OK' || status === 'PARTIAL') && Object.keys(released).length > 0;

interface Permitted {
  readonly review: Review;
  /** By the pseudonym that was asked for. */
  readonly subjects: ReadonlyMap<string, SubjectId>;
  readonly used: UsedRequest;
}

/** A refusal is on record before it is told. */
async function permitted(
  viewing: ViewRequest,
  dependencies: ReidentificationDependencies,
): Promise<Permitted> {
  const named: { reviewId: string } = { reviewId: '' };
  try {
    return await take(viewing, dependencies, named);
  } catch (error) {
    const { principal, operation } = viewing;
    if (isGatewayError(error)) {
      const event = dependencies.audit.allot();
      const request = { principal, operation, declarations: [{ ...named, purpose: null }], event };
      await recordRefusal(error, { request, audit: dependencies.audit, register: dependencies.register });
    }
    throw error;
  }
}

async function take(
  { principal, requestId }: ViewRequest,
  dependencies: ReidentificationDependencies,
  named: { reviewId: string },
): Promise<Permitted> {
  const { store, clock, register } = dependencies;
  const request = await orUnavailable(() => findRequest(store.db, { id: requestId, kind }));
  const by = { user: principal.user, agency: principal.agency };
  const isOwn = request.requestedBy.user === by.user && request.requestedBy.agency === by.agency;
  const review = isOwn && request.reviewId !== null ? await register.review(request.reviewId) : undefined;
  if (!review) throw new GatewayError('NOT_FOUND');
  named.reviewId = review.id;
  const resolved = await resolvePseudonyms(review.id, dependencies);
  const subjects = new Map<string, SubjectId>();
  for (const pseudonym of readContent(request.content).pseudonyms) {
    const subject = resolved.get(pseudonym);
    if (!subject) throw new GatewayError('NOT_FOUND');
    subjects.set(pseudonym, subject.id);
  }
  const sources = await sourcesOf(review.id, { subjects: new Set(subjects.values()), dependencies });
  const used = await orUnavailable(() =>
    store.db.transaction().execute(async (trx) => {
      const taken = await useRequest(trx, { id: requestId, kind, by, at: clock.now() });
      await notifySources(trx, { request: taken, agencies: sources }, dependencies);
      return taken;
    }),
  );
  return { review, subjects, used };
}

async function sourcesOf(
  reviewId: ReviewId,
  {
    subjects,
    dependencies: { register },
  }: { readonly subjects: ReadonlySet<SubjectId>; readonly dependencies: ReidentificationDependencies },
): Promise<readonly AgencyId[]> {
  const links = await register.recordLinks(reviewId);
  return [
    ...new Set(links.filter(({ subjectId }) => subjects.has(subjectId)).map(({ agencyId }) => agencyId)),
  ];
}

/** The answer names people by this purpose's pseudonyms; it is told under those that were asked for. */
async function peopleOf(
  { disclosed, review, subjects }: Omit<Permitted, 'used'> & { readonly disclosed: Disclosed },
  { keys }: ReidentificationDependencies,
): Promise<readonly IdentifiedPerson[]> {
  const reviewKey = await keys.reviewKey(review.id);
  if (!reviewKey) throw new GatewayError('KEY_UNAVAILABLE');
  const pseudonyms = pseudonymsFor({ reviewKey, purpose: review.type });
  return [...subjects].flatMap(([pseudonym, subject]) => {
    const found = disclosed.subjects.find(({ ref }) => ref === pseudonyms.subject(subject));
    return found ? [{ pseudonym, role: found.role, returns: found.returns }] : [];
  });
}
