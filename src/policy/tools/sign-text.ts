import { wholeFile } from '../document';
import { isError, type PackFault } from '../fault';
import { readPack } from '../load';
import type { PackStatus, SignatureRole } from '../schema';

/** A pack's text and who signs it. */
export interface SigningQuestion {
  readonly file: string;
  readonly text: string;
  readonly signature: { readonly by: string; readonly role: SignatureRole; readonly on: string };
  /** The status from now on; a draft becomes SIGNED where nothing is said, any other pack keeps its own. */
  readonly status?: PackStatus | undefined;
}

const STATUS_LINE = /^status: *([A-Z]+)/m;
const SIGNATURES_LINE = /^signatures:[ \t]*(\[\])?[ \t]*$/m;

/**
 * The text with one more signature, and otherwise unchanged to the letter: comments and layout are part of what people
 * have read. Text is null where the pack, once signed, would have faults.
 */
export function signText({ file, text, signature, status }: SigningQuestion): {
  readonly text: string | null;
  readonly faults: readonly PackFault[];
} {
  const now = STATUS_LINE.exec(text)?.[1];
  const signatures = SIGNATURES_LINE.exec(text);
  if (now === undefined || signatures === null) {
    const message = 'has no line "status:" or "signatures:" at the left margin: write both so';
    return { text: null, faults: [wholeFile(file, message)] };
  }
  const { by, role, on } = signature;
  const entry = `signatures:\n  - { by: ${JSON.stringify(by)}, role: ${role}, on: ${on} }`;
  const signed = text
    .replace(SIGNATURES_LINE, () => entry)
    .replace(STATUS_LINE, `status: ${status ?? (now === 'DRAFT' ? 'SIGNED' : now)}`);
  const faults = readPack({ file, bytes: new TextEncoder().encode(signed) }).faults.filter(isError);
  return { text: faults.length === 0 ? signed : null, faults };
}
