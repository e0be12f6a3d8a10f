import type { Link } from '../leaf';

/**
 * What is wrong at a place of a log. An event is not there; stands where none was written; was written at another place;
 * its content or hash does not fit; does not follow from the event before it (which, with that event's own hash made to
 * fit, is the altered one); a search column tells another story than the content. The head's nodes are not those of the
 * events. A checkpoint is not what was signed, or was signed over other events than are there.
 */
export type LogFault =
  | 'MISSING'
  | 'INSERTED'
  | 'MOVED'
  | 'ALTERED'
  | 'UNLINKED'
  | 'COLUMN_ALTERED'
  | 'HEAD_ALTERED'
  | 'CHECKPOINT_ALTERED'
  | 'CHECKPOINT_CONTRADICTED';

/** Where the first fault of a log is: an event's place, or a checkpoint's size. */
export interface LocatedFault {
  readonly log: string;
  readonly sequence: number;
  readonly what: LogFault;
}

/** What was found in one log. */
export interface LogReport {
  readonly log: string;
  readonly ok: boolean;
  /** How many events were found in order. */
  readonly events: number;
  /** How many checkpoints were found to hold. */
  readonly checkpoints: number;
  /** The last event found in order; sequence 0 of an empty log. */
  readonly head: Link;
  /** The root of the tree of the events found in order, in hexadecimal. */
  readonly root: string;
  /** The first fault; what follows it was not looked at. */
  readonly fault?: LocatedFault;
}

/** What was found in all the logs that were looked at. */
export interface VerifyReport {
  readonly ok: boolean;
  /** How many events were found in order, in all logs. */
  readonly events: number;
  /** The last event in order of the first log with a fault, or else of the longest. */
  readonly head: Link;
  /** The first log's first fault. */
  readonly fault?: LocatedFault;
  readonly logs: readonly LogReport[];
  /** Whether there were keys to check the checkpoints' signatures with. */
  readonly signaturesChecked: boolean;
}
