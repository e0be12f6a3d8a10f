import type { ColumnType } from 'kysely';

/** An instant: a `Date` on the way out; a `Date` or ISO 8601 text on the way in. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null, Date | string | null>;

/** Random salts of a review, without which its key alone opens no handle and no fingerprint. */
interface ReviewSaltTable {
  review_id: string;
  /** `labels`, or `agency:` and the agency's key. */
  scope: string;
  /** Under the review's key. */
  salt_ciphertext: Buffer;
}

/** Who is printed under which role in a review's texts. No name: keyed and salted fingerprints only. */
interface RoleLabelTable {
  review_id: string;
  fingerprint: string;
  label: string;
  /** Whether this row gave the label; the others are further ways to recognise the same person or place. */
  allots: boolean;
  allotted_at: Instant;
}

/** Texts that a person has released beyond the contributing agency and the coordinator. */
interface TextReleaseTable {
  id: string;
  review_id: string;
  agency_id: string;
  /** A keyed digest of the text's place and of the words as they were read. */
  text_id: string;
  reason: string;
  released_by: string;
  released_at: Instant;
  withdrawn_by: string | null;
  withdrawn_at: NullableInstant;
}

/** What de-identification keeps. */
export interface DeidentificationTables {
  review_salt: ReviewSaltTable;
  role_label: RoleLabelTable;
  text_release: TextReleaseTable;
}
