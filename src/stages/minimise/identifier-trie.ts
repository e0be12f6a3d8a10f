import { digitOf } from './identifier-normalise';

/** A word or a number of a text. */
export interface Token {
  /** In lower case, without marks, with one spelling for words that have two. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Written without any capital letter. */
  readonly lower: boolean;
}

interface Node<Value> {
  readonly next: Map<string, Node<Value>>;
  value?: Value;
}

/** A stretch of a text, end excluded, and what it stands for. */
export interface Match<Value> {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
  /** Whether each of its words is one of the trie, and none was only meant for one. */
  readonly exact: boolean;
}

/** How one search may differ from another. */
export interface SearchOptions<Value> {
  readonly accepts: (value: Value) => boolean;
  /** Words of the trie that the text's word may be meant for, nearest first. */
  readonly meant?: (token: Token) => readonly string[];
}

/** Sequences of words and what they stand for. */
export interface Trie<Value> {
  /** The longest sequences that have an accepted value, from left to right, in time linear in the text. */
  find(text: string, options: SearchOptions<Value>): readonly Match<Value>[];
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
    'victor violet wade walker wall ward waters webb west white will winter wood woods young bob bud chuck cliff dick ' +
    'dolly dot jet josh kit lance max min pip randy ray rod shell tab tan tilly tone van vet win'
  ).split(' '),
);

/** Whether a name in lower case is to be taken for the word, also with an `s` behind it. */
export const isEverydayName = (word: string): boolean =>
  EVERYDAY_WORDS.has(word) || (word.endsWith('s') && EVERYDAY_WORDS.has(word.slice(0, -1)));

/** A word as it is compared. */
export function fold(word: string): string {
  const plain = PLAIN.test(word)
    ? word.toLowerCase()
    : word
        .normalize('NFKD')
        .replace(UNSEEN, '')
        .toLowerCase()
        .replace(/(?![0-9])\p{Nd}/gu, digitOf);
  return SAME_WORDS.get(plain) ?? plain;
}

/** The words and numbers of a text from left to right. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(PLAIN.test(text) ? PLAIN_TOKEN : TOKEN)) {
    const folded = fold(word);
    if (folded === '') continue;
    tokens.push({
      word: folded,
      start: index,
      end: index + word.length,
      lower: word === word.toLowerCase(),
    });
  }
  return tokens;
}

/** The words of one identifier; none where it is too short to be looked for. */
export function wordsOf(identifier: string): readonly string[] {
  const words = tokensOf(identifier)
    .map(({ word }) => word)
    .slice(0, DEPTH);
  const [only, second] = words;
  return only === undefined || (second === undefined && only.length < SHORTEST_WORD) ? [] : words;
}

/** A trie of those identifiers; of two values for one identifier `merge` makes one. */
export function trieOf<Value>(
  entries: Iterable<readonly [identifier: string, value: Value]>,
  merge: (one: Value, other: Value) => Value,
): Trie<Value> {
  const root: Node<Value> = { next: new Map() };
  for (const [identifier, value] of entries) {
    let node = root;
    for (const word of wordsOf(identifier)) {
      const next: Node<Value> = node.next.get(word) ?? { next: new Map() };
      node.next.set(word, next);
      node = next;
    }
    node.value = node.value === undefined ? value : merge(node.value, value);
  }
  return { find: (text, options) => matchesIn(root, text, options) };
}

interface Search<Value> extends SearchOptions<Value> {
  readonly root: Node<Value>;
  readonly tokens: readonly Token[];
}

function matchesIn<Value>(
  root: Node<Value>,
  text: string,
  options: SearchOptions<Value>,
): readonly Match<Value>[] {
  if (root.next.size === 0) return [];
  const search = { root, tokens: tokensOf(text), ...options };
  const matches: Match<Value>[] = [];
  let [at, next] = [-1, 0];
  for (const { start } of search.tokens) {
    at += 1;
    const found = at < next ? undefined : longestFrom(search, at);
    if (!found) continue;
    matches.push({ start, end: found.end, value: found.value, exact: found.exact });
    next = found.last + 1;
  }
  return matches;
}

/** The longest sequence that begins at that token and has an accepted value, and its last token. */
function longestFrom<Value>(
  { root, tokens, accepts, meant }: Search<Value>,
  from: number,
): (Omit<Match<Value>, 'start'> & { readonly last: number }) | undefined {
  let found;
  let [node, end, exact] = [root, 0, true];
  for (let at = from; ; at += 1) {
    const token = tokens[at];
    if (!token || (at > from && token.start - end > GAP)) return found;
    const own = node.next.get(token.word);
    const next = own ?? nearest(node, token, meant);
    if (!next) return found;
    node = next;
    end = token.end;
    exact &&= next === own;
    const everyday = at === from && token.lower && isEverydayName(token.word);
    if (node.value !== undefined && accepts(node.value) && !everyday)
      found = { last: at, end, value: node.value, exact };
  }
}

function nearest<Value>(
  { next }: Node<Value>,
  token: Token,
  meant: SearchOptions<Value>['meant'],
): Node<Value> | undefined {
  if (!meant || next.size === 0) return undefined;
  return meant(token)
    .map((word) => next.get(word))
    .find((node) => node !== undefined);
}
