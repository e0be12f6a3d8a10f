import type { TreeHead } from '../merkle';
import { ED25519, parseNote, type SignedNote, type Verifier } from './signed-note';

/** What a checkpoint states: which log, and its tree. */
export interface Checkpoint extends TreeHead {
  /** The log's name towards the world; also its signer's name. */
  readonly origin: string;
}

const ORIGIN = 'review-gateway/audit/';
const HASH_BYTES = 32;
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/** The origin of a log, which is its signer's name as well; it holds neither white space nor a plus sign. */
export const originOf = (log: string): string => `${ORIGIN}${encodeURIComponent(log)}`;

/** The log of an origin. @throws SyntaxError when it is none of ours */
export function logOfOrigin(origin: string): string {
  if (!origin.startsWith(ORIGIN)) throw new SyntaxError('not a checkpoint of an audit log');
  return decodeURIComponent(origin.slice(ORIGIN.length));
}

/** The verifiers of a log's checkpoints under these public keys of 32 bytes. */
export const verifiersOf = (log: string, publicKeys: readonly Buffer[]): readonly Verifier[] =>
  publicKeys.map((publicKey) => ({ name: originOf(log), kind: ED25519, publicKey }));

/** The text of a checkpoint (C2SP tlog-checkpoint): origin, size, root in base64; a line each. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Reads a checkpoint and its signatures, which it does not check. @throws SyntaxError when it is none */
export function parseCheckpoint(note: string): {
  readonly checkpoint: Checkpoint;
  readonly signed: SignedNote;
} {
  const signed = parseNote(note);
  const [origin, size, base64] = signed.text.split('\n');
  const root = Buffer.from(base64 ?? '', 'base64');
  if (
    origin === undefined ||
    size === undefined ||
    !SIZE.test(size) ||
    root.length !== HASH_BYTES ||
    root.toString('base64') !== base64
  )
    throw new SyntaxError('not a checkpoint');
  return { checkpoint: { origin, size: Number(size), root }, signed };
}
