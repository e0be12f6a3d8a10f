import type { RecordCategory } from '../../domain/data-category';
import { identifierMatcher, type IdentifierMatcher, type KnownKind, type Span } from './identifier-matcher';
import { patternsIn, type PatternKind } from './identifier-patterns';
import { isOffenceService } from './offence-proxy';
import { remembering } from './remembering';

/** What the outgoing scan looks for. */
export type HitKind = KnownKind | PatternKind;

/** How often one kind was masked; never what. */
export interface ScanHit {
  readonly kind: HitKind;
  readonly count: number;
}

/** A text without the identifiers that its recipient may not have, and how many there were. */
export interface Scanned {
  readonly text: string;
  readonly hits: readonly ScanHit[];
}

/** The category that permits a kind, and what is printed in its place: of one length, and neutral about offences. */
const KINDS: Readonly<Record<HitKind, { readonly category: RecordCategory; readonly label: string }>> = {
  NAME: { category: 'name', label: '[name withheld]' },
  DATE_OF_BIRTH: { category: 'dateOfBirth', label: '[date of birth withheld]' },
  POSTCODE: { category: 'addresses', label: '[postcode withheld]' },
  KNOWN_ADDRESS: { category: 'addresses', label: '[address withheld]' },
  NHS_NUMBER: { category: 'nhsNumber', label: '[NHS number withheld]' },
  NATIONAL_INSURANCE_NUMBER: {
    category: 'nationalInsuranceNumber',
    label: '[national insurance number withheld]',
  },
  // The packs have one row for the NHS number and other official ids.
  PUPIL_NUMBER: { category: 'nhsNumber', label: '[pupil number withheld]' },
  PNC_ID: { category: 'convictions', label: '[reference withheld]' },
};

const KNOWN_KINDS: readonly KnownKind[] = ['NAME', 'DATE_OF_BIRTH', 'POSTCODE', 'KNOWN_ADDRESS'];
const PATTERN_KINDS: readonly PatternKind[] = [
  'NHS_NUMBER',
  'NATIONAL_INSURANCE_NUMBER',
  'PUPIL_NUMBER',
  'PNC_ID',
  'POSTCODE',
];

const LABEL = new RegExp(
  Object.values(KINDS)
    .map(({ label }) => `\\[${label.slice(1, -1)}\\]`)
    .join('|'),
  'gu',
);

/** The official numbers among the hits, each kind once: names and places stand in texts, a number is out of place. */
export function officialHits(hits: readonly ScanHit[]): readonly ScanHit[] {
  const counts = new Map<HitKind, number>();
  for (const { kind, count } of hits) {
    if (PATTERN_KINDS.some((pattern) => pattern === kind) && kind !== 'POSTCODE')
      counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** What a scanner knows of its recipient. */
export interface ScannerOptions {
  /** The identifiers of the review's subjects. */
  readonly known: IdentifierMatcher;
  /** Names of other people, masked whether or not the subjects' own are permitted. */
  readonly others?: IdentifierMatcher;
  /** Identifiers that are masked whatever is permitted. */
  readonly sealed?: IdentifierMatcher;
  /** The categories that this recipient receives CLEAR. */
  readonly permits: ReadonlySet<RecordCategory>;
}

/** Masks the texts that go to one recipient. */
export interface Scanner {
  /** For words that a person wrote: known identifiers and patterns. */
  readonly text: (text: string) => Scanned;
  /** For codes and names, which stand in a cell of their own: patterns only. */
  readonly patterns: (text: string) => Scanned;
  /** Whether the words name a service that reveals an offence. */
  readonly isOffenceService: (text: string) => boolean;
}

const without = <Kind extends HitKind>(
  kinds: readonly Kind[],
  permits: ReadonlySet<RecordCategory>,
): ReadonlySet<Kind> => new Set(kinds.filter((kind) => !permits.has(KINDS[kind].category)));

const NAMES: ReadonlySet<KnownKind> = new Set<KnownKind>(['NAME']);
const ALL_KNOWN: ReadonlySet<KnownKind> = new Set(KNOWN_KINDS);

/** A scanner for one recipient; keep it for the operation. */
export function createScanner({ known, others, sealed, permits }: ScannerOptions): Scanner {
  const knownKinds = without(KNOWN_KINDS, permits);
  const patternKinds = without(PATTERN_KINDS, permits);
  // A postcode by itself may be a code; a person's postcode in their words is not.
  const inCodes = new Set([...patternKinds].filter((kind) => kind !== 'POSTCODE'));
  return {
    text: remembering((text) =>
      mask(text, [
        ...known.find(text, knownKinds),
        ...(others?.find(text, NAMES) ?? []),
        ...(sealed?.find(text, ALL_KNOWN) ?? []),
        ...patternsIn(text, patternKinds),
      ]),
    ),
    patterns: remembering((text) => mask(text, patternsIn(text, inCodes))),
    isOffenceService: remembering(isOffenceService),
  };
}

/** Of spans from left to right those without overlap; of two that meet, the union, named by the longer. */
function settle(text: string, spans: readonly Span<HitKind>[]): readonly Span<HitKind>[] {
  const settled: Span<HitKind>[] = [];
  for (const span of spans) {
    const last = settled.at(-1);
    const overlaps = last !== undefined && span.start < last.end;
    // How many names a person has is no one's business either.
    const continues = last?.kind === span.kind && /^[\s,-]{0,3}$/u.test(text.slice(last.end, span.start));
    if (!last || (!overlaps && !continues)) settled.push(span);
    else settled[settled.length - 1] = union(last, span);
  }
  return settled;
}

const union = (one: Span<HitKind>, other: Span<HitKind>): Span<HitKind> => ({
  start: one.start,
  end: Math.max(one.end, other.end),
  kind: one.end - one.start >= other.end - other.start ? one.kind : other.kind,
});

/** Spans from left to right: labels of an earlier scan stay as they are, whoever is called Name. */
function outsideLabels(text: string, spans: readonly Span<HitKind>[]): readonly Span<HitKind>[] {
  const labels = [...text.matchAll(LABEL)].map(
    ({ 0: label, index }) => [index, index + label.length] as const,
  );
  let at = 0;
  return [...spans]
    .sort((one, other) => one.start - other.start)
    .filter(({ start, end }) => {
      while ((labels[at]?.[1] ?? Infinity) <= start) at += 1;
      const [from, to] = labels[at] ?? [Infinity, Infinity];
      return !(start >= from && end <= to);
    });
}

function mask(text: string, found: readonly Span<HitKind>[]): Scanned {
  if (found.length === 0) return { text, hits: [] };
  const counts = new Map<HitKind, number>();
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, kind } of settle(text, outsideLabels(text, found))) {
    parts.push(text.slice(from, start), KINDS[kind].label);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    from = end;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), hits: [...counts].map(([kind, count]) => ({ kind, count })) };
}

/**
 * Masks in one text what the recipient may not have: the known identifiers of the review's subjects, and whatever has
 * the form of an official number or a postcode. It helps a human reader; it does not make a text anonymous.
 */
export function scanText(
  text: string,
  options: { readonly known: readonly string[]; readonly permits: ReadonlySet<RecordCategory> },
): Scanned {
  return createScanner({ known: identifierMatcher(options.known), permits: options.permits }).text(text);
}
