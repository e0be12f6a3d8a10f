import { mutate, type Mutation, type OnRecord } from '../reviews/mutation';
import type { Actor } from '../reviews';
import type { RetentionDependencies } from './dependencies';
import { setLegalHold, type ChangedLegalHold, type LegalHoldInput } from './legal-hold';
import { recordRetention, type RecordedRetention, type RecordRetentionInput } from './record-retention';
import {
  decideDestruction,
  requestDestruction,
  type DecidedDestruction,
  type DecideDestructionInput,
  type RequestDestructionInput,
  type RequestedDestruction,
} from './request-destruction';

export { isCertified, type Destruction } from './certificate';
export type { DestructionDependencies, RetentionDependencies } from './dependencies';
export { destroyReview, type Custodian } from './destroy-review';
export { keepDestroyed } from './keep-destroyed';

type Change<Input, Result> = (actor: Actor, input: Input) => Promise<OnRecord<Result>>;

/**
 * What leads to the destruction of a review's key. All throw GatewayError as the register's changes do, and
 * RETENTION_NOT_OVER, SECOND_PERSON_NEEDED, REQUEST_OVER.
 */
export interface Retention {
  readonly recordRetention: Change<RecordRetentionInput, RecordedRetention>;
  readonly setLegalHold: Change<LegalHoldInput, ChangedLegalHold>;
  readonly requestDestruction: Change<RequestDestructionInput, RequestedDestruction>;
  readonly decideDestruction: Change<DecideDestructionInput, DecidedDestruction>;
}

/** Retention over a register's store. */
export function openRetention(dependencies: RetentionDependencies): Retention {
  const changeBy =
    <Input extends { readonly idempotencyKey: string }, Prepared, Result extends object>(
      mutation: Mutation<Input, Prepared, Result>,
    ): Change<Input, Result> =>
    (actor, input) =>
      mutate(mutation, { actor, input, dependencies });
  return Object.freeze({
    recordRetention: changeBy(recordRetention(dependencies)),
    setLegalHold: changeBy(setLegalHold),
    requestDestruction: changeBy(requestDestruction(dependencies)),
    decideDestruction: changeBy(decideDestruction),
  });
}
