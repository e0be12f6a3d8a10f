/** How deep an agency's answer may be nested; the contract's deepest is 9. */
const DEPTH_LIMIT = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

/**
 * Parses JSON that says one thing only; undefined for text that is no JSON, is nested deeper than 32, or names a key of
 * an object twice (RFC 8259, section 4: what that means depends on the reader, so that the agency's own record and ours
 * might differ on what was disclosed).
 */
export function parseStrictJson(text: string): unknown {
  try {
    return isUnambiguous(text) ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at the structure alone; `JSON.parse` judges the rest. It does not recurse, and reads each character once. */
function isUnambiguous(text: string): boolean {
  /** The keys of each object that is open; null stands for a list. */
  const open: (Set<string> | null)[] = [];
  let isKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (isKey && keys) {
        const key = keyIn(text.slice(at, end + 1));
        if (keys.has(key)) return false;
        keys.add(key);
      }
      isKey = false;
      at = end;
    } else if (code === BRACE_OPEN || code === BRACKET_OPEN) {
      if (open.push(code === BRACE_OPEN ? new Set() : null) > DEPTH_LIMIT) return false;
      isKey = code === BRACE_OPEN;
    } else if (code === BRACE_CLOSE || code === BRACKET_CLOSE) {
      open.pop();
      isKey = false;
    } else if (code === COMMA) {
      isKey = open.at(-1) !== null;
    }
  }
  return true;
}

/** The key that its JSON stands for. Escapes are resolved, since "a" and "\u0061" are one key. */
const keyIn = (json: string): string => (json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1));

/** Where the string that begins at `start` ends: its closing quote, or the text's end. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
