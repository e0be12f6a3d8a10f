import { nodeHash } from './hashes';

/** A tree as a checkpoint states it. */
export interface TreeHead {
  /** Leaves. */
  readonly size: number;
  readonly root: Buffer;
}

const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** Whether a proof shows that the leaf with this hash is leaf `index` of the tree (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  {
    index,
    leaf,
    proof,
  }: { readonly index: number; readonly leaf: Buffer; readonly proof: readonly Buffer[] },
  { size, root }: TreeHead,
): boolean {
  if (index < 0 || index >= size) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const node of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = nodeHash(node, hash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, node);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether a proof shows that the later tree begins with all the leaves of the earlier (RFC 9162, 2.1.4.2). */
export function verifyConsistency(from: TreeHead, to: TreeHead, proof: readonly Buffer[]): boolean {
  if (from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  if (from.size === 0) return proof.length === 0;
  let [place, last] = [from.size - 1, to.size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  const [first, ...rest] = place === 0 ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  let [earlier, later] = [first, first];
  for (const node of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      [earlier, later] = [nodeHash(node, earlier), nodeHash(node, later)];
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      later = nodeHash(later, node);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && earlier.equals(from.root) && later.equals(to.root);
}
