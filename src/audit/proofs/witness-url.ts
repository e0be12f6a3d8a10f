import type { Kysely } from 'kysely';
import type { Database } from '../../store';
import {
  isSignedBy,
  parseCheckpoint,
  verifierLine,
  verifiersOf,
  type Checkpoint,
  type Verifier,
} from '../checkpoint';
import { logNames } from '../read-leaves';
import { latestCheckpoint, proveConsistency, treeAt } from './prove';
import type { Witnessed, WitnessOutcome } from './witness';
import { addCheckpoint, type WitnessAnswer } from './witness-request';

export interface UrlWitnessOptions {
  /** The submission prefix of the witness. */
  readonly url: string;
  /** What its cosignatures are checked with. */
  readonly witness: Verifier;
  /** 32 bytes each. */
  readonly gatewayKeys: readonly Buffer[];
  readonly at: Date;
  /** This log alone; all of them when left out. */
  readonly log?: string;
}

/**
 * Has a witness cosign the latest checkpoints over HTTP (C2SP tlog-witness), and keeps its cosignatures with them once
 * they have been checked. The witness refuses what does not continue what it has cosigned before.
 */
export async function askWitness(
  db: Kysely<Database>,
  options: UrlWitnessOptions,
): Promise<readonly Witnessed[]> {
  const results: Witnessed[] = [];
  for (const log of options.log === undefined ? await logNames(db) : [options.log])
    results.push(await askAbout(db, log, options));
  return results;
}

async function askAbout(db: Kysely<Database>, log: string, options: UrlWitnessOptions): Promise<Witnessed> {
  const known = await cosignedSize(db, log, options.witness);
  const latest = await latestCheckpoint(db, log);
  if (latest === undefined) return { log, outcome: 'NO_CHECKPOINT', size: known };
  const { checkpoint, signed } = parseCheckpoint(latest.note);
  if (!isSignedBy(signed, verifiersOf(log, options.gatewayKeys)))
    return { log, outcome: 'REFUSED_UNSIGNED', size: known };
  if (known === checkpoint.size) return { log, outcome: 'UNCHANGED', size: known };
  const submission = { db, log, checkpoint, note: latest.note };
  const first = await submit(submission, known, options);
  // The witness may know another size than this database: it says which, once.
  const answer = first.kind === 'OTHER_SIZE' ? await submit(submission, first.size, options) : first;
  if (answer.kind !== 'COSIGNED') return { log, outcome: REFUSALS[answer.kind], size: known };
  const line = lineOf(answer.lines, { note: latest.note, witness: options.witness });
  if (line === undefined) return { log, outcome: 'REFUSED_COSIGNATURE', size: known };
  await db
    .insertInto('audit_cosignature')
    .values({
      log,
      tree_size: checkpoint.size,
      witness: verifierLine(options.witness),
      signature: line,
      cosigned_at: options.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { log, outcome: 'APPENDED', size: checkpoint.size };
}

const REFUSALS: Readonly<Record<Exclude<WitnessAnswer['kind'], 'COSIGNED'>, WitnessOutcome>> = {
  OTHER_SIZE: 'REFUSED_INCONSISTENT',
  UNSIGNED: 'REFUSED_UNSIGNED',
  INCONSISTENT: 'REFUSED_INCONSISTENT',
  FAILED: 'FAILED',
};

interface Submission {
  readonly db: Kysely<Database>;
  readonly log: string;
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

async function submit(
  { db, log, checkpoint, note }: Submission,
  oldSize: number,
  { url }: UrlWitnessOptions,
): Promise<WitnessAnswer> {
  if (oldSize === 0) return addCheckpoint({ url, oldSize, proof: [], note });
  // A witness that has seen more than there is shows that the log was cut short.
  const from = oldSize <= checkpoint.size ? await treeAt(db, log, oldSize) : undefined;
  const proof = from && (await proveConsistency(db, { log, from, to: checkpoint }));
  return proof === undefined ? { kind: 'INCONSISTENT' } : addCheckpoint({ url, oldSize, proof, note });
}

/** The witness's own line among those of the answer, once it holds; lines of others are not taken over. */
function lineOf(
  lines: string,
  { note, witness }: { readonly note: string; readonly witness: Verifier },
): string | undefined {
  for (const line of lines.split('\n').filter((one) => one !== '')) {
    try {
      if (isSignedBy(parseCheckpoint(`${note}${line}\n`).signed, [witness])) return `${line}\n`;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

async function cosignedSize(db: Kysely<Database>, log: string, witness: Verifier): Promise<number> {
  const row = await db
    .selectFrom('audit_cosignature')
    .select('tree_size')
    .where('log', '=', log)
    .where('witness', '=', verifierLine(witness))
    .orderBy('tree_size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.tree_size ?? 0;
}
