import fc from 'fast-check';

import {
  CompactRange,
  consistencyRanges,
  inclusionRanges,
  leafHash,
  nodeHash,
  RangeRoots,
  verifyConsistency,
  verifyInclusion,
  type LeafRange,
} from '../../../src/audit/merkle';

const MOST = 64;
const LEAVES = Array.from({ length: MOST }, (_, index) => leafHash(`event ${index}`));

/** The definition of RFC 6962, section 2.1, word by word. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? CompactRange.empty().root();
  let middle = 1;
  while (middle * 2 < leaves.length) middle *= 2;
  return nodeHash(definedRoot(leaves.slice(0, middle)), definedRoot(leaves.slice(middle)));
}

const ROOTS = Array.from({ length: MOST + 1 }, (_, size) => definedRoot(LEAVES.slice(0, size)));
const treeHead = (size: number): { size: number; root: Buffer } => ({ size, root: ROOTS[size]! });

function proofOf(ranges: readonly LeafRange[]): Buffer[] {
  const roots = new RangeRoots(ranges);
  for (const leaf of LEAVES) roots.add(leaf);
  return [...roots.roots()];
}

/** The same with one bit of one byte turned. */
const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = copy[at]! ^ (1 << (bit % 8));
  return copy;
};

const bit = fc.nat(255);

describe('a Merkle tree', () => {
  it('grown leaf by leaf, and kept as text between, has the defined root at every size', () => {
    let tree = CompactRange.empty();
    LEAVES.forEach((leaf, index) => {
      tree = CompactRange.parse(index, tree.toString());
      tree.append(leaf);
      expect(tree.root()).toEqual(ROOTS[index + 1]);
    });
  });

  it('proves every leaf of every size', () => {
    for (let size = 1; size <= MOST; size += 1)
      for (let index = 0; index < size; index += 1) {
        const proof = proofOf(inclusionRanges(index, size));
        expect(verifyInclusion({ index, leaf: LEAVES[index]!, proof }, treeHead(size))).toBe(true);
      }
  });

  it('proves every size to begin every later one', () => {
    for (let to = 0; to <= MOST; to += 1)
      for (let from = 0; from <= to; from += 1) {
        const proof = proofOf(consistencyRanges(from, to));
        expect(verifyConsistency(treeHead(from), treeHead(to), proof)).toBe(true);
      }
  });
});

describe('an inclusion proof', () => {
  const cases = fc
    .integer({ min: 2, max: MOST })
    .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1), part: fc.nat(7), bit }));

  it('fails with any bit of it, of the leaf or of the root turned', () => {
    fc.assert(
      fc.property(cases, ({ size, index, part, bit }) => {
        const leaf = LEAVES[index]!;
        const proof = proofOf(inclusionRanges(index, size));
        const at = part % proof.length;
        const other = proof.map((node, place) => (place === at ? flipped(node, bit) : node));
        const head = treeHead(size);
        expect(verifyInclusion({ index, leaf, proof: other }, head)).toBe(false);
        expect(verifyInclusion({ index, leaf: flipped(leaf, bit), proof }, head)).toBe(false);
        expect(verifyInclusion({ index, leaf, proof }, { ...head, root: flipped(head.root, bit) })).toBe(
          false,
        );
      }),
    );
  });

  it('fails for another leaf, another place, and a proof that is longer or shorter', () => {
    fc.assert(
      fc.property(cases, fc.nat(MOST - 1), ({ size, index }, other) => {
        const leaf = LEAVES[index]!;
        const proof = proofOf(inclusionRanges(index, size));
        const head = treeHead(size);
        fc.pre(other !== index);
        expect(verifyInclusion({ index, leaf: LEAVES[other]!, proof }, head)).toBe(false);
        expect(verifyInclusion({ index: other, leaf, proof }, head)).toBe(false);
        expect(verifyInclusion({ index, leaf, proof: proof.slice(1) }, head)).toBe(false);
        expect(verifyInclusion({ index, leaf, proof: [...proof, leaf] }, head)).toBe(false);
      }),
    );
  });
});

describe('a consistency proof', () => {
  const cases = fc
    .integer({ min: 2, max: MOST })
    .chain((to) =>
      fc.record({ to: fc.constant(to), from: fc.integer({ min: 1, max: to - 1 }), part: fc.nat(7), bit }),
    );

  it('fails with any bit of it or of a root turned', () => {
    fc.assert(
      fc.property(cases, ({ from, to, part, bit }) => {
        const [earlier, later] = [treeHead(from), treeHead(to)];
        const proof = proofOf(consistencyRanges(from, to));
        const at = part % proof.length;
        const other = proof.map((node, place) => (place === at ? flipped(node, bit) : node));
        expect(verifyConsistency(earlier, later, other)).toBe(false);
        expect(verifyConsistency({ ...earlier, root: flipped(earlier.root, bit) }, later, proof)).toBe(false);
        expect(verifyConsistency(earlier, { ...later, root: flipped(later.root, bit) }, proof)).toBe(false);
        expect(verifyConsistency(earlier, later, proof.slice(1))).toBe(false);
        expect(verifyConsistency(earlier, later, [...proof, later.root])).toBe(false);
        expect(verifyConsistency(later, earlier, proof)).toBe(false);
      }),
    );
  });

  it('fails where two trees of one size differ', () => {
    const { size, root } = treeHead(7);
    expect(verifyConsistency({ size, root }, { size, root: flipped(root, 0) }, [])).toBe(false);
  });
});
