/** Every set that can be made of the members, from none to all; the bits of an index are the members of its set. */
export function subsetsOf<Member>(members: readonly Member[]): readonly ReadonlySet<Member>[] {
  let sets: readonly ReadonlySet<Member>[] = [new Set()];
  for (const member of members) sets = [...sets, ...sets.map((set) => new Set([...set, member]))];
  return sets;
}
