import { mergeFieldTrees, NO_FIELDS, printFieldTree, type FieldTree } from '../../domain/field-tree';
import type { Planned, SourcePlan } from '../plan';

/** One plan serves every operation that asks the same for the same decision. */
const printed = new WeakMap<Planned['agencies'], WeakMap<SourcePlan, string>>();

/**
 * The names of the fields that were asked of the sources, as a selection set of the contract: with the outcome of each category
 * among the entries they say field by field what may have left. No detail where nothing was asked.
 */
export function fieldDetails({ agencies, register }: Planned): Readonly<Record<string, string>> {
  const known = printed.get(agencies) ?? new WeakMap<SourcePlan, string>();
  printed.set(agencies, known);
  const fields = known.get(register) ?? printFieldTree(releasedOf([register, ...agencies]));
  known.set(register, fields);
  return fields === '' ? {} : { fields };
}

/** What is asked for only to mask people in texts is released nowhere. */
const releasedOf = (plans: readonly SourcePlan[]): FieldTree =>
  plans.reduce<FieldTree>(
    (all, { fields, maskingOnly }) =>
      mergeFieldTrees(
        all,
        new Map([...fields].filter(([category]) => !(maskingOnly as ReadonlySet<string>).has(category))),
      ),
    NO_FIELDS,
  );
