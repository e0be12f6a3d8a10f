import { createHmac, timingSafeEqual } from 'node:crypto';

import type { Kysely } from 'kysely';
import { z } from 'zod';

import type { AuditDraft, AuditLog } from '../audit';
import type { PartnershipId, ReviewId, SubjectId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import { PURPOSES } from '../domain/purpose';
import { GatewayError } from '../errors/gateway-error';
import { pseudonymsFor, type KeyStore } from '../pseudonyms';
import type { Actor, SubjectIdentity } from '../reviews';
import { viewerMatches } from '../stages/minimise/viewer-match';
import { orUnavailable, type Database } from '../store';
import {
  decideRequest,
  findRequest,
  requestSecondPerson,
  useRequest,
  type TwoPersonDecision,
  type TwoPersonRequest,
  type TwoPersonRequestId,
} from '../two-person';

export interface SubjectLookupDependencies {
  readonly db: Kysely<Database>;
  readonly audit: Pick<AuditLog, 'append' | 'appendWithin'>;
  readonly register: { contactSet(reviewId: ReviewId): Promise<readonly SubjectIdentity[]> };
  readonly keys: Pick<KeyStore, 'reviewKey'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The person who asks who has seen data about them; held in memory alone. */
export interface LookedUp {
  readonly name: string;
  /** ISO 8601 date. */
  readonly dateOfBirth: string;
}

/** Something about the person that left: names and counts, never a value. */
export interface PersonDisclosure {
  readonly occurredAt: Date;
  readonly reviewId: string | null;
  readonly user: string;
  readonly agency: string;
  readonly source: string | null;
  readonly purpose: string | null;
  readonly category: string;
  readonly outcome: string;
  readonly clause: string;
  readonly records: number;
  readonly eventId: string;
}

/** What the look-up found. */
export interface LookupResult {
  /** People of reviews who match; each review has its own. */
  readonly matches: number;
  /** Reviews whose people cannot be read any more, such as after their key was destroyed. */
  readonly unreadableReviews: number;
  readonly disclosures: readonly PersonDisclosure[];
}

const kind = 'SUBJECT_LOOKUP';
const DECIDE_HOURS = 72;
const USE_MINUTES = 60;
const KEY_BYTES = 32;
const MOST = 5_000;

const CONTENT = z.object({ partnership: z.string(), caseReference: z.string(), commitment: z.string() });

/** Binds a request to the person without saying who it is: the key is the requester's alone. */
const commitmentOf = (key: string, { name, dateOfBirth }: LookedUp): string =>
  createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(JSON.stringify([name, dateOfBirth]))
    .digest('hex');

/** Who may decide or look: an auditor of the request's partnership. @throws GatewayError NOT_FOUND */
function contentFor(request: TwoPersonRequest, partnerships: readonly (PartnershipId | null)[]) {
  const content = CONTENT.parse(request.content);
  if (!partnerships.includes(content.partnership as PartnershipId)) throw new GatewayError('NOT_FOUND');
  return content;
}

/** "Who has seen data about me": two auditors, the one asks and looks, the other approves. */
export class SubjectLookup {
  readonly #dependencies: SubjectLookupDependencies;

  constructor(dependencies: SubjectLookupDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Asks for a look-up. The person is not kept: the key that is returned, once, binds the approval to them.
   *
   * @throws GatewayError STORE_UNAVAILABLE, AUDIT_UNAVAILABLE
   */
  request(
    actor: Actor,
    asked: { readonly partnership: PartnershipId; readonly caseReference: string; readonly person: LookedUp },
  ): Promise<{ readonly requestId: TwoPersonRequestId; readonly key: string }> {
    const { db, audit, clock, randomness } = this.#dependencies;
    const { partnership, caseReference, person } = asked;
    const at = clock.now();
    const id = randomness.uuid(at) as TwoPersonRequestId;
    const key = randomness.bytes(KEY_BYTES).toString('base64url');
    const content = { partnership, caseReference, commitment: commitmentOf(key, person) };
    return orUnavailable(() =>
      db.transaction().execute(async (trx) => {
        await requestSecondPerson(trx, {
          id,
          kind,
          reviewId: null,
          by: actor,
          at,
          content,
          decideHours: DECIDE_HOURS,
          breakGlass: null,
        });
        await audit.appendWithin(
          trx,
          draftOf(actor, { partnership, details: { step: 'REQUESTED', request: id, caseReference } }),
        );
        return { requestId: id, key };
      }),
    );
  }

  /** @throws GatewayError NOT_FOUND, SECOND_PERSON_NEEDED, REQUEST_OVER, STORE_UNAVAILABLE, AUDIT_UNAVAILABLE */
  decide(
    actor: Actor,
    act: {
      readonly id: TwoPersonRequestId;
      readonly decision: TwoPersonDecision;
      readonly partnerships: readonly (PartnershipId | null)[];
    },
  ): Promise<void> {
    const { db, audit, clock } = this.#dependencies;
    const { id, decision, partnerships } = act;
    return orUnavailable(() =>
      db.transaction().execute(async (trx) => {
        const { partnership, caseReference } = contentFor(await findRequest(trx, { id, kind }), partnerships);
        await decideRequest(trx, {
          id,
          kind,
          by: actor,
          at: clock.now(),
          decision,
          useMinutes: USE_MINUTES,
        });
        const details = { step: decision, request: id, caseReference };
        await audit.appendWithin(trx, draftOf(actor, { partnership: partnership as PartnershipId, details }));
      }),
    );
  }

  /**
   * Looks, once: finds the person among the people of the partnership's reviews, in memory, and lists what left about them.
   *
   * @throws GatewayError NOT_FOUND, APPROVAL_NEEDED, REQUEST_OVER; INPUT_INVALID for another person than was asked for
   */
  async view(
    actor: Actor,
    act: {
      readonly id: TwoPersonRequestId;
      readonly key: string;
      readonly person: LookedUp;
      readonly partnerships: readonly (PartnershipId | null)[];
    },
  ): Promise<LookupResult> {
    const { db, audit, clock } = this.#dependencies;
    const { id, key, person, partnerships } = act;
    return orUnavailable(async () => {
      const content = contentFor(await findRequest(db, { id, kind }), partnerships);
      const partnership = content.partnership as PartnershipId;
      if (!isSame(content.commitment, commitmentOf(key, person)))
        throw new GatewayError('INPUT_INVALID', { detail: 'not the person that was asked for' });
      await db.transaction().execute(async (trx) => {
        await useRequest(trx, { id, kind, by: actor, at: clock.now() });
        const details = { step: 'VIEWED', request: id, caseReference: content.caseReference };
        await audit.appendWithin(trx, draftOf(actor, { partnership, details }));
      });
      const { found, unreadable } = await this.#find(partnership, person);
      const subjects = found.map(({ subjectId }) => subjectId).join(',');
      await audit.append(draftOf(actor, { partnership, details: { step: 'FOUND', request: id, subjects } }));
      const disclosures = (await Promise.all(found.map((one) => this.#disclosuresOf(one)))).flat();
      return { matches: found.length, unreadableReviews: unreadable, disclosures };
    });
  }

  async #find(partnership: PartnershipId, { name, dateOfBirth }: LookedUp): Promise<Found> {
    const { db, register } = this.#dependencies;
    const viewer = { name, birthdate: dateOfBirth, familyName: null, streetAddress: null, postcode: null };
    const reviews = await db
      .selectFrom('review')
      .select('id')
      .where('partnership_id', '=', partnership)
      .execute();
    const found: FoundSubject[] = [];
    let unreadable = 0;
    for (const { id } of reviews) {
      const reviewId = id as ReviewId;
      const people = await register.contactSet(reviewId).catch(() => undefined);
      if (people === undefined) unreadable += 1;
      for (const one of people ?? [])
        if (viewerMatches(viewer, one).includes('OWN_RECORD'))
          found.push({ reviewId, subjectId: one.subjectId });
    }
    return { found, unreadable };
  }

  async #disclosuresOf({ reviewId, subjectId }: FoundSubject): Promise<readonly PersonDisclosure[]> {
    const { db, keys } = this.#dependencies;
    const reviewKey = await keys.reviewKey(reviewId);
    if (reviewKey === undefined) return [];
    const refs = PURPOSES.map((purpose) => pseudonymsFor({ reviewKey, purpose }).subject(subjectId));
    const rows = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('review_id', '=', reviewId)
      .where('subject', 'in', refs)
      .where('records', '>', 0)
      .orderBy('position')
      .limit(MOST)
      .execute();
    return rows.map((row) => ({
      occurredAt: row.occurred_at,
      reviewId: row.review_id,
      user: row.actor_user,
      agency: row.actor_agency,
      source: row.agency,
      purpose: row.purpose,
      category: row.category,
      outcome: row.outcome,
      clause: row.clause,
      records: row.records,
      eventId: row.event_id,
    }));
  }
}

interface FoundSubject {
  readonly reviewId: ReviewId;
  readonly subjectId: SubjectId;
}

interface Found {
  readonly found: readonly FoundSubject[];
  readonly unreadable: number;
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const draftOf = (
  { user, agency, roles, operation, requestId }: Actor,
  { partnership, details }: Pick<AuditDraft, 'partnership' | 'details'>,
): AuditDraft => ({
  action: 'LOOK_UP_SUBJECT',
  outcome: 'SUCCESS',
  code: null,
  actor: { user, agency, roles },
  standing: null,
  partnership,
  review: null,
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation,
  entries: [],
  details,
  requestId,
});
