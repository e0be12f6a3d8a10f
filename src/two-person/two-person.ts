import type { Kysely } from 'kysely';
import type { ReviewId } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import {
  toRequest,
  type Person,
  type TwoPersonDecision,
  type TwoPersonKind,
  type TwoPersonRequest,
  type TwoPersonRequestId,
  type UsedRequest,
} from './request';

type Connection = Kysely<Database>;

/** What is asked for. */
export interface NewRequest {
  readonly id: TwoPersonRequestId;
  readonly kind: TwoPersonKind;
  readonly reviewId: ReviewId | null;
  readonly by: Person;
  readonly at: Date;
  /** As JSON keeps it: names and ids, never a person's data. */
  readonly content: unknown;
  /** Hours in which somebody must decide. */
  readonly decideHours: number;
  /** Lets it go ahead at once, for so many minutes, and says by which working day it is approved afterwards. */
  readonly breakGlass: { readonly useMinutes: number; readonly dueOn: string } | null;
}

/** Who does what to which request, when. */
interface Act {
  readonly id: TwoPersonRequestId;
  readonly kind: TwoPersonKind;
  readonly by: Person;
  readonly at: Date;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const after = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);

/** Puts a request on the list; permission to ask is the caller's to settle. */
export async function requestSecondPerson(db: Connection, asked: NewRequest): Promise<TwoPersonRequest> {
  const { id, kind, reviewId, by, at, content, decideHours, breakGlass } = asked;
  const row = await db
    .insertInto('two_person_request')
    .values({
      id,
      kind,
      review_id: reviewId,
      requested_user: by.user,
      requested_agency: by.agency,
      requested_at: at,
      content: JSON.stringify(content),
      post_approval_due_on: breakGlass?.dueOn ?? null,
      // A late approval of what went ahead is still wanted, and shows as overdue until it is there.
      decide_before: breakGlass ? FAR_FUTURE : after(at, decideHours * HOUR_MS),
      use_before: breakGlass && after(at, breakGlass.useMinutes * MINUTE_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRequest(row);
}

const FAR_FUTURE = new Date('9999-12-31T00:00:00Z');

/** The request of that kind. @throws GatewayError NOT_FOUND */
export async function findRequest(
  db: Connection,
  { id, kind }: Pick<Act, 'id' | 'kind'>,
): Promise<TwoPersonRequest> {
  if (!UUID.test(id)) throw new GatewayError('NOT_FOUND');
  const query = db.selectFrom('two_person_request').selectAll().where('id', '=', id).where('kind', '=', kind);
  const row = await (db.isTransaction ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined) throw new GatewayError('NOT_FOUND');
  return toRequest(row);
}

/**
 * Records the second person's decision: once, in time, and never the requester's own. That the person may decide at all
 * is the caller's to settle before.
 *
 * @param act.useMinutes how long it may be used after the approval; what went ahead at once gains no time by it
 * @throws GatewayError NOT_FOUND, SECOND_PERSON_NEEDED, REQUEST_OVER
 */
export async function decideRequest(
  db: Connection,
  act: Act & { readonly decision: TwoPersonDecision; readonly useMinutes: number },
): Promise<TwoPersonRequest> {
  const { id, by, at, decision, useMinutes } = act;
  const request = await findRequest(db, act);
  if (request.requestedBy.user === by.user) throw new GatewayError('SECOND_PERSON_NEEDED');
  if (request.decision !== null || at > request.decideBefore) throw new GatewayError('REQUEST_OVER');
  const row = await db
    .updateTable('two_person_request')
    .set({
      decision,
      decided_user: by.user,
      decided_agency: by.agency,
      decided_at: at,
      ...(request.useBefore === null &&
        decision === 'APPROVED' && { use_before: after(at, useMinutes * MINUTE_MS) }),
      // Refusing what went ahead shuts it, if it has not been used yet.
      ...(decision === 'REFUSED' && { use_before: null }),
    })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new GatewayError('REQUEST_OVER');
  return toRequest(row);
}

/**
 * Takes the one use of a request: by who asked, in time, once; of two at the same moment, one.
 *
 * @throws GatewayError NOT_FOUND for a request of somebody else's, APPROVAL_NEEDED, REQUEST_OVER
 */
export async function useRequest(db: Connection, act: Act): Promise<UsedRequest> {
  const { id, by, at } = act;
  const request = await findRequest(db, act);
  const isOwn = request.requestedBy.user === by.user && request.requestedBy.agency === by.agency;
  if (!isOwn) throw new GatewayError('NOT_FOUND');
  if (request.decision === 'REFUSED' || request.usedAt !== null) throw new GatewayError('REQUEST_OVER');
  if (request.useBefore === null)
    throw new GatewayError(at > request.decideBefore ? 'REQUEST_OVER' : 'APPROVAL_NEEDED');
  if (at > request.useBefore) throw new GatewayError('REQUEST_OVER');
  const row = await db
    .updateTable('two_person_request')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new GatewayError('REQUEST_OVER');
  return { ...toRequest(row), usedAt: at } as UsedRequest;
}

/** Gives a use back that came to nothing, so that an agency's failure does not cost the approval. Time runs on. */
export async function giveBack(db: Connection, { id, usedAt }: UsedRequest): Promise<void> {
  await db
    .updateTable('two_person_request')
    .set({ used_at: null })
    .where('id', '=', id)
    .where('used_at', '=', usedAt)
    .execute();
}

/** Which requests; what is left out does not narrow. */
export interface RequestFilter {
  readonly kind: TwoPersonKind;
  readonly reviewId?: ReviewId;
}

/** The requests of a kind, the newest first. */
export async function listRequests(
  db: Connection,
  { kind, reviewId }: RequestFilter,
): Promise<readonly TwoPersonRequest[]> {
  let query = db.selectFrom('two_person_request').selectAll().where('kind', '=', kind);
  if (reviewId !== undefined) {
    if (!UUID.test(reviewId)) return [];
    query = query.where('review_id', '=', reviewId);
  }
  return (await query.orderBy('requested_at', 'desc').orderBy('id', 'desc').limit(500).execute()).map(
    toRequest,
  );
}

/** How many requests of a kind a user has made since then. */
export async function countRequests(
  db: Connection,
  { kind, by, since }: { readonly kind: TwoPersonKind; readonly by: Person; readonly since: Date },
): Promise<number> {
  const { count } = await db
    .selectFrom('two_person_request')
    .select(({ fn }) => fn.countAll<string | number>().as('count'))
    .where('kind', '=', kind)
    .where('requested_user', '=', by.user)
    .where('requested_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}
