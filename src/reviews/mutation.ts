import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import type { AuditAction } from '../audit';
import type { AuditEventId } from '../domain/ids';
import type { Purpose } from '../domain/purpose';
import type { Standing } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import { orUnavailable, type Database } from '../store';
import { auditDraft, refusalDraft } from './audit-drafts';
import type { RegisterDependencies } from './dependencies';
import { claimKey, earlierUse, keepResult, keyUse, type KeyUse } from './idempotency';
import type { Actor, Review } from './review';

/** What has been found out of an attempt so far; a refusal is recorded with it. */
export interface Scene {
  review: Review | null;
  standing: Standing | null;
  /** Names and ids of the register's own objects, for the audit record. */
  details: Record<string, string>;
}

/** One attempt to change something. */
export interface Attempt<Input, Connection = Kysely<Database>> {
  readonly db: Connection;
  readonly input: Input;
  readonly actor: Actor;
  readonly now: Date;
  readonly dependencies: RegisterDependencies;
  readonly scene: Scene;
}

/** Every input carries the client's own key. */
interface Keyed {
  readonly idempotencyKey: string;
}

/** An answer, with the audit event of the change. */
export type OnRecord<Result> = Result & { readonly auditEventId: AuditEventId };

/** One kind of change to the register. */
export interface Mutation<Input extends Keyed, Prepared, Result extends object> {
  readonly action: AuditAction;
  readonly purpose: Purpose | null;
  readonly schema: z.ZodType<Input>;
  /** What of the input a repeated key is compared by; nothing personal. */
  comparable(input: Input): unknown;
  /** What is needed beforehand and would hold the transaction up; it decides on permission too. */
  prepare(attempt: Attempt<Input>): Promise<Prepared>;
  /** The change itself; the answer is made of ids and names of the register, as JSON keeps them. */
  perform(attempt: Attempt<Input, Transaction<Database>>, prepared: Prepared): Promise<Result>;
  /** Whether an earlier use of the key had the same personal input, where there is any. */
  isSame(attempt: Attempt<Input>, earlier: Result): Promise<boolean>;
}

/** The parts of a mutation that has no personal input and needs nothing beforehand. */
export const PLAIN = Object.freeze({
  comparable: ({ idempotencyKey: _key, ...input }: Keyed): unknown => input,
  prepare: (): Promise<void> => Promise.resolve(),
  isSame: (): Promise<boolean> => Promise.resolve(true),
});

/**
 * Makes a change once: checks the input, answers a repeated key as before, and else changes, records and keeps the answer
 * in one transaction. A refusal is on the audit record before it is told.
 *
 * @throws GatewayError INPUT_INVALID, IDEMPOTENCY_KEY_REUSED, STORE_UNAVAILABLE, AUDIT_UNAVAILABLE, and the mutation's own
 */
export async function mutate<Input extends Keyed, Prepared, Result extends object>(
  mutation: Mutation<Input, Prepared, Result>,
  call: { readonly actor: Actor; readonly input: unknown; readonly dependencies: RegisterDependencies },
): Promise<OnRecord<Result>> {
  const { actor, dependencies } = call;
  const scene: Scene = { review: null, standing: null, details: {} };
  try {
    return await orUnavailable(async () => {
      const input = checked(mutation.schema, call.input);
      const now = dependencies.clock.now();
      const attempt = { db: dependencies.store.db, input, actor, now, dependencies, scene };
      return attemptOnce(mutation, attempt);
    });
  } catch (error) {
    const draft = error instanceof GatewayError ? refusalDraft(error, { mutation, actor, scene }) : undefined;
    if (draft !== undefined) await dependencies.audit.append(draft);
    throw error;
  }
}

function checked<Input>(schema: z.ZodType<Input>, input: unknown): Input {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.map(String).join('.'));
  throw new GatewayError('INPUT_INVALID', { detail: `not accepted: ${places.join(', ')}` });
}

async function attemptOnce<Input extends Keyed, Prepared, Result extends object>(
  mutation: Mutation<Input, Prepared, Result>,
  attempt: Attempt<Input>,
): Promise<OnRecord<Result>> {
  const { input, actor } = attempt;
  const { action } = mutation;
  const use = keyUse(actor, { key: input.idempotencyKey, action, input: mutation.comparable(input) });
  const before = await answeredBefore(mutation, attempt, use);
  if (before !== undefined) return before;
  const prepared = await mutation.prepare(attempt);
  const done = await attempt.db
    .transaction()
    .execute((trx) => change(mutation, { ...attempt, db: trx }, { use, prepared }));
  const result = done ?? (await answeredBefore(mutation, attempt, use));
  if (result === undefined)
    throw new GatewayError('STORE_UNAVAILABLE', { detail: 'the claim of a key was lost' });
  return result;
}

async function answeredBefore<Input extends Keyed, Prepared, Result extends object>(
  mutation: Mutation<Input, Prepared, Result>,
  attempt: Attempt<Input>,
  use: KeyUse,
): Promise<OnRecord<Result> | undefined> {
  const earlier = await earlierUse(attempt.db, use);
  if (earlier === undefined) return undefined;
  if (earlier.inputHash !== use.inputHash) throw new GatewayError('IDEMPOTENCY_KEY_REUSED');
  const result = JSON.parse(earlier.result) as OnRecord<Result>;
  if (!(await mutation.isSame(attempt, result))) throw new GatewayError('IDEMPOTENCY_KEY_REUSED');
  return result;
}

/** The audit record comes last but for the answer, since it holds the one chain until the commit. */
async function change<Input extends Keyed, Prepared, Result extends object>(
  mutation: Mutation<Input, Prepared, Result>,
  attempt: Attempt<Input, Transaction<Database>>,
  { use, prepared }: { readonly use: KeyUse; readonly prepared: Prepared },
): Promise<OnRecord<Result> | undefined> {
  const { db, actor, scene, now, dependencies } = attempt;
  if (!(await claimKey(db, use, now))) return undefined;
  const result = await mutation.perform(attempt, prepared);
  const draft = auditDraft({ mutation, actor, scene }, { outcome: 'SUCCESS', code: null });
  const { eventId } = await dependencies.audit.appendWithin(db, draft);
  const recorded = { ...result, auditEventId: eventId };
  await keepResult(db, use, recorded);
  return recorded;
}
