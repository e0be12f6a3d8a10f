import type { Concept } from './resources';

/** The contract fields that a Condition can belong to. */
export type ConditionField = 'health' | 'convictions' | 'safeguardingConcerns' | 'otherSpecialCategory';

/**
 * Clinical findings that say something other than health, by SNOMED CT concept. They are kept out of `health`, so that
 * offence data or a safeguarding concern does not travel under another category's rule.
 */
const FIELD_OF_FINDING: ReadonlyMap<string, ConditionField> = new Map([
  ['266948004', 'convictions'], // has a criminal record
  ['706893006', 'safeguardingConcerns'], // victim of intimate partner abuse
  ['424393004', 'safeguardingConcerns'], // reports of violence in the environment
  ['342191000000101', 'safeguardingConcerns'], // subject of a child protection plan
  ['20430005', 'otherSpecialCategory'], // heterosexual
  ['38628009', 'otherSpecialCategory'], // homosexual
  ['42035005', 'otherSpecialCategory'], // bisexual
]);

/** The contract field that a finding belongs to. */
export function fieldOf(concept: Concept | undefined): ConditionField {
  for (const { code } of concept?.coding ?? []) {
    const field = FIELD_OF_FINDING.get(code ?? '');
    if (field) return field;
  }
  return 'health';
}
