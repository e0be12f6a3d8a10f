import { CompactRange } from './compact-range';

/** Leaves from `start` to before `end`, counted from 0. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The subtrees whose roots prove that a leaf is in a tree of `size` leaves, in the proof's order (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  if (index < 0 || index >= size) throw new RangeError('the tree has no such leaf');
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The subtrees whose roots prove that the tree of `from` leaves begins the tree of `to` leaves (RFC 6962, 2.1.2). */
export function consistencyRanges(from: number, to: number): readonly LeafRange[] {
  if (from < 0 || from > to) throw new RangeError('the earlier tree is the larger one');
  if (from === 0 || from === to) return [];
  const ranges: LeafRange[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + largestPowerBelow(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // A first tree that is itself a subtree is known to whoever checks the proof.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** Works out the roots of disjoint ranges from one pass over the leaves, in memory that does not grow with them. */
export class RangeRoots {
  readonly #parts: readonly { readonly range: LeafRange; readonly tree: CompactRange }[];
  readonly #inOrder: { readonly range: LeafRange; readonly tree: CompactRange }[];
  #index = 0;

  constructor(ranges: readonly LeafRange[]) {
    this.#parts = ranges.map((range) => ({ range, tree: CompactRange.empty() }));
    this.#inOrder = [...this.#parts].sort((one, other) => one.range.start - other.range.start);
  }

  /** Takes the hash of the next leaf, from leaf 0 on. */
  add(leaf: Buffer): void {
    const index = this.#index;
    this.#index += 1;
    while (this.#inOrder[0] !== undefined && this.#inOrder[0].range.end <= index) this.#inOrder.shift();
    const part = this.#inOrder[0];
    if (part !== undefined && part.range.start <= index) part.tree.append(leaf);
  }

  /** The roots, in the order in which the ranges were given. @throws RangeError when leaves are missing */
  roots(): readonly Buffer[] {
    return this.#parts.map(({ range, tree }) => {
      if (tree.size !== range.end - range.start)
        throw new RangeError('the log has fewer leaves than the tree');
      return tree.root();
    });
  }
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
