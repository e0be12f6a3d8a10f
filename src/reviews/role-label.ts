import type { Kysely } from 'kysely';
import type { ReviewId } from '../domain/ids';
import type { Database } from '../store';

/** One way to recognise whoever is printed as `label` in a review's texts. */
export interface RoleLabel {
  /** Keyed and salted; it says nothing without the review's key and salt. */
  readonly fingerprint: string;
  readonly label: string;
  /** Whether this is the entry that gave the label. */
  readonly allots: boolean;
}

/** Values of one insert statement: a database takes 65,535 parameters at once. */
const PER_STATEMENT = 1_000;

/** What is allotted in a review so far, oldest first. */
export async function readRoleLabels(
  db: Kysely<Database>,
  reviewId: ReviewId,
): Promise<readonly RoleLabel[]> {
  const rows = await db
    .selectFrom('role_label')
    .select(['fingerprint', 'label', 'allots'])
    .where('review_id', '=', reviewId)
    .orderBy('allotted_at')
    .orderBy('label')
    .orderBy('fingerprint')
    .execute();
  return rows;
}

/**
 * Adds to what is allotted. What another replica has allotted in the meantime stays as it is and the rest is left out,
 * so the caller reads again and goes by what it finds.
 */
export async function addRoleLabels(
  db: Kysely<Database>,
  {
    reviewId,
    labels,
    at,
  }: { readonly reviewId: ReviewId; readonly labels: readonly RoleLabel[]; readonly at: Date },
): Promise<void> {
  const rows = labels.map((label) => ({ review_id: reviewId, ...label, allotted_at: at }));
  await db.transaction().execute(async (trx) => {
    const insert = async (some: typeof rows): Promise<readonly string[]> => {
      const added: string[] = [];
      for (let from = 0; from < some.length; from += PER_STATEMENT) {
        const values = some.slice(from, from + PER_STATEMENT);
        const query = trx.insertInto('role_label').values(values);
        const done = await query
          .onConflict((conflict) => conflict.doNothing())
          .returning('label')
          .execute();
        added.push(...done.map(({ label }) => label));
      }
      return added;
    };
    const given = new Set(await insert(rows.filter(({ allots }) => allots)));
    const wanted = new Set(rows.filter(({ allots }) => allots).map(({ label }) => label));
    // A label that somebody else took first: its other entries would name the wrong person.
    await insert(rows.filter(({ allots, label }) => !allots && (given.has(label) || !wanted.has(label))));
  });
}
