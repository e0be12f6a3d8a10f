import type { Receipt } from '../../audit';
import type { DataCategory } from '../../domain/data-category';
import type { AgencyId } from '../../domain/ids';
import type { Purpose, ReviewType } from '../../domain/purpose';
import type { AgencyStatus, ReviewState, SubjectRole } from '../../domain/review';
import type { LawfulBasis } from '../../policy';
import type { MinimisedContactCheck, ReleasedRecord } from '../minimise';
import type { IdentifierMatcher } from '../minimise/identifier-matcher';
import type { DisclosureEntry } from '../plan';
import type { Recorded } from '../record';

declare const disclosed: unique symbol;

/** One agency's part of what leaves about one subject. */
export interface DisclosedReturn {
  readonly agency: AgencyId;
  readonly status: AgencyStatus;
  readonly retrievedAt: Date;
  readonly released: ReleasedRecord;
}

export interface DisclosedSubject {
  /** The subject's pseudonym for this review and purpose. */
  readonly ref: string;
  readonly role: SubjectRole;
  /** What the register's contact-check set releases. */
  readonly released: ReleasedRecord;
  readonly returns: readonly DisclosedReturn[];
}

/** What leaves the gateway: the only thing that a resolver reads. */
export interface Disclosed {
  readonly [disclosed]: true;
  readonly receipt: Receipt;
  readonly review: {
    readonly id: string;
    readonly reference: string;
    /** Null for a wider agency: what kind of review it is would say too much of what happened. */
    readonly type: ReviewType | null;
    readonly state: ReviewState;
  };
  readonly purpose: Purpose;
  readonly pack: { readonly key: string; readonly version: string };
  readonly lawfulBasis: LawfulBasis | null;
  readonly subjects: readonly DisclosedSubject[];
  readonly contactChecks: readonly MinimisedContactCheck[] | null;
  readonly disclosure: readonly DisclosureEntry[];
  /** Finds the identifiers of the review's people in what leaves beside their data; it never leaves itself. */
  readonly known: IdentifierMatcher | null;
  /** Whether the decision lets this category of this source leave; false for what was not asked for. */
  permits(source: AgencyId | null, category: DataCategory): boolean;
}

/** Turns a recorded answer into what the resolvers read. */
export function disclose({ minimised, receipt }: Recorded): Disclosed {
  const { planned, subjects, returns, contactChecks, known } = minimised;
  const { declared, review, standing, pack, lawfulBasis } = planned.decided;
  const permitted = new Set(
    planned.disclosure
      .filter(({ outcome }) => outcome !== 'WITHHELD')
      .map(({ agency, category }) => key(agency, category)),
  );
  const content: Omit<Disclosed, typeof disclosed> = {
    receipt,
    review: {
      id: review.id,
      reference: review.reference,
      type: standing === 'WIDER' ? null : review.type,
      state: review.state,
    },
    purpose: declared.purpose,
    pack: { key: pack.key, version: pack.version },
    lawfulBasis,
    subjects: subjects.map(({ id, ref, role, released }): DisclosedSubject => ({
      ref,
      role,
      released,
      returns: returns.map(({ agency, status, retrievedAt, records }) => ({
        agency,
        status,
        retrievedAt,
        released: records.get(id) ?? NOTHING,
      })),
    })),
    contactChecks,
    disclosure: planned.disclosure,
    known,
    permits: (source: AgencyId | null, category: DataCategory) => permitted.has(key(source, category)),
  };
  return Object.freeze(content) as Disclosed;
}

const NOTHING: ReleasedRecord = Object.freeze({});

const key = (source: AgencyId | null, category: DataCategory): string => `${source ?? ''} ${category}`;
