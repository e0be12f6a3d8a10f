import type { AgencyRecord } from '../../domain/agency-source';
import { RECORD_CATEGORIES, type RecordCategory } from '../../domain/data-category';
import type { FieldTree } from '../../domain/field-tree';
import type { AgencyId, SubjectId } from '../../domain/ids';
import type { Outcome } from '../../domain/outcome';
import { DATED_FIELDS, liesOutside, type Period } from '../../domain/period';
import { STANDARD_GENERALISERS, type Generalisers } from '../../pseudonyms/generalise/generaliser';
import type { Pseudonyms } from '../../pseudonyms/pseudonyms-for';
import { checkRecord, type Checked } from './check';
import type { CheckedRecord, CheckedShapes } from './checked';
import { sealRecord, type Sealing } from './flags';
import { identifierMatcher, type IdentifierMatcher } from './identifier-matcher';
import { knownIdentifiers } from './known-identifiers';
import { isOffenceStatus } from './offence-proxy';
import { bare, type ReleasedRecord, type ReleasedShapes } from './released';
import { createScanner, type HitKind, type Scanned, type Scanner, type ScanHit } from './scan';
import type { TextDesk } from './text';
import { PARTY_CATEGORIES } from './text/people';
import type { ReleasingOutcome, TransformContext } from './transforms/transform';
import { TRANSFORMS } from './transforms/transforms';

/** Whose record it is, and what the operation knows of the review. */
export interface CopyContext {
  /** The agency that sent the record. */
  readonly agency: AgencyId;
  readonly subject: SubjectId;
  /** Of this review and purpose. */
  readonly pseudonyms: Pseudonyms;
  /** The identifiers of the review's subjects; one matcher serves the whole operation. */
  readonly known: IdentifierMatcher;
  /** De-identifies the operation's texts. Without it no narrative leaves. */
  readonly texts?: Pick<TextDesk, 'narrative' | 'term'>;
  /** By the levels of the review's policy pack; the standard ones where none are given. */
  readonly generalise?: Generalisers;
  /** What flags of the review's people seal for this recipient. */
  readonly sealing?: Sealing;
  /** Scanners that serve every record with the same other people; without it one is made for this record. */
  readonly scanners?: Scanners;
}

/** A scanner for those names of other people and those categories in clear. */
export type Scanners = (
  of: { readonly names: readonly string[]; readonly permits: ReadonlySet<RecordCategory> },
  make: () => Scanner,
) => Scanner;

export interface CopyRequest {
  readonly record: AgencyRecord;
  /** The record against what was asked for, where it has been checked already. */
  readonly checked?: Checked | undefined;
  /** The fields of `Subject` that the agency was asked for. */
  readonly asked: FieldTree;
  /** What the decision gives this recipient of this agency's record. */
  readonly outcomes: Readonly<Record<RecordCategory, Outcome>>;
  readonly context: CopyContext;
  /** Statements wholly outside it are left out; the agency was asked for none. */
  readonly period?: Period | null;
  /** Whether what reveals the person's whereabouts is left out. */
  readonly withoutPlaces?: boolean;
  /** Asked for only to mask the people that they name in texts; they are not released. */
  readonly maskingOnly?: ReadonlySet<RecordCategory>;
}

/** What may leave of one record, and what was found on the way: names and counts, never a value. */
export interface CopiedRecord {
  readonly released: ReleasedRecord;
  /** Names of contract fields that the agency sent though not asked; foreign names are not repeated. */
  readonly surplus: readonly string[];
  /** Names of fields that had another type than the contract says; they are not released. */
  readonly invalid: readonly string[];
  /** How many identifiers were masked in texts, by kind. */
  readonly masked: readonly ScanHit[];
  /** How many statements or leaves were left out because they reveal offence data that the recipient may not have. */
  readonly offenceLinked: number;
  /** How many statements were left out because they lie outside the period. */
  readonly outside: number;
}

/** Counts what the transforms mask, so that they themselves stay functions of their input. */
interface Tally {
  readonly masked: Map<HitKind, number>;
  offenceLinked: number;
}

/**
 * Copies of one agency's record what was asked for and the outcomes release, each leaf checked against the contract,
 * transformed and scanned. It builds a new record and takes nothing away from the old one, so that what nobody thought
 * of does not leave. A category asked for and not withheld is always a key of the result, null where there is no value.
 */
