import type { Actor } from '../reviews';
import { mutate, type Mutation, type OnRecord } from '../reviews/mutation';
import {
  approveReidentification,
  type ApproveReidentificationInput,
  type DecidedReidentification,
} from './approve';
import type { ReidentificationDependencies } from './dependencies';
import { reidentificationReads, type ReidentificationReads } from './reads';
import {
  requestReidentification,
  type RequestedReidentification,
  type RequestReidentificationInput,
} from './request';
import { subjectOfReference, type ContactReference } from './resolve';
import { viewReidentification, type ReidentificationView, type ViewRequest } from './view';
import type { AgencyId, ReviewId, SubjectId } from '../domain/ids';

export type { ReidentificationDependencies } from './dependencies';
export type { ListedReidentification, ReidentificationNotice } from './reads';
export { LEAST_REASON, MOST_PSEUDONYMS, REASON_CODES, WARNING, type ReasonCode } from './terms';
export type { IdentifiedPerson, ReidentificationView } from './view';

type Change<Input, Result> = (actor: Actor, input: Input) => Promise<OnRecord<Result>>;

/** The controlled way back from a pseudonym, and the only part of the gateway that resolves one. */
export interface Reidentification extends ReidentificationReads {
  readonly request: Change<RequestReidentificationInput, RequestedReidentification>;
  readonly approve: Change<ApproveReidentificationInput, DecidedReidentification>;
  view(viewing: ViewRequest): Promise<ReidentificationView>;
  /** The subject whom a reference of the contact check names; for the register's own changes, and told to nobody. */
  subjectOfReference(reference: {
    readonly reviewId: ReviewId;
    readonly ref: string;
    /** The agency that was asked under this reference; left out, the coordinator's own. */
    readonly agency?: AgencyId;
  }): Promise<SubjectId | null>;
}

export function openReidentification(dependencies: ReidentificationDependencies): Reidentification {
  const changeBy =
    <Input extends { readonly idempotencyKey: string }, Prepared, Result extends object>(
      mutation: Mutation<Input, Prepared, Result>,
    ): Change<Input, Result> =>
    (actor, input) =>
      mutate(mutation, { actor, input, dependencies });
  return Object.freeze({
    ...reidentificationReads(dependencies),
    request: changeBy(requestReidentification(dependencies)),
    approve: changeBy(approveReidentification(dependencies)),
    view: (viewing: ViewRequest) => viewReidentification(viewing, dependencies),
    subjectOfReference: (reference: ContactReference) => subjectOfReference(reference, dependencies),
  });
}
