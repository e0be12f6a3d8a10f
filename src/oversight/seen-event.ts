import type { AuditDraft } from '../audit';
import type { Outcome } from '../domain/outcome';

/** An event of the audit record that is looked at. */
export interface SeenEvent {
  readonly eventId: string;
  readonly log: string;
  readonly sequence: number;
  /** The order of all logs together. */
  readonly position: number;
  readonly occurredAt: Date;
  readonly event: AuditDraft;
}

/** Operators at the command line and the gateway itself: no account of an agency. */
const OWN_AGENCY = 'gateway';

/** Whether the gateway or its operator did it, rather than a user of an agency. */
export const isOwn = ({ event }: SeenEvent): boolean => event.actor.agency === OWN_AGENCY;

/** Whether an entry says that something left. */
export const left = ({
  outcome,
  records,
}: {
  readonly outcome: Outcome;
  readonly records: number;
}): boolean => outcome !== 'WITHHELD' && records > 0;

/** The people of whom something left by an event, by pseudonym, each once. */
export const peopleOf = ({ event }: SeenEvent): ReadonlySet<string> =>
  new Set(event.entries.flatMap((entry) => (left(entry) && entry.subject !== null ? [entry.subject] : [])));
