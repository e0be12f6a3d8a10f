import type { Kysely, Transaction } from 'kysely';
import type { AuditEventId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { extendChain, type Pending } from './chain';
import type { AuditDraft, Receipt } from './event';
import { GroupWriter } from './group-writer';
import { anyHoldsOfficialIdentifier } from './official-identifier';
import { readEvents, type AuditFilter, type AuditPage, type AuditPageRequest } from './read-events';
import { verifyChain, type VerifyReport } from './verify-chain';

export interface AuditLogOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Longest wait for a receipt, in milliseconds; 5,000 by default. */
  readonly deadlineMs?: number;
  /** Most events that wait at a time; 10,000 by default. */
  readonly queueLimit?: number;
}

/** The append-only record of who received what, for what, under which clause. */
export interface AuditLog {
  /**
   * Writes an event and waits until it is durable. A commit that fails or is late gives no receipt, whether or not the
   * event is found later: without a receipt nothing may leave.
   *
   * @throws GatewayError AUDIT_UNAVAILABLE; INTERNAL when the draft holds what looks like an official identifier
   */
  append(draft: AuditDraft): Promise<Receipt>;
  /**
   * Writes an event in the transaction of the change that it records: both or neither become durable, and the receipt
   * counts once that transaction has committed. It holds the chain until then, so it comes last.
   *
   * @throws GatewayError as `append`
   */
  appendWithin(trx: Transaction<Database>, draft: AuditDraft): Promise<Receipt>;
  /** Reads events in their order. @throws GatewayError AUDIT_UNAVAILABLE */
  page(filter: AuditFilter, request: AuditPageRequest): Promise<AuditPage>;
  /** Walks the chain and locates the first fault. @throws GatewayError AUDIT_UNAVAILABLE */
  verify(): Promise<VerifyReport>;
  /** Resolves once every event that was taken is settled; for the time after the last request. */
  drain(): Promise<void>;
}

const DEADLINE_MS = 5_000;
const QUEUE_LIMIT = 10_000;

/** Opens the audit log of a store. Several may be open on one database, in this process and others. */
export function openAuditLog(options: AuditLogOptions): AuditLog {
  const { db, clock, randomness, deadlineMs = DEADLINE_MS, queueLimit = QUEUE_LIMIT } = options;
  const writer = new GroupWriter({ db, clock, deadlineMs, queueLimit });
  const prepare = (draft: AuditDraft): Pending => {
    refuseValues(draft);
    const occurredAt = clock.now();
    return { draft, occurredAt, eventId: randomness.uuid(occurredAt) as AuditEventId };
  };
  return Object.freeze({
    append: async (draft: AuditDraft) => writer.write(prepare(draft)),
    appendWithin: async (trx: Transaction<Database>, draft: AuditDraft) => {
      const pending = [prepare(draft)];
      const [receipt] = await orUnavailable(() => extendChain(trx, { pending, recordedAt: clock.now() }));
      if (receipt === undefined) throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'no receipt' });
      return receipt;
    },
    page: (filter: AuditFilter, request: AuditPageRequest) =>
      orUnavailable(() => readEvents(db, { filter, request })),
    verify: () => orUnavailable(() => verifyChain(db)),
    drain: () => writer.drain(),
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
    throw new GatewayError('AUDIT_UNAVAILABLE', { cause: error });
  }
}
