import { isCardNumber, isCroNumber, isIban, isNhsNumber, isPncId, isPupilNumber } from '../identifier-checks';
import type { Span } from '../identifier-matcher';
import { asWritten, normalise } from '../identifier-normalise';
import { patternsIn, type PatternKind } from '../identifier-patterns';
import type { ContactKind, TextKind } from './kinds';

/** What is found by form in free text. */
export type TextPatternKind = PatternKind | ContactKind | 'DATE_OF_BIRTH';

type Found = Span<TextPatternKind>;

interface Detector {
  readonly kind: TextPatternKind;
  /** A text without it has nothing to find, which is told sooner. */
  readonly needs?: RegExp;
  readonly form: RegExp;
  /** Whether what has the form is meant; without it, it always is. */
  readonly meant?: (found: string, before: string) => boolean;
}

const OFFICIAL: ReadonlySet<PatternKind> = new Set<PatternKind>([
  'NHS_NUMBER',
  'NATIONAL_INSURANCE_NUMBER',
  'PUPIL_NUMBER',
  'PNC_ID',
  'POSTCODE',
]);

/** Characters before a find that may say what it is. */
const CONTEXT = 32;

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}';
const DATE = [
  '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}',
  '[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:[0-9]{4}|[0-9]{2})',
  `[0-9]{1,2}(?:st|nd|rd|th)?(?: of)?[ /-]${MONTH}(?:,?[ /-](?:[0-9]{4}|[0-9]{2}))?`,
  `${MONTH} [0-9]{1,2}(?:st|nd|rd|th)?(?:,? [0-9]{4})?`,
  '[0-9]{8}',
].join('|');
const BORN = '(?:born|d\\.?o\\.?b\\.?|dates? of birth|birth ?dates?|birthday)';
const JOIN = "(?:\\s{0,2}[.:;,=-]{1,2})?(?: (?:is|was|on|the|it's|it is|of|as|given)){0,3}\\s{0,3}";
const STREET =
  '(?:Road|Rd|Street|Avenue|Ave|Close|Drive|Lane|Court|Crescent|Gardens|Grove|Place|Square|Terrace|Way|Walk|Mews|Row|Hill|Parade|Str|St(?! \\p{Lu}))';
/** Streets of other countries: the word for it before the name, at its end, or behind it before the number. */
const NAMES =
  "(?: (?:de la|de|la|le|les|des|du|del|della|dei|d'|do|da|dos|das|al|el|y|e))?(?: ?\\p{Lu}[\\p{L}'-]{0,24})";
const STREET_ABROAD = [
  `[0-9]{1,5}[A-Za-z]?,? (?:[Rr]ue|[Vv]ia|[Cc]alle|[Rr][uú]a|[Aa]v(?:da|enida|enue)?\\.?|[Bb]oulevard|[Bb]ulevar|[Pp]iazza|[Pp]la[zç]a|[Uu]l\\.)(?:${NAMES}){1,4}`,
  '(?:[0-9]{1,5},? )?\\p{Lu}[\\p{L}-]{2,30}(?:stra(?:ss|ß)e|straat|gat(?:a|an)|v[äe]gen|veien|gade|gasse|laan|weg|katu) [0-9]{1,4}[A-Za-z]?',
  "(?:[0-9]{1,5},? )?(?:\\p{Lu}[\\p{L}'-]{0,24} ){1,3}(?:u\\.|utca|út|útja|tér) [0-9]{1,4}\\.?",
].join('|');
const TLD = '(?:com|org|net|info|biz|io|me|tv|app|uk|ie|eu|scot|wales|cymru|london)';

const digitsOf = (found: string): string => found.replace(/[^0-9]/gu, '');

