import { RECORD_CATEGORIES, type RecordCategory } from '../../domain/data-category';
import { mergeFieldTrees, NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import type { Outcome } from '../../domain/outcome';

const PARTIES = ['familyMembers', 'otherParties', 'practitioners', 'informants'] as const;

const leaves = (...names: readonly string[]): FieldTree => new Map(names.map((name) => [name, NO_FIELDS]));

/** By which a person is recognised in a text. */
const NAMING: FieldTree = new Map([
  ...leaves('handle', 'assertion', 'name', 'dateOfBirth', 'relationship'),
  ['addenda', leaves('recordedOn', 'text')] as const,
  ['addresses', leaves('postcode')] as const,
]);

/** Lines too, where their being asked for does not show in what is released. */
const NAMING_AND_LINES = mergeFieldTrees(NAMING, new Map([['addresses', leaves('lines')]]));

/** What the schema tells of a text is worked out from the text. */
const RISK = 'narrativeRisk';
const NARRATIVE = 'narrative';
/** What a person tells in their words; a release names each by the entry that it stands in. */
const TEXTS = [NARRATIVE, 'description', 'addenda'];

/** What of one source is asked for, once its free texts have been thought of. */
export interface WithFreeText {
  readonly fields: FieldTree;
  /** Asked for to mask the people that they name, and not released. */
  readonly maskingOnly: ReadonlySet<RecordCategory>;
}

/** What is known of a source before it is asked. */
export interface FreeTextSource {
  readonly outcomes: Readonly<Record<RecordCategory, Outcome>>;
  /** What its schema has; null where that is not known. */
  readonly offers: ReadonlySet<RecordCategory> | null;
  readonly readsTexts: boolean;
}

/** A statement's fields without a narrative that could not leave, with the one that its risk is told of, and with its name. */
function askText(below: FieldTree, readsTexts: boolean): FieldTree {
  const asked = new Map(below);
  if (asked.delete(RISK)) asked.set(NARRATIVE, NO_FIELDS);
  if (!readsTexts) asked.delete(NARRATIVE);
  else if (TEXTS.some((text) => asked.has(text))) asked.set('handle', NO_FIELDS);
  return asked;
}

/**
 * Takes narratives off the request where nothing of them may leave, and where texts are asked for adds what tells who
 * is named in them, as far as the decision permits that category in any outcome.
 */
export function withFreeText(
  selected: FieldTree,
  { outcomes, offers, readsTexts }: FreeTextSource,
): WithFreeText {
  // A description that climbs a ladder leaves as one of the ladder's own words.
  const generalised = new Set<string>(RECORD_CATEGORIES.filter((one) => outcomes[one] === 'GENERALISED'));
  const fields = new Map([...selected].map(([category, below]) => [category, askText(below, readsTexts)]));
  const isText = ([category, below]: readonly [string, FieldTree]): boolean =>
    !generalised.has(category) && (below.has(NARRATIVE) || below.has('description'));
  const hasTexts = [...fields].some(isText);
  const maskingOnly = new Set<RecordCategory>();
  for (const category of hasTexts ? PARTIES : []) {
    if (outcomes[category] === 'WITHHELD' || offers?.has(category) === false) continue;
    const below = fields.get(category);
    if (!below) maskingOnly.add(category);
    const naming = below && outcomes[category] !== 'CLEAR' ? NAMING : NAMING_AND_LINES;
    fields.set(category, mergeFieldTrees(below ?? NO_FIELDS, naming));
  }
  return { fields, maskingOnly };
}
