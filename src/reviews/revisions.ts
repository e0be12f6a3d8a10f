import type { Kysely } from 'kysely';
import type { ReviewId } from '../domain/ids';
import { orUnavailable, type Database } from '../store';

/** The scope of the changes that may matter to every review. */
const DIRECTORY = 'directory';

interface Batch {
  readonly ids: Set<ReviewId>;
  readonly revisions: Promise<ReadonlyMap<string, string>>;
}

/**
 * Tells how often a review and the directory have changed. One query runs at a time, and whatever asks while it runs
 * shares the next one, so that no answer is older than its question: at many requests a second it is one look for all.
 */
export class Revisions {
  readonly #db: Kysely<Database>;
  #running: Promise<unknown> = Promise.resolve();
  #next: Batch | undefined;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** The same text as before means: nothing that an answer reads has changed since. @throws GatewayError STORE_UNAVAILABLE */
  async of(reviewId: ReviewId): Promise<string> {
    const batch = (this.#next ??= this.#begin());
    batch.ids.add(reviewId);
    const revisions = await batch.revisions;
    return `${revisions.get(DIRECTORY) ?? '0'}.${revisions.get(reviewId) ?? '0'}`;
  }

  #begin(): Batch {
    const ids = new Set<ReviewId>();
    const revisions = this.#running.then(() => {
      this.#next = undefined;
      return this.#read([...ids]);
    });
    this.#running = revisions.catch(() => undefined);
    return { ids, revisions };
  }

  async #read(ids: readonly ReviewId[]): Promise<ReadonlyMap<string, string>> {
    const rows = await orUnavailable(() =>
      this.#db
        .selectFrom('register_revision')
        .selectAll()
        .where('scope', 'in', [DIRECTORY, ...ids])
        .execute(),
    );
    return new Map(rows.map(({ scope, revision }) => [scope, String(revision)]));
  }
}
