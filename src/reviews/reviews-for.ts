import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { AgencyId } from '../domain/ids';
import type { Standing } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import type { Review } from './review';
import { toReview } from './rows';

export interface ReviewPageRequest {
  /** How many at most; a positive whole number. */
  readonly first: number;
  /** The cursor of the last item of the page before. */
  readonly after?: string;
}

export interface ReviewPage {
  readonly items: readonly {
    readonly review: Review;
    readonly standing: Standing;
    /** Opaque; the instant and the id of the review, no personal data. */
    readonly cursor: string;
  }[];
  readonly hasNextPage: boolean;
}

const position = z.tuple([z.iso.datetime(), z.uuid()]);
type Position = z.output<typeof position>;

const toCursor = ({ openedAt, id }: Review): string =>
  Buffer.from(JSON.stringify([openedAt.toISOString(), id])).toString('base64url');

function fromCursor(cursor: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (error) {
    throw new GatewayError('INPUT_INVALID', { detail: 'not a cursor', cause: error });
  }
}

/** The reviews in which an agency has a standing, newest first. */
export async function readReviewsFor(
  db: Kysely<Database>,
  agencyId: AgencyId,
  { first, after }: ReviewPageRequest,
): Promise<ReviewPage> {
  let query = db
    .selectFrom('review')
    .innerJoin('review_agency', 'review_agency.review_id', 'review.id')
    .innerJoin('agency', 'agency.id', 'review_agency.agency_id')
    .selectAll('review')
    .select('review_agency.standing')
    .where('review_agency.agency_id', '=', agencyId)
    .where('agency.state', '=', 'ACTIVE')
    .orderBy('review.opened_at', 'desc')
    .orderBy('review.id', 'desc')
    .limit(first + 1);
  if (after !== undefined) {
    const [openedAt, id] = fromCursor(after);
    query = query.where(
      sql<boolean>`(review.opened_at, review.id) < (${openedAt}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await query.execute();
  const items = rows.slice(0, first).map((row) => {
    const review = toReview(row);
    return { review, standing: row.standing as Standing, cursor: toCursor(review) };
  });
  return { items, hasNextPage: rows.length > first };
}
