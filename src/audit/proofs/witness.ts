import { open, readFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { types } from 'node:util';
import type { Kysely } from 'kysely';
import type { Database } from '../../store';
import {
  COSIGNATURE,
  cosignNote,
  isSignedBy,
  logOfOrigin,
  notesIn,
  parseCheckpoint,
  verifiersOf,
  type Checkpoint,
} from '../checkpoint';
import { logNames } from '../read-leaves';
import { hasTree, latestCheckpoint, proveConsistency } from './prove';

export interface WitnessOptions {
  /** Where the cosigned checkpoints are kept, out of the gateway's reach; made when it is not there. */
  readonly file: string;
  /** The witness's own name, without white space or plus sign. */
  readonly name: string;
  readonly key: KeyObject;
  /** 32 bytes each: this witness's keys of all times, and the gateway's. */
  readonly ownKeys: readonly Buffer[];
  readonly gatewayKeys: readonly Buffer[];
  readonly at: Date;
  /** This log alone; all of them when left out. */
  readonly log?: string;
}

/**
 * What a witness did about a log: cosigned its latest checkpoint, had done so already, found none, or refused, because the
 * checkpoint is not signed by the gateway, or the log does not grow out of what the witness has cosigned. Of a witness that is
 * asked over HTTP: its cosignature does not hold, or it could not be asked.
 */
export type WitnessOutcome =
  | 'APPENDED'
  | 'UNCHANGED'
  | 'NO_CHECKPOINT'
  | 'REFUSED_UNSIGNED'
  | 'REFUSED_INCONSISTENT'
  | 'REFUSED_COSIGNATURE'
  | 'FAILED';

export interface Witnessed {
  readonly log: string;
  readonly outcome: WitnessOutcome;
  /** The size of the tree that the witness has cosigned last, as it is kept; 0 for none. */
  readonly size: number;
}

/**
 * Cosigns the latest checkpoints (C2SP tlog-cosignature) into a file kept elsewhere, each only when it continues the last
 * one that is there. A log that was rewritten or cut short, with all of its checkpoints, no longer fits that file.
 *
 * @throws SyntaxError when the file holds something else, or a checkpoint without this witness's signature
 */
export async function witnessLogs(
  db: Kysely<Database>,
  options: WitnessOptions,
): Promise<readonly Witnessed[]> {
  const kept = await keptIn(options);
  const names = [...new Set([...(await logNames(db)), ...kept.keys()])].sort();
  const results: Witnessed[] = [];
  for (const log of options.log === undefined ? names : [options.log])
    results.push(await witnessLog(db, { log, kept: kept.get(log), options }));
  return results;
}

async function keptIn({ file, name, ownKeys }: WitnessOptions): Promise<ReadonlyMap<string, Checkpoint>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const verifiers = ownKeys.map((publicKey) => ({ name, kind: COSIGNATURE, publicKey }) as const);
  const kept = new Map<string, Checkpoint>();
  for (const note of notesIn(text)) {
    const { checkpoint, signed } = parseCheckpoint(note);
    if (!isSignedBy(signed, verifiers))
      throw new SyntaxError('a checkpoint of the file is not signed by this witness');
    kept.set(logOfOrigin(checkpoint.origin), checkpoint);
  }
  return kept;
}

async function witnessLog(
  db: Kysely<Database>,
  {
    log,
    kept,
    options,
  }: { readonly log: string; readonly kept: Checkpoint | undefined; readonly options: WitnessOptions },
): Promise<Witnessed> {
  const size = kept?.size ?? 0;
  const latest = await latestCheckpoint(db, log);
  if (latest === undefined) return { log, outcome: kept ? 'REFUSED_INCONSISTENT' : 'NO_CHECKPOINT', size };
  const { checkpoint, signed } = parseCheckpoint(latest.note);
  if (!isSignedBy(signed, verifiersOf(log, options.gatewayKeys)))
    return { log, outcome: 'REFUSED_UNSIGNED', size };
  if (!(await hasTree(db, log, checkpoint))) return { log, outcome: 'REFUSED_INCONSISTENT', size };
  if (kept !== undefined) {
    if ((await proveConsistency(db, { log, from: kept, to: checkpoint })) === undefined)
      return { log, outcome: 'REFUSED_INCONSISTENT', size };
    if (kept.size === checkpoint.size) return { log, outcome: 'UNCHANGED', size };
  }
  await append(options.file, `${cosignNote(latest.note, options)}\n`);
  return { log, outcome: 'APPENDED', size: checkpoint.size };
}

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await handle.appendFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}
