import type { Kysely, Transaction } from 'kysely';
import type { AuditEventId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { appendEvents, type Pending } from './append-events';
import { Checkpointer, type SigningKeys } from './checkpoint';
import type { AuditDraft, Receipt } from './event';
import { GroupWriter } from './group-writer';
import { anyHoldsOfficialIdentifier } from './official-identifier';
import type { AuditFilter } from './filter';
import { readEvents, type AuditPage, type AuditPageRequest } from './read-events';
import { verifyLogs, type VerifyOptions, type VerifyReport } from './verify';

export interface AuditLogOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Longest wait for a receipt, in milliseconds; 5,000 by default. */
  readonly deadlineMs?: number;
  /** Most events that wait at a time; 10,000 by default. */
  readonly queueLimit?: number;
  /** What checkpoints are signed with, and checked; without keys there are none. */
  readonly signingKeys?: SigningKeys;
  /** Milliseconds from an event to the signing of the checkpoint over it; 9,000 by default. */
  readonly checkpointEveryMs?: number;
  /** Called when events were written, or are about to be. */
  readonly onAppended?: () => void;
  /** Told of each group that became durable, and of events without a receipt. */
  readonly observer?: AuditObserver;
}

/** What is counted of the log's writing. */
export interface AuditObserver {
  auditGroup(group: { readonly events: number; readonly seconds: number }): void;
  auditFailure(): void;
}

/**
 * The append-only record of who received what, for what, under which clause: a Merkle log per partnership, and one of the
 * gateway's own.
 */
export interface AuditLog {
  /** The id of an event that is still to be written, for those who must name it before. */
  allot(): AuditEventId;
  /**
   * Writes an event, under an allotted id where one is given, and waits until it is durable. A commit that fails or is late gives no receipt, whether or not the
   * event is found later: without a receipt nothing may leave.
   *
   * @throws GatewayError AUDIT_UNAVAILABLE; INTERNAL when the draft holds what looks like an official identifier
   */
  append(draft: AuditDraft, allotted?: AuditEventId): Promise<Receipt>;
  /**
   * Writes an event in the transaction of the change that it records: both or neither become durable, and the receipt
   * counts once that transaction has committed. It holds the log until then, so it comes last.
   *
   * @throws GatewayError as `append`
   */
  appendWithin(trx: Transaction<Database>, draft: AuditDraft): Promise<Receipt>;
  /** Reads events in their order. @throws GatewayError AUDIT_UNAVAILABLE */
  page(filter: AuditFilter, request: AuditPageRequest): Promise<AuditPage>;
  /** Walks the logs and locates the first fault of each. @throws GatewayError AUDIT_UNAVAILABLE */
  verify(options?: Omit<VerifyOptions, 'publicKeys'>): Promise<VerifyReport>;
  /** Signs a checkpoint of each log that has grown. @throws GatewayError AUDIT_UNAVAILABLE, KEY_UNAVAILABLE */
  checkpoint(): Promise<void>;
  /** Resolves once every event that was taken is settled, and under a checkpoint; for the time after the last request. */
  drain(): Promise<void>;
}

const DEADLINE_MS = 5_000;
const QUEUE_LIMIT = 10_000;
// Under traffic the next one must be there within ten seconds, signing and writing it included.
const CHECKPOINT_EVERY_MS = 9_000;

/** Opens the audit log of a store. Several may be open on one database, in this process and others. */
export function openAuditLog(options: AuditLogOptions): AuditLog {
  const { db, clock, randomness, deadlineMs = DEADLINE_MS, queueLimit = QUEUE_LIMIT, signingKeys } = options;
  const everyMs = options.checkpointEveryMs ?? CHECKPOINT_EVERY_MS;
  const checkpointer = signingKeys && new Checkpointer({ db, clock, keys: signingKeys, everyMs });
  const nudge = (): void => {
    checkpointer?.nudge();
    options.onAppended?.();
  };
  // Events of before that were left without a checkpoint, by a process that was killed.
  checkpointer?.nudge();
  const writer = new GroupWriter({
    ...{ db, clock, deadlineMs, queueLimit },
    onCommitted: (group) => {
      options.observer?.auditGroup(group);
      nudge();
    },
    onRefused: () => options.observer?.auditFailure(),
  });
  const allot = (): AuditEventId => randomness.uuid(clock.now()) as AuditEventId;
  const prepare = (draft: AuditDraft, eventId = allot()): Pending => {
    refuseValues(draft);
    return { draft, occurredAt: clock.now(), eventId };
  };
  const checkpoint = (): Promise<void> => orUnavailable(async () => checkpointer?.signGrown());
  return Object.freeze({
    allot,
    append: async (draft: AuditDraft, allotted?: AuditEventId) => writer.write(prepare(draft, allotted)),
    appendWithin: async (trx: Transaction<Database>, draft: AuditDraft) => {
      const pending = [prepare(draft)];
      const [receipt] = await orUnavailable(() => appendEvents(trx, { pending, recordedAt: clock.now() }));
      if (receipt === undefined) throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'no receipt' });
      nudge();
      return receipt;
    },
    page: (filter: AuditFilter, request: AuditPageRequest) =>
      orUnavailable(() => readEvents(db, { filter, request })),
    verify: (limits: Omit<VerifyOptions, 'publicKeys'> = {}) =>
      orUnavailable(async () =>
        verifyLogs(db, { ...limits, ...(signingKeys && { publicKeys: await signingKeys.publicKeys() }) }),
      ),
    checkpoint,
    drain: async () => {
      await writer.drain();
      checkpointer?.stop();
      // The events are durable; the next start signs what this one could not.
      await checkpoint().catch(() => undefined);
    },
  });
}

/** Everything that could carry text of a person's; the rest is vocabulary, packs' words, and ids and pseudonyms of ours. */
function refuseValues({ details, operation, requestId }: AuditDraft): void {
  if (!anyHoldsOfficialIdentifier([details, operation.name, requestId])) return;
  throw new GatewayError('INTERNAL', {
    detail: 'an audit event would hold what looks like an official identifier',
  });
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError('AUDIT_UNAVAILABLE', { cause: error });
  }
}
