import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../store';
import { isSignedBy, originOf, parseCheckpoint, type Verifier } from '../checkpoint';
import type { CompactRange } from '../merkle';
import type { LogFault } from './report';

type Row = Selectable<Database['audit_checkpoint']>;

const CHUNK = 500;

/**
 * A log's checkpoints in the order of their sizes, read as they are needed: those that were there at the first look, so
 * that one that is signed during the walk cannot come up behind it.
 */
export class Checkpoints {
  readonly #db: Kysely<Database>;
  readonly #log: string;
  #ahead: Row[] = [];
  #read: number;
  #bound: number | undefined;

  /** @param after sizes from which on; those that are not greater are passed over */
  constructor(db: Kysely<Database>, { log, after }: { readonly log: string; readonly after: number }) {
    this.#db = db;
    this.#log = log;
    this.#read = after;
  }

  /** The largest size at this moment, 0 when there is none. */
  async largest(): Promise<number> {
    const row = await this.#db
      .selectFrom('audit_checkpoint')
      .select('tree_size')
      .where('log', '=', this.#log)
      .orderBy('tree_size', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.tree_size ?? 0;
  }

  /** The next one, which stays the next until it is taken. */
  async next(): Promise<Row | undefined> {
    this.#bound ??= await this.largest();
    if (this.#ahead.length === 0 && this.#read < this.#bound) {
      this.#ahead = await this.#db
        .selectFrom('audit_checkpoint')
        .selectAll()
        .where('log', '=', this.#log)
        .where('tree_size', '>', this.#read)
        .where('tree_size', '<=', this.#bound)
        .orderBy('tree_size')
        .limit(CHUNK)
        .execute();
      this.#read = this.#ahead.at(-1)?.tree_size ?? this.#bound;
    }
    return this.#ahead[0];
  }

  take(): void {
    this.#ahead.shift();
  }
}

/**
 * What is wrong with a checkpoint over a tree of its size, or undefined. Without verifiers its signature is not checked.
 */
export function checkpointFault(
  row: Row,
  { tree, verifiers }: { readonly tree: CompactRange; readonly verifiers: readonly Verifier[] | undefined },
): LogFault | undefined {
  const root = readRoot(row, verifiers);
  if (root === undefined) return 'CHECKPOINT_ALTERED';
  return tree.root().equals(root) ? undefined : 'CHECKPOINT_CONTRADICTED';
}

function readRoot(row: Row, verifiers: readonly Verifier[] | undefined): Buffer | undefined {
  try {
    const { checkpoint, signed } = parseCheckpoint(row.note);
    const { origin, size, root } = checkpoint;
    if (origin !== originOf(row.log) || size !== row.tree_size || root.toString('hex') !== row.root)
      return undefined;
    return verifiers === undefined || isSignedBy(signed, verifiers) ? root : undefined;
  } catch {
    return undefined;
  }
}
