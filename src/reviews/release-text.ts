import { createHash } from 'node:crypto';

import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AgencyId, ReviewId } from '../domain/ids';
import { REVIEW_STATES } from '../domain/review';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { demand, demandAgencies } from './authority';
import { agencyKey, id, idempotencyKey, text } from './input';
import { PLAIN, type Mutation } from './mutation';

/** As `narrativeRisk.textIds` prints them. */
const textIds = z
  .array(z.string().regex(/^TEXT(?:-[0-9A-HJKMNP-TV-Z]{4}){4}-[0-9A-HJKMNP-TV-Z]$/))
  .min(1)
  .max(500)
  .refine((ids) => new Set(ids).size === ids.length)
  .readonly();

export const releaseTextInput = z
  .strictObject({
    idempotencyKey,
    reviewId: id<ReviewId>(),
    /** The agency that contributed the texts. */
    agencyId: agencyKey<AgencyId>(),
    textIds,
    /** Why the review needs the words themselves, and that they were read. No personal data. */
    reason: text(500),
  })
  .readonly();

export const withdrawTextReleaseInput = z
  .strictObject({ idempotencyKey, reviewId: id<ReviewId>(), textIds })
  .readonly();

export type ReleaseTextInput = z.output<typeof releaseTextInput>;
export type WithdrawTextReleaseInput = z.output<typeof withdrawTextReleaseInput>;

/** Which texts a decision was about: how many, and a digest that the list can be proved against. */
const traceOf = (ids: readonly string[]): Readonly<Record<string, string>> => ({
  texts: String(ids.length),
  textsDigest: createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex'),
});

/** How many texts a decision released or withdrew. */
export interface ChangedTexts {
  readonly reviewId: ReviewId;
  readonly texts: number;
}

/** A text that a person has released, and that nobody has withdrawn. */
export interface ReleasedText {
  readonly agencyId: AgencyId;
  readonly textId: string;
}

/**
 * Records that a person has read de-identified texts and releases them, to the letter, to whomever the pack permits
 * (catalogue 4.7, step 5). What is released already stays as it is.
 */
export const releaseText: Mutation<ReleaseTextInput, void, ChangedTexts> = {
  ...PLAIN,
  action: 'RELEASE_TEXT',
  purpose: null,
  schema: releaseTextInput,
  async perform(attempt) {
    const { db, input, actor, now, dependencies, scene } = attempt;
    const { reviewId, agencyId, textIds: ids, reason } = input;
    await demand(attempt, reviewId, {
      standing: 'COORDINATOR',
      role: 'COORDINATOR',
      states: ['GATHERING', 'PANEL', 'REPORTING'],
    });
    scene.details = { ...scene.details, agencyId, ...traceOf(ids) };
    await demandAgencies(db, [agencyId]);
    const released = await db
      .insertInto('text_release')
      .values(
        ids.map((textId) => ({
          id: dependencies.randomness.uuid(now),
          review_id: reviewId,
          agency_id: agencyId,
          text_id: textId,
          reason,
          released_by: actor.user,
          released_at: now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['review_id', 'text_id']).where('withdrawn_at', 'is', null).doNothing(),
      )
      .returning('id')
      .execute();
    return { reviewId, texts: released.length };
  },
};

/** Takes releases back, in any state; the next answer holds the texts again. */
export const withdrawTextRelease: Mutation<WithdrawTextReleaseInput, void, ChangedTexts> = {
  ...PLAIN,
  action: 'WITHDRAW_TEXT',
  purpose: null,
  schema: withdrawTextReleaseInput,
  async perform(attempt) {
    const { db, input, actor, now, scene } = attempt;
    const { reviewId, textIds: ids } = input;
    await demand(attempt, reviewId, { standing: 'COORDINATOR', role: 'COORDINATOR', states: REVIEW_STATES });
    scene.details = { ...scene.details, ...traceOf(ids) };
    const withdrawn = await db
      .updateTable('text_release')
      .set({ withdrawn_by: actor.user, withdrawn_at: now })
      .where('review_id', '=', reviewId)
      .where('text_id', 'in', ids)
      .where('withdrawn_at', 'is', null)
      .returning('id')
      .execute();
    if (withdrawn.length === 0) throw new GatewayError('NOT_FOUND');
    return { reviewId, texts: withdrawn.length };
  },
};

/** The texts of a review whose release holds. */
export async function readReleases(
  db: Kysely<Database>,
  reviewId: ReviewId,
): Promise<readonly ReleasedText[]> {
  const query = db.selectFrom('text_release').select(['agency_id', 'text_id']);
  const rows = await query.where('review_id', '=', reviewId).where('withdrawn_at', 'is', null).execute();
  return rows.map((row) => ({ agencyId: row.agency_id as AgencyId, textId: row.text_id }));
}