/** UK numbers: nought, or the country code, and nine or ten digits (Ofcom's National Telephone Numbering Plan). */
function isTelephone(found: string, before: string): boolean {
  const digits = digitsOf(found);
  const national = digits.replace(/^(?:0044|44)0?/u, '0');
  const foreign = found.startsWith('+')
    ? digits.length >= 8 && digits.length <= 15
    : /^00[1-9]/u.test(digits);
  const area = /^0(?!0)[0-9]{9,10}$/u.test(national) && /^\D{0,2}[0-9]{3}|^\+/u.test(found);
  if (foreign || (area && /^(?:0|\+|\()/u.test(found))) return true;
  const told =
    /(?:tel(?:ephone)?|phone[ds]?|mobile|mob|fax|call(?:ed|ing)?|r[ai]ng|text(?:ed)?|whatsapp|sms)\W/iu;
  return told.test(`${before} `) && digits.length >= 6 && digits.length <= 15;
}

const DETECTORS: readonly Detector[] = [
  {
    kind: 'EMAIL',
    needs: /@/,
    form: /(?<![\p{L}\p{M}\p{N}_.%+'-])[\p{L}\p{M}\p{N}_.%+'-]{1,64}@(?:[\p{L}\p{M}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}])/giu,
  },
  { kind: 'HANDLE', needs: /@/, form: /(?<![\p{L}\p{M}\p{N}_.%+'@-])@[a-z_][\w.]{1,29}(?![\w@])/giu },
  {
    kind: 'WEB_ADDRESS',
    needs: /:\/\/|www\.|\.[a-z]{2}/i,
    form: new RegExp(
      `(?<![\\w@.-])(?:(?:https?://|www\\.)[^\\s<>"'[\\])]{1,2048}|(?:[a-z0-9][a-z0-9-]{0,62}\\.){1,5}${TLD}(?![\\w.-]*@|[\\w-])(?:/[^\\s<>"'[\\])]{0,2048})?)`,
      'giu',
    ),
  },
  {
    kind: 'IP_ADDRESS',
    needs: /[0-9]\.[0-9]|:[0-9a-f]{1,4}:/i,
    form: /(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])|(?<![0-9.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?![0-9]|\.[0-9])/giu,
  },
  {
    kind: 'DATE_OF_BIRTH',
    needs: /born|birth|d\.?o\.?b/i,
    form: new RegExp(`(?<=(?<![a-z])${BORN}${JOIN})(?<![0-9])(?:${DATE})(?![0-9])`, 'giu'),
  },
  {
    kind: 'BANK_ACCOUNT',
    form: /(?<![\w-])(?:[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?|[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}|[0-9]{8})(?![\w-])/giu,
    meant: (found, before) =>
      isIban(found) || /(?:sort ?code|accounts?|acct?|a\/c)\b[^\n\]]{0,24}$/iu.test(before),
  },
  {
    kind: 'PAYMENT_CARD',
    form: /(?<![\w-])[0-9](?:[ -]?[0-9]){11,18}(?![\w-])/gu,
    meant: (found, before) =>
      isCardNumber(digitsOf(found)) || /\b(?:cards?|cc)\b[^.\n\]]{0,20}$/iu.test(before),
  },
  {
    kind: 'UPRN',
    needs: /uprn/i,
    form: /(?<=uprn\)?[\s:#-]{0,3}(?:(?:is|no\.?|number|ref)[\s:#-]{0,3}){0,2})[0-9]{6,12}(?![0-9])/giu,
  },
  {
    kind: 'NHS_NUMBER',
    needs: /nhs/i,
    // A number that is said to be an NHS number is masked whether or not its check digit fits.
    form: /(?<=nhs[\s:#-]{0,3}(?:(?:is|no\.?|number|num|id)[\s:#-]{0,3}){0,2})[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])/giu,
  },
  {
    kind: 'VEHICLE',
    form: /(?<![\w-])(?:[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-HJ-NP-Y][0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} ?[0-9]{1,3}[A-Z]|[A-Z]{1,3} ?[0-9]{1,4})(?![\w-])/giu,
    // By itself a mark that ends in a letter, written in capitals.
    meant: (found, before) =>
      /^[A-Z0-9 ]+[A-Z]$/u.test(found) ||
      /(?:\breg(?:istration)?\b|number ?plate|\bvrm\b|\bvehicle\b|\bcar\b|\bvan\b)[^.\n\]]{0,20}$/iu.test(
        before,
      ),
  },
  {
    kind: 'TELEPHONE',
    // Whole numbers by themselves: others may be joined to them, and letters and signs by a slip of the pen.
    form: /(?<!\w|(?<![0-9]{5})[0-9][/.-])(?![0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2})(?:(?:\+|00)44[ .-]?(?:\(0\)[ .-]?)?|\(?0)[1-9](?:[ ().-]{0,2}[0-9]){8,9}(?:(?: ?x| ext\.? ?)[0-9]{1,6})?(?![0-9]|-[0-9])/giu,
  },
  {
    kind: 'TELEPHONE',
    form: /(?<![\w/.-])(?:\+|\()?[0-9][0-9 ().-]{4,20}[0-9](?:(?: ?x| ext\.? ?)[0-9]{1,6})?(?![\w/]|-[0-9])/giu,
    meant: isTelephone,
  },
  {
    kind: 'ADDRESS',
    form: new RegExp(
      `(?<![\\w/.-])(?:(?:Flat|Apartment|Apt\\.?|Unit) [0-9]{1,4}[A-Z]?,? )?[0-9]{1,4}[A-Za-z]?,? (?:\\p{Lu}[\\p{L}'-]{0,24} ){1,3}${STREET}(?![\\p{L}])`,
      'gu',
    ),
  },
  {
    kind: 'ADDRESS',
    form: new RegExp(`(?<![\\w/.-])(?:${STREET_ABROAD})(?![\\p{L}\\p{N}])`, 'gu'),
  },
];

/** A time or a date before the run of digits is no part of a number. */
const CLOCK_OR_DATE =
  /(?<![0-9])(?:1[89]|20)[0-9]{2}-(?:0[1-9]|1[0-2])-[0-3][0-9](?![0-9-])|(?<![\w:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![\w:])/gu;

function run({ kind, form, needs, meant }: Detector, text: string): Found[] {
  if (needs?.test(text) === false) return [];
  const found: Found[] = [];
  for (const { 0: whole, index } of text.matchAll(form)) {
    const before = text.slice(Math.max(0, index - CONTEXT), index);
    // What stands before a mask says nothing, whatever its length: it would say more beside a shorter label.
    if (meant && !meant(whole, before.slice(before.lastIndexOf(']') + 1))) continue;
    found.push({ start: index, end: index + whole.replace(/[.,;:!?]+$/u, '').length, kind });
  }
  return found;
}

/** Every identifier that its form or the words before it tell, in time linear in the text. */
export function textPatternsIn(text: string): readonly Found[] {
  const normalised = normalise(text);
  const official: readonly Found[] = patternsIn(text, OFFICIAL);
  if (!/[0-9@]|:\/\/|www\.|\.[a-z]{2}/iu.test(normalised.text)) return official;
  const blanked = normalised.text.replace(CLOCK_OR_DATE, (date) => '#'.repeat(date.length));
  const found = DETECTORS.flatMap((detector) =>
    run(detector, detector.kind === 'DATE_OF_BIRTH' ? normalised.text : blanked),
  );
  return [...official, ...asWritten(normalised, found)];
}

/**
 * Whether a number that was masked by its form fails its check, and so may be mistyped or no such number. Without a
 * check, nothing fails it.
 */
export function failsCheck(kind: TextKind, written: string): boolean {
  const compact = normalise(written).text.replace(/[\s.-]/gu, '');
  if (kind === 'NHS_NUMBER') return !isNhsNumber(compact);
  if (kind === 'PUPIL_NUMBER') return !isPupilNumber(compact);
  return kind === 'PNC_ID' && compact.includes('/') && !isPncId(compact) && !isCroNumber(compact);
}
