/**
 * Whether two words are within `most` insertions, deletions, replacements and swaps of neighbours of each other (the
 * optimal string alignment distance), and how many; undefined where they are further apart.
 */
export function editDistance(one: string, other: string, most: number): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    let least = row;
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      let cost = Math.min(
        (above[at] ?? 0) + 1,
        (line[at - 1] ?? 0) + 1,
        (above[at - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) cost = Math.min(cost, (before[at - 2] ?? 0) + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return undefined;
    [before, above] = [above, line];
  }
  const distance = above[other.length] ?? 0;
  return distance <= most ? distance : undefined;
}

/** Letters of a word as bits; a cheap lower bound, for each edit changes two of them at most. */
export function letterBits(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) % 31);
  return bits;
}

/** How many bits are set in one and not in the other. */
export function differingBits(one: number, other: number): number {
  let rest = one ^ other;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
