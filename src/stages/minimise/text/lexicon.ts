import nlp from 'compromise/three';
import { isEverydayName } from '../identifier-trie';
import { CASE_WORDS } from './case-words';

/** What a word may be, by itself. */
export interface WordSense {
  readonly given: boolean;
  readonly surname: boolean;
  readonly place: boolean;
  /** A word of the language, whatever else it is. */
  readonly common: boolean;
  /** A verb in its past tense and nothing else. */
  readonly past: boolean;
}

interface Model {
  readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
}

const { lexicon } = (nlp.model() as Model).one;

const GIVEN: ReadonlySet<string> = new Set(['MaleName', 'FemaleName', 'FirstName']);
const SURNAME: ReadonlySet<string> = new Set(['LastName', 'Person']);
const PLACE: ReadonlySet<string> = new Set(['City', 'Region', 'Country', 'Place', 'SportsTeam']);
/** Towns, given names and surnames that are words too. */
const ALSO_WORDS: ReadonlySet<string> = new Set(
  (
    'reading bath nice mobile deal hull cork rugby sandwich sale bury ware wells ash battle rye barking turkey china ' +
    'chad jersey lima orange bolt polish male female independence christian sir mister can may will mark might ' +
    'general major miss lord lady dad mum mummy daddy baby nan gran grandma grandad don bill art sue pat rob jack'
  ).split(' '),
);

const tagsOf = (word: string): readonly string[] => {
  const tags = Object.hasOwn(lexicon, word) ? lexicon[word] : undefined;
  return tags === undefined ? [] : typeof tags === 'string' ? [tags] : tags;
};

/** Given names that are words as well, or that the lexicon lacks and that people in the United Kingdom have. */
const GIVEN_TOO: ReadonlySet<string> = new Set(
  (
    'eve jay misty alma blessing precious favour gift patience comfort prince princess mercy dawn rose grace faith ' +
    'hope joy summer autumn ivy ruby daisy poppy lily heather hazel holly amber jade crystal pearl scarlett ' +
    'melody harmony destiny hunter mason carter archer robin rob bob pat sue bill jack frank mark ' +
    'grant guy dean dale glen clay cliff ray ben drew miles max victor ernest rusty sonny buddy inger yasmin aisha'
  ).split(' '),
);

/** Towns and cities of the United Kingdom that are words or names of people too: places where the words before say so. */
const TOWNS_TOO: ReadonlySet<string> = new Set(
  (
    'hull reading bath sale deal bury wells ash battle rye barking sandwich ware nelson colne leigh preston lancaster ' +
    'stafford lincoln chester derby ely rugby poole slough wigan cork chatham bolton ' +
    'crewe kendal ripon bude looe diss ramsey chard frome stroud stone leek buxton ' +
    'blackburn burnley bradford warwick ashford clifton milton newton sutton hyde kingston wells stanley ashton douglas perth'
  ).split(' '),
);

/** Everyday words that are names too, but for those that a capital letter does not make one. */
const CALENDAR: ReadonlySet<string> = new Set(
  'april may june august autumn summer winter march north south east west street road house sky short day law'.split(
    ' ',
  ),
);

const CONTRACTION = /^(?:\p{L}{1,6}n['\u2019]t|\p{L}{1,6}['\u2019](?:m|ve|re|ll|d|s))$/u;

const isWord = (word: string): boolean =>
  CASE_WORDS.has(word) ||
  tagsOf(word).some((tag) => !GIVEN.has(tag) && !SURNAME.has(tag) && !PLACE.has(tag) && tag !== 'ProperNoun');

/** Endings of words that the lexicon has without them. */
const ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/ies$/u, 'y'],
  [/(?:es|s)$/u, ''],
  [/s$/u, ''],
  [/(?:ed|ing|er|ly|ment|ness|ful|less|able)$/u, ''],
  [/(?:ed|ing|er|able)$/u, 'e'],
  [/(.)\1(?:ed|ing|er)$/u, '$1'],
  [/(?:ation|ion|or|ive)$/u, 'e'],
  [/(?:ion|or|ive)$/u, ''],
  [/ily$/u, 'y'],
  [/^(?:un|re|non|pre|co|mis|dis|over|under|out|ex|inter)-?/u, ''],
];

/** Endings that make a noun or an adjective of English out of anything, and stems of the names of medicines (WHO). */
const MADE =
  /(?:^(?:es)?citalopram|.{3}(?:tion|sion|ness|[nt]ary|ment|ance|ence|ship|ture|ity|ities|ism|(?<!qv)ist|ology|graphy|ical|ible|able|ous|ful|less|ense|eting|itis|osis|emia|aemia|gram|scopy|ectomy|[dlnr]i[sz]ed|person|dom|mycin|cillin|traline|[zg]epam|olol|statin|prazole|azepine|oxetine|peridone|apine|profen|cetamol|phenidate))s?$/u;

function isInflected(word: string): boolean {
  if (word.length < 5) return false;
  if (word.includes('-')) return word.split('-').every((part) => isWord(part) || isInflected(part));
  if (MADE.test(word)) return true;
  return ENDINGS.some(([ending, instead]) => {
    const stem = word.replace(ending, instead);
    return stem !== word && stem.length >= 3 && isWord(stem);
  });
}

/** What is said of a masked stretch. */
export const NOBODY: WordSense = { given: false, surname: false, place: false, common: false, past: false };

const senses = new Map<string, WordSense>();
const REMEMBERED = 20_000;

/** Whether people are called so, as far as the lexicon knows. */
export const isListedName = (word: string): boolean =>
  (senseOf(word).given || senseOf(word).surname) && !senseOf(word).common;

function lookUp(word: string): WordSense {
  const tags = tagsOf(word);
  return {
    given: tags.some((tag) => GIVEN.has(tag)) || GIVEN_TOO.has(word),
    surname: tags.some((tag) => SURNAME.has(tag)) || (isEverydayName(word) && !CALENDAR.has(word)),
    place: tags.some((tag) => PLACE.has(tag)) || TOWNS_TOO.has(word),
    common:
      isWord(word) ||
      CONTRACTION.test(word) ||
      ALSO_WORDS.has(word) ||
      isEverydayName(word) ||
      (tags.length === 0 && isInflected(word)),
    past: tags.length > 0 && tags.every((tag) => tag === 'PastTense'),
  };
}

/**
 * What the language library's lexicon says of a word in lower case. Remembered are words of the language and of the
 * lexicon alone: what neither knows may be somebody's name, and is looked up each time.
 */
export function senseOf(word: string): WordSense {
  const known = senses.get(word);
  if (known) return known;
  const sense = lookUp(word);
  const listed = sense.given || sense.surname || sense.place || sense.common;
  if (!listed) return NOBODY;
  if (senses.size < REMEMBERED) senses.set(word, sense);
  return sense;
}
