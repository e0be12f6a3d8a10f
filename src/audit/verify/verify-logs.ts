import type { Kysely } from 'kysely';
import type { Database } from '../../store';
import { isSignedBy, logOfOrigin, parseCheckpoint, verifiersOf } from '../checkpoint';
import { GENESIS } from '../leaf';
import type { TreeHead } from '../merkle';
import { logNames } from '../read-leaves';
import type { LogReport, VerifyReport } from './report';
import { verifyLog } from './verify-log';

export interface VerifyOptions {
  /** This log alone; all of them when left out. */
  readonly log?: string;
  /** Checkpoints kept elsewhere, as signed notes: of each log the events before its largest count as checked. */
  readonly since?: readonly string[];
  /** The public keys, of 32 bytes, that may have signed checkpoints; without them signatures are not checked. */
  readonly publicKeys?: readonly Buffer[];
  /** Called with the number of events that were walked since the last call. */
  readonly onProgress?: (events: number) => void;
}

/**
 * Walks the logs and locates the first fault of each.
 *
 * @throws SyntaxError when `since` holds something else than checkpoints of ours under these keys
 */
export async function verifyLogs(db: Kysely<Database>, options: VerifyOptions): Promise<VerifyReport> {
  const { publicKeys, onProgress } = options;
  const since = largestOf(options);
  const names = [...new Set([...(await logNames(db)), ...since.keys()])].sort();
  const reports: LogReport[] = [];
  for (const log of options.log === undefined ? names : [options.log]) {
    const from = since.get(log);
    reports.push(
      await verifyLog(db, {
        log,
        verifiers: publicKeys && verifiersOf(log, publicKeys),
        ...(from && { since: from }),
        ...(onProgress && { onProgress }),
      }),
    );
  }
  return { ...summary(reports), signaturesChecked: publicKeys !== undefined };
}

/** The largest checkpoint of each log; one that was not signed by us is no ground to skip anything. */
function largestOf({ since = [], publicKeys = [] }: VerifyOptions): ReadonlyMap<string, TreeHead> {
  const largest = new Map<string, TreeHead>();
  for (const note of since) {
    const { checkpoint, signed } = parseCheckpoint(note);
    const log = logOfOrigin(checkpoint.origin);
    if (!isSignedBy(signed, verifiersOf(log, publicKeys)))
      throw new SyntaxError(`a checkpoint of ${log} is not signed by a key of this gateway`);
    if (checkpoint.size >= (largest.get(log)?.size ?? 0)) largest.set(log, checkpoint);
  }
  return largest;
}

function summary(logs: readonly LogReport[]): Omit<VerifyReport, 'signaturesChecked'> {
  const faulty = logs.find(({ ok }) => !ok);
  const longest = [...logs].sort((one, other) => other.events - one.events)[0];
  const fault = faulty?.fault;
  return {
    ok: faulty === undefined,
    events: logs.reduce((sum, { events }) => sum + events, 0),
    head: (faulty ?? longest)?.head ?? GENESIS,
    ...(fault && { fault }),
    logs,
  };
}