export function copyRecord(request: CopyRequest): CopiedRecord {
  const { record, asked, outcomes, context } = request;
  const { checked: received, surplus, invalid } = request.checked ?? checkRecord(record, asked);
  const { checked, outside } = narrowed(received, request);
  const tally: Tally = { masked: new Map(), offenceLinked: 0 };
  const transformContext = contextOf(checked, { outcomes, context, tally });
  const permitted = outcomes.convictions === 'CLEAR' ? checked : withoutOffenceStatuses(checked, tally);
  const released: { -readonly [Category in RecordCategory]?: ReleasedShapes[Category] } = bare({});
  for (const category of RECORD_CATEGORIES) {
    const outcome = outcomes[category];
    if (!asked.has(category) || outcome === 'WITHHELD' || request.maskingOnly?.has(category)) continue;
    release(released, permitted, { category, outcome, context: transformContext });
  }
  const masked = [...tally.masked].map(([kind, count]) => ({ kind, count }));
  return { released, surplus, invalid, masked, offenceLinked: tally.offenceLinked, outside };
}

/** The record without what lies outside the period, and without what flags seal. */
function narrowed(
  received: CheckedRecord,
  { context: { sealing }, period, withoutPlaces = false }: CopyRequest,
): { readonly checked: CheckedRecord; readonly outside: number } {
  const within = period ? inPeriod(received, period) : received;
  const count = (of: CheckedRecord): number =>
    DATED_FIELDS.reduce((sum, field) => sum + (of[field]?.length ?? 0), 0);
  return {
    checked: sealing ? sealRecord(within, { sealing, withoutPlaces }) : within,
    outside: count(received) - count(within),
  };
}

function inPeriod(received: CheckedRecord, period: Period): CheckedRecord {
  const dated = DATED_FIELDS.flatMap((field) => {
    const statements = received[field];
    return statements ? [[field, statements.filter((one) => !liesOutside(one, period))] as const] : [];
  });
  return { ...received, ...Object.fromEntries(dated) };
}

function release<Category extends RecordCategory>(
  into: { [Key in Category]?: ReleasedShapes[Key] },
  from: { readonly [Key in Category]?: CheckedShapes[Key] },
  {
    category,
    outcome,
    context,
  }: { readonly category: Category; readonly outcome: ReleasingOutcome; readonly context: TransformContext },
): void {
  const value = from[category];
  // Undefined only where the record was no object at all.
  if (value !== undefined) into[category] = TRANSFORMS[category][outcome](value, context);
}

function contextOf(
  checked: CheckedRecord,
  { outcomes, context, tally }: Pick<CopyRequest, 'outcomes' | 'context'> & { readonly tally: Tally },
): TransformContext {
  const permits = new Set(RECORD_CATEGORIES.filter((category) => outcomes[category] === 'CLEAR'));
  const names = othersIn(checked, permits);
  const make = (): Scanner =>
    createScanner({
      known: context.known,
      others: identifierMatcher(knownIdentifiers([{ names }])),
      permits,
      ...(context.sealing && { sealed: context.sealing.identifiers }),
    });
  const scanner = context.scanners?.({ names, permits }, make) ?? make();
  const masked = (scan: (text: string) => Scanned) => (text: string | null) => {
    if (text === null) return null;
    const scanned = scan(text);
    for (const { kind, count } of scanned.hits) tally.masked.set(kind, (tally.masked.get(kind) ?? 0) + count);
    return scanned.text;
  };
  const maskText = masked(scanner.text);
  const maskService = (text: string | null): string | null => {
    if (text === null || permits.has('convictions') || !scanner.isOffenceService(text)) return maskText(text);
    tally.offenceLinked += 1;
    return null;
  };
  const { agency, subject, pseudonyms, texts, generalise = STANDARD_GENERALISERS } = context;
  return {
    agency,
    subject,
    pseudonyms,
    generalise,
    maskText,
    maskTerm: (text) => maskText(text === null || !texts ? text : texts.term(text)),
    narrative: (text, place) =>
      text === null || !texts ? null : texts.narrative(text, { agency, ...place }),
    maskCode: masked(scanner.patterns),
    maskService,
  };
}

/** The names of this record's other people whose names do not leave: they stand in its narratives too. */
function othersIn(checked: CheckedRecord, permits: ReadonlySet<RecordCategory>): readonly string[] {
  const parties = PARTY_CATEGORIES.flatMap((category) =>
    permits.has(category) ? [] : (checked[category] ?? []),
  );
  const names = parties.flatMap(({ name }) => (name ? [name] : []));
  const own = !permits.has('name') && checked.name ? [checked.name] : [];
  return [...names, ...own];
}

/** Remand and the like are criminal offence data under another name. */
function withoutOffenceStatuses(checked: CheckedRecord, tally: Tally): CheckedRecord {
  if (!checked.legalStatuses) return checked;
  const legalStatuses = checked.legalStatuses.filter((status) => !isOffenceStatus(status));
  tally.offenceLinked += checked.legalStatuses.length - legalStatuses.length;
  return { ...checked, legalStatuses };
}
