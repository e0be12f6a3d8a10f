import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { publicBytesOf, publicKeyOf } from './ed25519';

/** Kinds of signatures (C2SP signed-note, "Signature types"): Ed25519 over the text, and a witness's with its time. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;

const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;
const PUBLIC_KEY_BYTES = 32;

/** One signature line. */
export interface NoteSignature {
  /** The signer's name. */
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly keyId: string;
  /** What follows the key id. */
  readonly signature: Buffer;
}

/** A signed note: lines of text, each ended, and who signed them. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** What a signature is checked with. */
export interface Verifier {
  readonly name: string;
  readonly kind: typeof ED25519 | typeof COSIGNATURE;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

/** The first four bytes of SHA-256 over the name, a line end, the kind and the public key; in hexadecimal. */
export const keyIdOf = ({ name, kind, publicKey }: Verifier): string =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(kind))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_ID_BYTES)
    .toString('hex');

/** A verifier in one line, as others' tools read it: name, key id, and kind with public key in base64. */
export const verifierLine = (verifier: Verifier): string =>
  [
    verifier.name,
    keyIdOf(verifier),
    Buffer.concat([Buffer.of(verifier.kind), verifier.publicKey]).toString('base64'),
  ].join('+');

const KINDS: readonly number[] = [ED25519, COSIGNATURE];

/** Reads a verifier from its line. @throws SyntaxError when it is none, or of a kind that is not known here */
export function parseVerifier(line: string): Verifier {
  const [name = '', keyId = '', ...rest] = line.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const kind = bytes[0] === COSIGNATURE ? COSIGNATURE : ED25519;
  const verifier: Verifier = { name, kind, publicKey: bytes.subarray(1) };
  const isKnown = KINDS.includes(bytes[0] ?? 0) && bytes.length === 1 + PUBLIC_KEY_BYTES;
  if (!isKnown || !/^\S+$/.test(name) || keyIdOf(verifier) !== keyId)
    throw new SyntaxError('not a verifier of a signed note');
  return verifier;
}

/** Adds a signature by an Ed25519 key to a text that ends with a line end. */
export function signNote(
  text: string,
  { name, key }: { readonly name: string; readonly key: KeyObject },
): string {
  const verifier: Verifier = { name, kind: ED25519, publicKey: publicBytesOf(key) };
  return `${text}\n${signatureLine(verifier, sign(null, Buffer.from(text), key))}`;
}

/** Adds a witness's signature, with its time in seconds since 1970, to a signed note (C2SP tlog-cosignature, v1). */
export function cosignNote(
  note: string,
  { name, key, at }: { readonly name: string; readonly key: KeyObject; readonly at: Date },
): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, cosigned(parseNote(note).text, seconds), key);
  const verifier: Verifier = { name, kind: COSIGNATURE, publicKey: publicBytesOf(key) };
  return `${note}${signatureLine(verifier, Buffer.concat([time, signature]))}`;
}

const cosigned = (text: string, seconds: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

const signatureLine = (verifier: Verifier, signature: Buffer): string =>
  `\u2014 ${verifier.name} ${Buffer.concat([Buffer.from(keyIdOf(verifier), 'hex'), signature]).toString('base64')}\n`;

const NOTE = /(?:[^\n]+\n)+\n(?:\u2014 [^ \n]+ [A-Za-z0-9+/=]+\n)+/g;
const SIGNATURE_LINE = /^\u2014 ([^ \n]+) ([A-Za-z0-9+/=]+)$/;

/** The notes of a file that holds one after the other, with empty lines between. @throws SyntaxError when there is more */
export function notesIn(file: string): readonly string[] {
  const notes = file.match(NOTE) ?? [];
  if (file.replace(NOTE, '').trim() !== '') throw new SyntaxError('the file holds more than signed notes');
  return notes;
}

/** Takes a note apart without checking its signatures. @throws SyntaxError when it is none */
export function parseNote(note: string): SignedNote {
  const [whole] = note.match(NOTE) ?? [];
  if (whole !== note) throw new SyntaxError('not a signed note');
  const end = note.indexOf('\n\n') + 1;
  const signatures = note
    .slice(end + 1, -1)
    .split('\n')
    .map(parseSignature);
  return { text: note.slice(0, end), signatures };
}

function parseSignature(line: string): NoteSignature {
  const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  // Strict: another spelling of the same bytes would be another note.
  if (name === undefined || bytes.toString('base64') !== base64 || bytes.length <= KEY_ID_BYTES)
    throw new SyntaxError('not a signature line');
  return {
    name,
    keyId: bytes.subarray(0, KEY_ID_BYTES).toString('hex'),
    signature: bytes.subarray(KEY_ID_BYTES),
  };
}

/**
 * Whether one of the verifiers signed the note. A line that bears a verifier's name and key id and does not hold refuses
 * the note whole; lines of strangers are passed over.
 */
export function isSignedBy({ text, signatures }: SignedNote, verifiers: readonly Verifier[]): boolean {
  const known = signatures.flatMap((line) => {
    const verifier = verifiers.find((each) => each.name === line.name && keyIdOf(each) === line.keyId);
    return verifier === undefined ? [] : [holds(text, line.signature, verifier)];
  });
  return known.length > 0 && known.every(Boolean);
}

function holds(text: string, signature: Buffer, { kind, publicKey }: Verifier): boolean {
  const key = publicKeyOf(publicKey);
  if (kind === ED25519) return verify(null, Buffer.from(text), key, signature);
  if (signature.length <= TIME_BYTES) return false;
  const seconds = Number(signature.readBigUInt64BE());
  return verify(null, cosigned(text, seconds), key, signature.subarray(TIME_BYTES));
}
