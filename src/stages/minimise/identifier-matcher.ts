import { generalisePostcode } from '../../pseudonyms/generalise/postcode';

/** What a known identifier is, told by its shape. */
export type KnownKind = 'NAME' | 'DATE_OF_BIRTH' | 'POSTCODE' | 'KNOWN_ADDRESS';

/** A stretch of a text, end excluded. */
export interface Span<Kind> {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** Finds known identifiers in texts, in time linear in the text. Build one per operation: it holds personal data. */
export interface IdentifierMatcher {
  /** The longest matches from left to right, of those kinds only. */
  find(text: string, kinds: ReadonlySet<KnownKind>): readonly Span<KnownKind>[];
}

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Written without any capital letter. */
  readonly lower: boolean;
}

interface Node {
  readonly next: Map<string, Node>;
  kind?: KnownKind;
}

/** Letters with what may be hidden among them (combining marks, soft hyphens, zero-width characters), or digits. */
const TOKEN = /[\p{L}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+|\p{Nd}+/gu;
/** The same for the plain texts that most are, in a fifth of the time. */
const PLAIN_TOKEN = /[A-Za-z]+|[0-9]+/g;
const PLAIN = /^[\0-\x7f]*$/;
const UNSEEN = /[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/gu;
/** Characters that may stand between two tokens of one identifier, as in `Elm Road,  PR1`. */
const GAP = 3;
/** Tokens of the longest identifier looked for; the walk from each token is never longer. */
const DEPTH = 16;
const SHORTEST_WORD = 3;

/** Written in two ways; one stands for both. */
const SAME_WORDS: ReadonlyMap<string, string> = new Map([
  ['rd', 'road'],
  ['st', 'street'],
  ['ave', 'avenue'],
  ['av', 'avenue'],
  ['cl', 'close'],
  ['dr', 'drive'],
  ['ln', 'lane'],
  ['ct', 'court'],
  ['cres', 'crescent'],
  ['gdns', 'gardens'],
  ['pl', 'place'],
  ['sq', 'square'],
  ['ter', 'terrace'],
]);

/** Names that are everyday words too: alone and without a capital they are taken for the word. */
const EVERYDAY_WORDS: ReadonlySet<string> = new Set(
  (
    'angel april art august autumn baker bank banks bell bill black book brook brown bush carpenter chance chase ' +
    'christian close cook cross daisy dale dawn day dean drew earl faith field fields fox frank gene grace grant ' +
    'gray green grey guy hall harmony harry hay head hill hope house hunt hunter iris ivy jack jasmine joy june ' +
    'justice king lane law lily little long love major mark marsh mason may mercy miles mill miller moss nick norm ' +
    'north page park parks patience pat pearl penny pike pool poppy porter potter power price prince ray read reed ' +
    'rich river rob robin rock rose ruby sandy short sky small south star stone storm sue summer sunny taylor terry ' +
    'victor violet wade walker wall ward waters webb west white will winter wood woods young'
  ).split(' '),
);

function fold(word: string): string {
  const plain = PLAIN.test(word)
    ? word.toLowerCase()
    : word.normalize('NFKD').replace(UNSEEN, '').toLowerCase();
  return SAME_WORDS.get(plain) ?? plain;
}

function* tokensOf(text: string): Generator<Token> {
  for (const { 0: word, index } of text.matchAll(PLAIN.test(text) ? PLAIN_TOKEN : TOKEN)) {
    const folded = fold(word);
    if (folded === '') continue;
    yield { word: folded, start: index, end: index + word.length, lower: word === word.toLowerCase() };
  }
}

/** The kind of a known identifier: dates and postcodes by their form, addresses by the number in them. */
function kindOf(identifier: string): KnownKind {
  if (/^\D{0,12}[0-9]+\D{1,12}[0-9]{2,4}$|^[0-9]+(?:\D[0-9]+){1,2}$|^[0-9]{8}$/u.test(identifier))
    return 'DATE_OF_BIRTH';
  if (generalisePostcode(identifier) !== null) return 'POSTCODE';
  return /[0-9]/.test(identifier) ? 'KNOWN_ADDRESS' : 'NAME';
}

function add(root: Node, identifier: string): void {
  const words = [...tokensOf(identifier)].map(({ word }) => word).slice(0, DEPTH);
  const [only, second] = words;
  if (only === undefined || (second === undefined && only.length < SHORTEST_WORD)) return;
  let node = root;
  for (const word of words) {
    const next: Node = node.next.get(word) ?? { next: new Map() };
    node.next.set(word, next);
    node = next;
  }
  node.kind ??= kindOf(identifier.trim());
}

/** The last token of the longest identifier that begins at `from`, and its kind. */
function longest(
  root: Node,
  tokens: readonly Token[],
  { from, kinds }: { readonly from: number; readonly kinds: ReadonlySet<KnownKind> },
): { readonly last: number; readonly kind: KnownKind } | undefined {
  let node: Node | undefined = root;
  let found: { readonly last: number; readonly kind: KnownKind } | undefined;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (!token || (at > from && before && token.start - before.end > GAP)) break;
    node = node.next.get(token.word);
    if (!node) break;
    const everyday = at === from && token.lower && EVERYDAY_WORDS.has(token.word);
    if (node.kind && kinds.has(node.kind) && !everyday) found = { last: at, kind: node.kind };
  }
  return found;
}

/** A matcher of those identifiers: names, dates of birth, postcodes and first lines of addresses, as they are written. */
export function identifierMatcher(known: readonly string[]): IdentifierMatcher {
  const root: Node = { next: new Map() };
  for (const identifier of known) add(root, identifier);
  return {
    find(text, kinds) {
      if (root.next.size === 0 || kinds.size === 0) return [];
      const tokens = [...tokensOf(text)];
      const spans: Span<KnownKind>[] = [];
      for (let at = 0; at < tokens.length; at += 1) {
        const found = longest(root, tokens, { from: at, kinds });
        const first = tokens[at];
        const last = found && tokens[found.last];
        if (!found || !first || !last) continue;
        spans.push({ start: first.start, end: last.end, kind: found.kind });
        at = found.last;
      }
      return spans;
    },
  };
}
