import { isNhsNumber } from './identifier-checks';
import type { Span } from './identifier-matcher';
import { asWritten, normalise } from './identifier-normalise';

export { isNhsNumber } from './identifier-checks';

/** Identifiers that are told by their form alone. */
export type PatternKind = 'NHS_NUMBER' | 'NATIONAL_INSURANCE_NUMBER' | 'PUPIL_NUMBER' | 'PNC_ID' | 'POSTCODE';

/** Digits in groups, each gap one or two spaces, dots or dashes; letters may stand close, as in `NHS9990000018`. */
const DIGIT_RUN = /[0-9]+(?:[\s.\u2010-\u2015-]{1,2}[0-9]+)*/gu;
const ISO_DATE = /(?<![0-9])(?:1[89]|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9-])/gu;
const NATIONAL_INSURANCE =
  /(?<![A-Za-z0-9])([A-Za-z]{2})([\s-]?)[0-9]{2}[\s-]?[0-9]{2}[\s-]?[0-9]{2}(?:[\s-]?([A-Da-d]))?(?![A-Za-z0-9])/gu;
/** GOV.UK style guide on prefixes: letters never used, and pairs never issued. */
const ISSUED_PREFIX = /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]$/u;
/**
 * Police national computer (with either length of year), criminal records office, prison and probation numbers. Their
 * presence alone tells of an offence, so the check letter is not waited for.
 */
const POLICE_REFERENCE = new RegExp(
  [
    '[0-9]{2}(?:[0-9]{2})?/[0-9]{3,7}[A-HJ-NP-RT-Z]',
    '[0-9]{3,6}/[0-9]{2}[A-HJ-NP-RT-Z]',
    '[A-Z][0-9]{4}[A-Z]{2}',
    '[A-Z][0-9]{6}',
  ]
    .map((form) => `(?<![A-Za-z0-9])${form}(?![A-Za-z0-9])`)
    .join('|'),
  'giu',
);
/** Unique pupil number, permanent or temporary (DfE guide to unique pupil numbers). */
const PUPIL_NUMBER = /(?<![A-Za-z0-9])[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z](?![A-Za-z0-9])/giu;
const POSTCODE =
  /(?<![A-Za-z0-9])(?:GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])/giu;

/** The end of the NHS number that begins with the group at `first`; undefined where none does. */
function endOfNhsNumber(groups: readonly RegExpExecArray[], first: number): number | undefined {
  let digits = '';
  for (let last = first; digits.length < 10; last += 1) {
    const group = groups[last];
    if (!group) return undefined;
    digits += group[0];
    if (isNhsNumber(digits)) return group.index + group[0].length;
  }
  return undefined;
}

/** Stretches of whole groups that make ten digits with the right check digit; what overlaps is one stretch. */
function nhsNumbersIn(run: string, offset: number): Span<PatternKind>[] {
  const groups = [...run.matchAll(/[0-9]+/gu)];
  const spans: Span<PatternKind>[] = [];
  for (const [first, group] of groups.entries()) {
    const end = endOfNhsNumber(groups, first);
    if (end === undefined) continue;
    const last = spans.at(-1);
    const start = last && offset + group.index < last.end ? spans.pop()?.start : undefined;
    spans.push({ start: start ?? offset + group.index, end: offset + end, kind: 'NHS_NUMBER' });
  }
  return spans;
}

/** A dated line such as `2015-03-04 12:30` is no number: dates are blanked, at equal length, before the search. */
const withoutDates = (text: string): string => text.replace(ISO_DATE, (date) => '#'.repeat(date.length));

const nhsNumbers = (text: string): Span<PatternKind>[] =>
  [...withoutDates(text).matchAll(DIGIT_RUN)].flatMap(({ 0: run, index }) => nhsNumbersIn(run, index));

function nationalInsuranceNumbers(text: string): Span<PatternKind>[] {
  return [...text.matchAll(NATIONAL_INSURANCE)].flatMap((found): Span<PatternKind>[] => {
    const [whole, prefix = '', gap = '', suffix] = found;
    // Without a suffix, `on 12 03 20` is a date and `AB 12 34 56` a number.
    const written = prefix === prefix.toUpperCase() || gap === '';
    const meant = suffix !== undefined || (written && ISSUED_PREFIX.test(prefix.toUpperCase()));
    return meant
      ? [{ start: found.index, end: found.index + whole.length, kind: 'NATIONAL_INSURANCE_NUMBER' }]
      : [];
  });
}

const byForm = (text: string, form: RegExp, kind: PatternKind): Span<PatternKind>[] =>
  [...text.matchAll(form)].map(({ 0: whole, index }) => ({ start: index, end: index + whole.length, kind }));

const DETECTORS: readonly (readonly [PatternKind, (text: string) => Span<PatternKind>[]])[] = [
  ['NHS_NUMBER', nhsNumbers],
  ['NATIONAL_INSURANCE_NUMBER', nationalInsuranceNumbers],
  ['PUPIL_NUMBER', (text) => byForm(text, PUPIL_NUMBER, 'PUPIL_NUMBER')],
  ['PNC_ID', (text) => byForm(text, POLICE_REFERENCE, 'PNC_ID')],
  ['POSTCODE', (text) => byForm(text, POSTCODE, 'POSTCODE')],
];

/**
 * Every identifier of those kinds in `text`, as far as its form tells, in whatever script its letters and digits are
 * written; in time linear in the text.
 */
export function patternsIn(text: string, kinds: ReadonlySet<PatternKind>): readonly Span<PatternKind>[] {
  if (!/\p{Nd}/u.test(text)) return [];
  const normalised = normalise(text);
  return asWritten(
    normalised,
    DETECTORS.flatMap(([kind, detect]) => (kinds.has(kind) ? detect(normalised.text) : [])),
  );
}
