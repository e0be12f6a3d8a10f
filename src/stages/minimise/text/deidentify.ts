import { addressLinesIn } from './address-lines';
import type { KnownInText } from './known-in-text';
import { LABELS, PRINTED_LABEL, type LabelledSpan, type TextKind } from './kinds';
import { failsCheck, textPatternsIn } from './patterns';
import { residualRisk, type ResidualRisk } from './residual-risk';
import { roleLabels, type RoleLabels } from './role-labels';
import { namesIn, type NameFound } from './unknown-names';
import { blanked, wordsIn, type Word } from './words';

/**
 * How much is searched for: what is known of the review's people; also what its form tells; also names that nobody
 * listed, which costs more.
 */
export type DeidentifyLevel = 'KNOWN' | 'PATTERNS' | 'NAMES';

/** What the de-identification of one text needs. */
export interface DeidentifyOptions {
  /** The people of the review: `knownInText`, built once for an operation. */
  readonly known: KnownInText;
  /** Labels allotted so far: one for all texts of an operation. */
  readonly roles?: RoleLabels;
  readonly level: DeidentifyLevel;
}

/** A text without the identifiers that were found. */
export interface Deidentified {
  readonly text: string;
  /** What was masked, at its place in the text as it came; never what it said. */
  readonly spans: readonly LabelledSpan[];
  /** How often each kind was masked. */
  readonly counts: ReadonlyMap<TextKind, number>;
  readonly residualRisk: ResidualRisk;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly label?: string;
}

/** Rounds in which a name found may show another; texts of people settle in two or three, and hostile ones must end. */
const ROUNDS = 12;

const byPlace = (one: Stretch, other: Stretch): number => one.start - other.start;

/** Labels in the text, from left to right. */
function labelsIn(text: string, known: KnownInText): readonly Stretch[] {
  if (!text.includes('[')) return [];
  const printed = [...text.matchAll(PRINTED_LABEL)].map(({ 0: label, index }) => ({
    start: index,
    end: index + label.length,
    label,
  }));
  const labels = new Set(known.labels);
  const roles = [...text.matchAll(/\[[^[\]\n]{1,120}\]/gu)].filter(({ 0: label }) => labels.has(label));
  return [
    ...printed,
    ...roles.map(({ 0: label, index }) => ({ start: index, end: index + label.length, label })),
  ].sort(byPlace);
}

/** Those spans that touch no label. */
function outside<Found extends Stretch>(
  spans: readonly Found[],
  labels: readonly Stretch[],
): readonly Found[] {
  let at = 0;
  return [...spans].sort(byPlace).filter(({ start, end }) => {
    while ((labels[at]?.end ?? Infinity) <= start) at += 1;
    return (labels[at]?.start ?? Infinity) >= end;
  });
}

const patterns = (text: string): readonly LabelledSpan[] =>
  textPatternsIn(text).map((span) => ({ ...span, label: LABELS[span.kind] }));

/** Whether what was found ends in the middle of a word or of a row of digits, which may be an identifier of its own. */
const isTorn = (text: string, { start, end }: Stretch): boolean =>
  /[\p{L}\p{N}@/]$|\p{Nd}[ .()+-]{1,2}$/u.test(text.slice(Math.max(0, start - 3), start)) ||
  /^(?:[\p{L}\p{N}@/]|[ .()+-]{1,2}\p{Nd})/u.test(text.slice(end, end + 3));

/** What is left beside torn words and rows of digits: an identifier of its own, by its form or because it is known. */
function besideTorn(
  { text, labels, known }: Omit<Search, 'roles'>,
  spans: readonly LabelledSpan[],
): readonly LabelledSpan[] {
  if (!spans.some((span) => isTorn(text, span))) return [];
  const masked = [...spans, ...labels].sort(byPlace);
  const rest = blanked(text, masked);
  return outside([...patterns(rest), ...known.find(rest)], masked);
}

/** What is known and what its form tells. */
function searchListed(
  search: Omit<Search, 'roles'>,
  known: readonly LabelledSpan[],
): readonly LabelledSpan[] {
  const { text, labels } = search;
  const formed = patterns(blanked(text, labels));
  let spans = settle(text, [...known, ...outside(formed, labels)]);
  for (let round = 1; round < ROUNDS; round += 1) {
    const more = besideTorn(search, spans);
    if (more.length === 0) break;
    spans = settle(text, [...spans, ...more]);
  }
  return spans;
}

const length = ({ start, end }: Stretch): number => end - start;

