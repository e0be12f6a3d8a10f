import { createHash } from 'node:crypto';

import { canonicalize } from 'json-canonicalize';
import { z } from 'zod';

/** How a request to an agency ended, in the agency's own words. */
export const LEDGER_OUTCOMES = ['ANSWERED', 'REFUSED', 'FAILED'] as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const word = z.string().min(1);

const ledgerLine = z.strictObject({
  /** The place in the ledger, from 1 without a gap. */
  sequence: z.int().min(1),
  /** The hash of the line before; zeros before the first. */
  previous: hash,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  agency: word,
  /** What the gateway has signed, without the records; null where nothing was. */
  grant: z
    .strictObject({
      jti: word,
      event: word,
      review: word,
      purpose: word,
      recipient: z.strictObject({ agency: word, standing: word }),
      pack: z.strictObject({ key: word, version: word, digest: word }),
    })
    .nullable(),
  outcome: z.enum(LEDGER_OUTCOMES),
  /** Why it was refused; null where it was not. */
  reason: word.nullable(),
  /** Names of the categories, `fieldsDigest` of all that is below them, and how many records. */
  asked: z.strictObject({ categories: z.array(word), fields: hash, records: z.int().min(0) }),
  /** How many records, and how many values of each category; 0 for a list that was answered empty. */
  answered: z.strictObject({ records: z.int().min(0), values: z.record(word, z.int().min(0)) }),
  /** Requests since the line before that showed no grant which could be verified. */
  unverified: z.int().min(0),
  /** SHA-256 of the line's canonical JSON (RFC 8785) without this member. */
  hash,
});

/** One line of an agency's own record of what it was asked and what it answered: names and counts, never a value. */
export type LedgerLine = z.infer<typeof ledgerLine>;

/** What the hash of the first line follows. */
export const LEDGER_GENESIS = '0'.repeat(64);

/** The hash that a line should have. */
export const ledgerHash = (line: Omit<LedgerLine, 'hash'>): string =>
  createHash('sha256').update(canonicalize(line), 'utf8').digest('hex');

/** The ledger as far as it is in order, and the number of the first line that is not; null where all are. */
export interface ReadLedger {
  readonly lines: readonly LedgerLine[];
  /** From 1. */
  readonly brokenAt: number | null;
}

/** Reads a ledger's text (JSON lines) and checks that no line was changed, added between, or taken out. */
export function readLedger(text: string): ReadLedger {
  const lines: LedgerLine[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    if (written === '' && index > 0) continue;
    const line = written === '' ? undefined : follows(written, lines.at(-1));
    if (line === undefined) return { lines, brokenAt: text === '' ? null : index + 1 };
    lines.push(line);
  }
  return { lines, brokenAt: null };
}

function follows(written: string, before: LedgerLine | undefined): LedgerLine | undefined {
  const line = parse(written);
  if (line === undefined) return undefined;
  const { hash: stated, ...content } = line;
  const inOrder =
    line.previous === (before?.hash ?? LEDGER_GENESIS) && line.sequence === (before?.sequence ?? 0) + 1;
  return inOrder && stated === ledgerHash(content) ? line : undefined;
}

function parse(written: string): LedgerLine | undefined {
  try {
    return ledgerLine.safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
}
