/** A coded entry as an agency records it; either half may be missing. */
export interface Coded {
  readonly code?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** Words that stand for a group, tried in order; the first that is found decides. */
export type TermLadder<Group extends string> = readonly (readonly [pattern: RegExp, group: Group])[];

/** How codes and words lead to a group. */
export interface CodeLadder<Group extends string> {
  /** By upper-case code. */
  readonly codes: ReadonlyMap<string, Group>;
  readonly terms: TermLadder<Group>;
  /** For whatever neither knows. */
  readonly otherwise: Group;
}

/** Codes of one group, for building a ladder: `['White', 'A B C']`. */
export const codesOf = <Group extends string>(
  groups: readonly (readonly [Group, string])[],
): Map<string, Group> =>
  new Map(groups.flatMap(([group, codes]) => codes.split(' ').map((code): [string, Group] => [code, group])));

const tidy = (text: string | null | undefined): string => (text ?? '').trim();

/** Climbs: the code if known, else the words of the description, else a code that is itself written in words. */
export function climb<Group extends string>(entry: Coded, ladder: CodeLadder<Group>): Group {
  const { code, description } = entry;
  const byCode =
    ladder.codes.get(tidy(code).toUpperCase()) ?? ladder.codes.get(tidy(description).toUpperCase());
  if (byCode) return byCode;
  for (const words of [tidy(description), tidy(code)]) {
    const found = ladder.terms.find(([pattern]) => pattern.test(words));
    if (found) return found[1];
  }
  return ladder.otherwise;
}
