import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../store';
import { originOf, parseCheckpoint } from '../checkpoint';
import {
  consistencyRanges,
  inclusionRanges,
  RangeRoots,
  verifyConsistency,
  verifyInclusion,
  type LeafRange,
  type TreeHead,
} from '../merkle';
import { leavesOf } from '../read-leaves';
import { cosignaturesOf } from './cosignatures';

/** A proof that an event is in a log, for whoever has the log's verifier and nothing else of ours. */
export interface InclusionProof {
  readonly log: string;
  readonly origin: string;
  readonly eventId: string;
  /** The leaf itself. */
  readonly payload: string;
  /** Hexadecimal. */
  readonly leafHash: string;
  /** From 0. */
  readonly leafIndex: number;
  readonly treeSize: number;
  /** The audit path (RFC 6962, section 2.1.1), in hexadecimal. */
  readonly proof: readonly string[];
  /** The signed note of the tree, with the witnesses' signatures that are kept. */
  readonly checkpoint: string;
}

/** Why there is no proof: no such event; no checkpoint over it yet; the events are not those of the checkpoint. */
export type NoProof = 'UNKNOWN_EVENT' | 'NO_CHECKPOINT_YET' | 'CONTRADICTED';

/** Proves an event against the latest checkpoint of its log. The proof has been checked. */
export async function proveInclusion(
  db: Kysely<Database>,
  eventId: string,
): Promise<InclusionProof | NoProof> {
  const event = await db
    .selectFrom('audit_event')
    .select(['log', 'sequence', 'payload', 'hash'])
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  if (event === undefined) return 'UNKNOWN_EVENT';
  const { log, payload, hash } = event;
  const latest = await latestCheckpoint(db, log);
  if (latest === undefined || latest.tree_size < event.sequence) return 'NO_CHECKPOINT_YET';
  const head = treeOf(latest);
  const index = event.sequence - 1;
  const proof = await rootsOf(db, { log, size: head.size, ranges: inclusionRanges(index, head.size) });
  if (proof === undefined || !verifyInclusion({ index, leaf: Buffer.from(hash, 'hex'), proof }, head))
    return 'CONTRADICTED';
  return {
    log,
    origin: originOf(log),
    eventId,
    payload,
    leafHash: hash,
    leafIndex: index,
    treeSize: head.size,
    proof: proof.map((node) => node.toString('hex')),
    checkpoint: `${latest.note}${await cosignaturesOf(db, log, latest.tree_size)}`,
  };
}

/**
 * The proof that a log's earlier tree begins its later one (RFC 6962, section 2.1.2), checked; undefined where the events
 * that are there do not show it.
 */
export async function proveConsistency(
  db: Kysely<Database>,
  { log, from, to }: { readonly log: string; readonly from: TreeHead; readonly to: TreeHead },
): Promise<readonly Buffer[] | undefined> {
  if (from.size > to.size) return undefined;
  const proof = await rootsOf(db, { log, size: to.size, ranges: consistencyRanges(from.size, to.size) });
  return proof !== undefined && verifyConsistency(from, to, proof) ? proof : undefined;
}

/** Whether a log's hashes have that tree. */
export async function hasTree(db: Kysely<Database>, log: string, { size, root }: TreeHead): Promise<boolean> {
  return (await treeAt(db, log, size))?.root.equals(root) ?? false;
}

/** The tree of a log's first `size` hashes; undefined where they are not all there. */
export async function treeAt(db: Kysely<Database>, log: string, size: number): Promise<TreeHead | undefined> {
  const [root] = (await rootsOf(db, { log, size, ranges: [{ start: 0, end: size }] })) ?? [];
  return root && { size, root };
}

/** The checkpoint of the most events, or that of `size`. */
export function latestCheckpoint(
  db: Kysely<Database>,
  log: string,
  size?: number,
): Promise<Selectable<Database['audit_checkpoint']> | undefined> {
  const query = db.selectFrom('audit_checkpoint').selectAll().where('log', '=', log);
  return (size === undefined ? query.orderBy('tree_size', 'desc') : query.where('tree_size', '=', size))
    .limit(1)
    .executeTakeFirst();
}

/** The tree that a checkpoint's note states; what is in the other columns proves nothing. */
const treeOf = ({ note }: Selectable<Database['audit_checkpoint']>): TreeHead =>
  parseCheckpoint(note).checkpoint;

async function rootsOf(
  db: Kysely<Database>,
  {
    log,
    size,
    ranges,
  }: { readonly log: string; readonly size: number; readonly ranges: readonly LeafRange[] },
): Promise<readonly Buffer[] | undefined> {
  const roots = new RangeRoots(ranges);
  let count = 0;
  for await (const { sequence, hash } of leavesOf(db, { log, to: size })) {
    count += 1;
    if (sequence !== count) return undefined;
    roots.add(Buffer.from(hash, 'hex'));
  }
  return count === size ? roots.roots() : undefined;
}
