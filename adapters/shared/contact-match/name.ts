const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'master', 'rev', 'sir', 'prof', 'professor']);
const SUFFIXES = new Set(['jr', 'jnr', 'junior', 'sr', 'snr', 'senior', 'ii', 'iii']);
/** Words that belong to the surname after them. */
const PARTICLES = new Set([
  ...[
    'de',
    'da',
    'do',
    'dos',
    'del',
    'della',
    'di',
    'du',
    'la',
    'le',
    'van',
    'von',
    'der',
    'den',
    'ter',
    'ten',
  ],
  ...['al', 'el', 'bin', 'ibn', 'bint', 'abu', 'ap', 'mac', 'mc', 'o', 'st', 'san', 'ben'],
]);
/** How a record is headed before a child has a name of its own. */
const UNNAMED =
  /^(?:(?:un-?born|baby|infant|twin|triplet)\b(?:\s+(?:one|two|three|\d|[ab]|boy|girl|child))*\s*(?:of\b)?)\s*/u;
/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h' },
};

/** A name in the parts that are compared, in plain lower-case letters. */
export interface ParsedName {
  /** Empty where the child has no name yet. */
  readonly given: string;
  readonly middle: readonly string[];
  /** The whole surname without signs, such as `obrien` or `vanderberg`. */
  readonly surname: string;
  /** The parts of a double-barrelled surname; one where it is single. */
  readonly surnameParts: readonly string[];
}

/** Reads `Given Middle Surname` and `Surname, Given`; null where no name is left. */
export function parseName(text: string): ParsedName | null {
  const plain = plainLetters(text);
  const comma = plain.indexOf(',');
  const ordered = comma < 0 ? plain : `${plain.slice(comma + 1)} ${plain.slice(0, comma)}`;
  const named = ordered.trim().replace(UNNAMED, '');
  const isUnnamed = named !== ordered.trim();
  const words = named.split(/\s+/u).filter((word) => word !== '' && !TITLES.has(word));
  while (words.length > 1 && SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  if (words.length === 0) return null;
  const first = startOfSurname(words);
  const before = isUnnamed ? [] : words.slice(0, first);
  const last = words.slice(first);
  // Somebody known by one word has it as given name and as surname: either may be how it was recorded.
  const [given = isUnnamed ? '' : joined(last), ...middle] = before.map((word) => joined([word]));
  return { given, middle, surname: joined(last), surnameParts: partsOf(last) };
}

function startOfSurname(words: readonly string[]): number {
  let first = words.length - 1;
  while (first > 1 && PARTICLES.has(words[first - 1] ?? '')) first -= 1;
  return first;
}

const joined = (words: readonly string[]): string => words.join('').replace(/-/gu, '');

function partsOf(words: readonly string[]): readonly string[] {
  const parts = words
    .join('')
    .split('-')
    .filter((part) => part.length > 1);
  return parts.length > 0 ? parts : [joined(words)];
}

function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[øłđðþßæœıħ]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/\p{Mark}|['\u2018\u2019\u02bc.`]/gu, '')
    .replace(/[\u2010-\u2015]/gu, '-')
    .replace(/[^\p{Letter}\p{Number},\s-]/gu, ' ');
}