/** From left to right and apart: of spans that meet, one over all, as the longest is called. */
function settle(text: string, spans: readonly LabelledSpan[]): readonly LabelledSpan[] {
  const settled: (LabelledSpan & { readonly longest: number })[] = [];
  for (const span of [...spans].sort(byPlace)) {
    const last = settled.at(-1);
    const overlaps = last !== undefined && span.start < last.end;
    // How many names somebody has tells of them too.
    const continues = last?.label === span.label && /^[\s,-]{0,3}$/u.test(text.slice(last.end, span.start));
    if (!last || (!overlaps && !continues)) settled.push({ ...span, longest: length(span) });
    else {
      const named = last.longest >= length(span) ? last : span;
      settled[settled.length - 1] = {
        start: last.start,
        end: Math.max(last.end, span.end),
        kind: named.kind,
        label: named.label,
        longest: Math.max(last.longest, length(span)),
      };
    }
  }
  return settled.map(({ start, end, kind, label }) => ({ start, end, kind, label }));
}

function labelOf({ name, kind, sex }: NameFound, roles: RoleLabels): string {
  if (kind === 'PLACE') return roles.place(name);
  if (kind === 'ORGANISATION') return roles.organisation(name);
  return roles.person(name, { practitioner: kind === 'PRACTITIONER', ...(sex && { sex }) });
}

/** Words that are part of a name that another text or line gave. */
const again = (words: readonly Word[], roles: RoleLabels): readonly LabelledSpan[] =>
  words.flatMap(({ masked, capital, text, start, end }) => {
    const label = masked || !capital || text.length < 3 ? undefined : roles.known(text);
    return label ? [{ start, end, kind: 'PERSON' as const, label }] : [];
  });

interface Search {
  readonly text: string;
  readonly labels: readonly Stretch[];
  readonly known: KnownInText;
  readonly roles: RoleLabels;
}

/** What one look at the words shows beyond what is masked. */
function lookForNames(words: readonly Word[], roles: RoleLabels): readonly LabelledSpan[] {
  const lines = addressLinesIn(words).map((line) => ({
    ...line,
    kind: 'ADDRESS' as const,
    label: LABELS.ADDRESS,
  }));
  const names = namesIn(words).map((name) => ({
    start: name.start,
    end: name.end,
    kind: name.kind,
    label: labelOf(name, roles),
  }));
  return [...lines, ...names, ...again(words, roles)];
}

/**
 * Names, round by round until no more is found, so that a second pass finds nothing either: what is masked tells of what
 * stands beside it, and a name that ends in a row of digits may have hidden a number.
 */
function searchNames(
  search: Search,
  listed: readonly LabelledSpan[],
): { readonly spans: readonly LabelledSpan[]; readonly words: readonly Word[] } {
  const { text, labels, roles } = search;
  let spans = listed;
  for (let round = 1; ; round += 1) {
    const words = wordsIn(text, [...spans, ...labels].sort(byPlace));
    const more = [...lookForNames(words, roles), ...(round > 1 ? besideTorn(search, spans) : [])];
    if (more.length === 0 || round > ROUNDS) return { spans, words };
    spans = settle(text, [...spans, ...more]);
  }
}

function print(text: string, spans: readonly LabelledSpan[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, label } of spans) {
    parts.push(text.slice(from, start), label);
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

const countsOf = (spans: readonly LabelledSpan[]): ReadonlyMap<TextKind, number> =>
  spans.reduce(
    (counts, { kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1),
    new Map<TextKind, number>(),
  );

/**
 * Masks in a text what is known of the review's people, what its form tells, and at level `NAMES` people and places that
 * nobody listed (catalogue 4.7). In time linear in the text; a second time changes nothing. A help to the person who
 * releases a text and no ground for releasing it: the residual risk is never nought.
 */
export function deidentify(
  text: string,
  { known, roles = roleLabels(), level }: DeidentifyOptions,
): Deidentified {
  const labels = labelsIn(text, known);
  roles.reserve(text);
  const knownFound = outside(known.find(text), labels);
  const listed =
    level === 'KNOWN' ? settle(text, knownFound) : searchListed({ text, labels, known }, knownFound);
  const { spans, words } =
    level === 'NAMES' ? searchNames({ text, labels, known, roles }, listed) : { spans: listed, words: [] };
  const masked = print(text, spans);
  return {
    text: masked,
    spans,
    counts: countsOf(spans),
    residualRisk: residualRisk({
      text: masked,
      words,
      namesSearched: level === 'NAMES',
      misspelt: knownFound.filter(({ exact }) => !exact).length,
      unlisted: spans.filter(({ kind }) => kind === 'PERSON' || kind === 'PRACTITIONER').length,
      failedChecks: spans.filter(({ kind, start, end }) => failsCheck(kind, text.slice(start, end))).length,
      people: new Set(
        spans
          .filter(({ kind }) => kind === 'NAME' || kind === 'PERSON' || kind === 'PRACTITIONER')
          .map(({ label }) => label),
      ).size,
    }),
  };
}
