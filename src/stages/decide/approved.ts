import type { SubjectId } from '../../domain/ids';
import type { UsedRequest } from '../../two-person';

/** A request for re-identification that took two people, at its one use. */
export interface ApprovedReidentification {
  readonly request: UsedRequest;
  /** Whom it names, and nobody else is answered. */
  readonly subjects: ReadonlySet<SubjectId>;
  /** What of the request goes on the audit record. */
  readonly details: Readonly<Record<string, string>>;
}
