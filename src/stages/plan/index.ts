import { RECORD_CATEGORIES, type DataCategory, type RecordCategory } from '../../domain/data-category';
import { mergeFieldTrees, NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import type { AgencyId, RecordHandle, SubjectId } from '../../domain/ids';
import type { Outcome } from '../../domain/outcome';
import { isDatedField, type Period } from '../../domain/period';
import type { Decided } from '../decide';
import { withFreeText } from './free-text';
import { fieldsToAsk } from './inputs';
import type { Selection } from './selection';

export type { SelectedReturns, Selection } from './selection';

declare const planned: unique symbol;

/** What was asked of one source and how the policy answers, whether or not a value exists. */
export interface DisclosureEntry {
  readonly category: DataCategory;
  readonly outcome: Outcome;
  /** Keys of the clauses that the cell rests on. */
  readonly clauses: readonly string[];
  /** The source; null is the register, or no source at all. */
  readonly agency: AgencyId | null;
  readonly reason: string;
}

export type Outcomes = Readonly<Record<RecordCategory, Outcome>>;

/** What one source is asked for and how each category of its answer is treated. */
export interface SourcePlan {
  readonly agency: AgencyId | null;
  readonly outcomes: Outcomes;
  /** Permitted categories only, each with the fields below it; empty means that the source is not asked. */
  readonly fields: FieldTree;
  /** Categories that are asked for only to mask the people that they name in texts; they are not released. */
  readonly maskingOnly: ReadonlySet<RecordCategory>;
}

/** An agency that is a source of this review, with its own references to the review's subjects. */
export interface Source {
  readonly agency: AgencyId;
  readonly records: ReadonlyMap<SubjectId, RecordHandle>;
  /** What its schema has; null where that is not known. Nothing else is asked of it. */
  readonly offers: ReadonlySet<RecordCategory> | null;
  /** Whether any of its narratives may leave for this recipient; without it none is asked for. */
  readonly readsTexts?: boolean;
}

export interface AgencyPlan extends SourcePlan {
  readonly agency: AgencyId;
  readonly records: ReadonlyMap<SubjectId, RecordHandle>;
  readonly period: Period | null;
}

/** The whole plan of one operation: permitted fields only. */
export interface Planned {
  readonly [planned]: true;
  readonly decided: Decided;
  readonly register: SourcePlan;
  readonly agencies: readonly AgencyPlan[];
  readonly contactChecks: boolean;
  /** The period under review: statements wholly outside it are neither asked for nor released. Null where none is set. */
  readonly period: Period | null;
  readonly disclosure: readonly DisclosureEntry[];
}

const selectable: ReadonlySet<string> = new Set(RECORD_CATEGORIES);
const isRecordCategory = (name: string): name is RecordCategory => selectable.has(name);

/**
 * Plans one request per source: what the operation selects, as far as the decision permits it. A withheld category is
 * in no request; every category that was asked for is in the disclosure list, permitted or not.
 *
 * @param sources the agencies that hold records of the review's subjects; see `sourcesOf`.
 */
export function plan(decided: Decided, selection: Selection, sources: readonly Source[]): Planned {
  const known = plansOf(selection, decided);
  const slot = decidedBy(decided);
  const before = known.get(slot);
  const same =
    before && (before.sources === sources || (before.sources.length === 0 && sources.length === 0));
  const parts = same ? before : planParts(decided, selection, sources);
  if (parts !== before && decided.approved === null) {
    if (known.size >= KEPT) known.clear();
    known.set(slot, parts);
  }
  const { register, agencies, contactChecks, period, disclosure } = parts;
  return Object.freeze({ decided, register, agencies, contactChecks, period, disclosure }) as Planned;
}

/** What of a plan is the same for everybody for whom the same was decided. */
interface Parts extends Omit<Planned, typeof planned | 'decided'> {
  readonly sources: readonly Source[];
}

/** Recipients for whom one plan of a review is kept. */
const KEPT = 64;

/** Kept for as long as the operation is, and the review as the register last gave it. */
const plans = new WeakMap<Selection, WeakMap<Decided['review'], Map<string, Parts>>>();

function plansOf(selection: Selection, { review }: Decided): Map<string, Parts> {
  const ofReviews = plans.get(selection) ?? new WeakMap<Decided['review'], Map<string, Parts>>();
  plans.set(selection, ofReviews);
  const known = ofReviews.get(review) ?? new Map<string, Parts>();
  ofReviews.set(review, known);
  return known;
}

/** All that the decision on any category depends on, beside the review itself; a re-identification's is its own. */
const decidedBy = ({ declared, standing, pack, party, recorded, shut, approved }: Decided): string =>
  JSON.stringify([
    declared.principal.agency,
    declared.purpose,
    standing,
    pack.digest,
    party,
    [...recorded].sort(),
    shut && [shut.gate, shut.covers, shut.reason],
    approved?.request.id,
  ]);

function planParts(decided: Decided, selection: Selection, sources: readonly Source[]): Parts {
  const period = decided.review.scopeWindow;
  const entries: DisclosureEntry[] = [];
  const register = planSource(decided, { agency: null, selected: selection.subject }, entries);
  const agencies: readonly AgencyPlan[] = sources.flatMap((source): AgencyPlan[] => {
    const { agency } = source;
    const selected = selectedOf(selection, agency);
    return selected === null
      ? []
      : [{ ...source, ...planSource(decided, { ...source, selected }, entries), agency, period }];
  });
  if (agencies.length === 0) {
    planSource(decided, { agency: null, selected: selectedOf(selection, null) ?? NO_FIELDS }, entries);
  }
  const contactChecks =
    selection.contactChecks &&
    enter(decided, { source: null, category: 'knownToAgency' }, entries) !== 'WITHHELD';
  const disclosure = Object.freeze(unique(entries));
  return Object.freeze({ sources, register, agencies, contactChecks, period, disclosure });
}

/** Asked for with every statement of a period, so that what lies outside is recognised if it comes all the same. */
const DATES: FieldTree = new Map([
  ['from', NO_FIELDS],
  ['to', NO_FIELDS],
]);

function selectedOf(selection: Selection, agency: AgencyId | null): FieldTree | null {
  const uses = selection.returns.filter(
    ({ agencies }) => agency === null || (agencies?.includes(agency) ?? true),
  );
  return uses.length === 0 ? null : uses.map(({ fields }) => fields).reduce(mergeFieldTrees, NO_FIELDS);
}

interface Selected {
  readonly agency: AgencyId | null;
  readonly selected: FieldTree;
  readonly offers?: Source['offers'];
  readonly readsTexts?: boolean;
}

function planSource(
  decided: Decided,
  { agency, selected, offers = null, readsTexts = false }: Selected,
  entries: DisclosureEntry[],
): SourcePlan {
  const outcomes = outcomesOf(decided, agency);
  const period = decided.review.scopeWindow;
  const fields = new Map<string, FieldTree>();
  for (const [category, below] of selected) {
    if (!isRecordCategory(category)) continue;
    const outcome = enter(decided, { source: agency, category }, entries);
    // What an agency does not have is listed like all else, and not asked for.
    if (outcome === 'WITHHELD' || offers?.has(category) === false) continue;
    const readsOffences = outcomes.convictions === 'CLEAR';
    const asked = fieldsToAsk(category, {
      outcome,
      selected: below,
      levels: decided.pack.levels,
      readsOffences,
    });
    if (asked === null) continue;
    fields.set(category, period !== null && isDatedField(category) ? mergeFieldTrees(asked, DATES) : asked);
  }
  return Object.freeze({ agency, outcomes, ...withFreeText(fields, { outcomes, offers, readsTexts }) });
}

function enter(
  decided: Decided,
  { source, category }: { readonly source: AgencyId | null; readonly category: DataCategory },
  entries: DisclosureEntry[],
): Outcome {
  const { cell, reason } = decided.decision(source, category);
  entries.push(
    Object.freeze({ category, outcome: cell.outcome, clauses: cell.clauses, agency: source, reason }),
  );
  return cell.outcome;
}

function outcomesOf(decided: Decided, source: AgencyId | null): Outcomes {
  const outcomes = RECORD_CATEGORIES.map((category) => [
    category,
    decided.decision(source, category).cell.outcome,
  ]);
  return Object.freeze(Object.fromEntries(outcomes) as Record<RecordCategory, Outcome>);
}

/** The register and an absent source share the agency null; a category asked of both is listed once. */
function unique(entries: readonly DisclosureEntry[]): readonly DisclosureEntry[] {
  const byKey = new Map(entries.map((entry) => [`${entry.agency ?? ''} ${entry.category}`, entry]));
  return [...byKey.values()];
}
