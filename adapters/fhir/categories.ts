import type { Concept, Measure } from './datatypes';
import type { Resource } from './resources';

/** The contract fields that a clinical entry can belong to. */
export type FindingField = 'health' | 'convictions' | 'safeguardingConcerns' | 'otherSpecialCategory';

/** The fields of clinical entries, the one that opens least to a recipient first. */
export const FINDING_FIELDS = [
  'convictions',
  'otherSpecialCategory',
  'safeguardingConcerns',
  'health',
] as const satisfies readonly FindingField[];

/**
 * Clinical findings that say something other than health, by SNOMED CT or LOINC code. They are kept out of `health`, so
 * that offence data or a safeguarding concern does not travel under another category's rule.
 */
const FIELD_OF_FINDING: ReadonlyMap<string, FindingField> = new Map([
  ['266948004', 'convictions'], // has a criminal record
  ['93028-9', 'convictions'], // LOINC: time in a jail, prison, detention or correctional facility
  ['706893006', 'safeguardingConcerns'], // victim of intimate partner abuse
  ['424393004', 'safeguardingConcerns'], // reports of violence in the environment
  ['342191000000101', 'safeguardingConcerns'], // subject of a child protection plan
  ['20430005', 'otherSpecialCategory'], // heterosexual
  ['38628009', 'otherSpecialCategory'], // homosexual
  ['42035005', 'otherSpecialCategory'], // bisexual
  ['76690-7', 'otherSpecialCategory'], // LOINC: sexual orientation
]);

/** The codes of findings that belong to one of `fields`. */
export const codesOf = (fields: ReadonlySet<FindingField>): readonly string[] =>
  [...FIELD_OF_FINDING].filter(([, field]) => fields.has(field)).map(([code]) => code);

/** The contract field that a finding belongs to. */
export const fieldOf = (concept: Concept | undefined): FindingField => strictest([concept]);

/** The contract field of an Observation, by what was asked and by what was found. */
export const fieldOfObservation = (observation: Resource<'Observation'>): FindingField =>
  strictest([observation, ...observation.component].flatMap(conceptsOf));

const conceptsOf = ({ code, valueCodeableConcept }: Measure): readonly (Concept | undefined)[] => [
  code,
  valueCodeableConcept,
];

function strictest(concepts: readonly (Concept | undefined)[]): FindingField {
  const codings = concepts.flatMap((concept) => concept?.coding ?? []);
  const fields = new Set(codings.flatMap(({ code }) => FIELD_OF_FINDING.get(code ?? '') ?? []));
  return FINDING_FIELDS.find((field) => fields.has(field)) ?? 'health';
}

const WORDS_OF: Readonly<Record<Exclude<FindingField, 'health'>, RegExp>> = {
  convictions:
    /criminal record|convict(?:ed|ion)|\bcharged with\b|\barrest(?:ed)?\b|\bprobation\b|\bprison\b|\bHMP\b|\bcustod(?:y|ial)\b|\bon remand\b|\bon bail\b|\bpolice caution|\boffen(?:ce|der|ding)\b|\bMAPPA\b/iu,
  otherSpecialCategory: /\b(?:hetero|homo|bi)sexual\b|\bsexual orientation\b|\btrade union\b/iu,
  safeguardingConcerns:
    /\bpartner abuse\b|\bdomestic (?:abuse|violence)\b|\bviolence in the environment\b|\bchild protection plan\b|\bsafeguarding\b/iu,
};

/**
 * The contract field of a document, by its text. A document is as sensitive as the most sensitive thing that it tells:
 * nobody takes its sentences apart, and an offence must not travel as health.
 */
export const fieldOfText = (words: string): FindingField =>
  FINDING_FIELDS.find((field) => field !== 'health' && WORDS_OF[field].test(words)) ?? 'health';
