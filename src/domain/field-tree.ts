/** Names of fields, each with the names below it; a leaf has none. What is asked for, without aliases or values. */
export type FieldTree = ReadonlyMap<string, FieldTree>;

export const NO_FIELDS: FieldTree = new Map();

/** All fields of both trees. */
export function mergeFieldTrees(one: FieldTree, other: FieldTree): FieldTree {
  const merged = new Map(one);
  for (const [name, below] of other) {
    const present = merged.get(name);
    merged.set(name, present ? mergeFieldTrees(present, below) : below);
  }
  return merged;
}

/** Trees are never changed, and one plan serves many requests. */
const printed = new WeakMap<FieldTree, string>();

/** The tree as a GraphQL selection set; empty for a leaf. */
export function printFieldTree(tree: FieldTree): string {
  const known = printed.get(tree) ?? print(tree);
  printed.set(tree, known);
  return known;
}

function print(tree: FieldTree): string {
  if (tree.size === 0) return '';
  const fields = [...tree].map(([name, below]) =>
    below.size === 0 ? name : `${name} ${printFieldTree(below)}`,
  );
  return `{ ${fields.join(' ')} }`;
}
