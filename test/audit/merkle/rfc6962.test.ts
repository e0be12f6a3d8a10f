import {
  CompactRange,
  consistencyRanges,
  EMPTY_ROOT,
  inclusionRanges,
  leafHash,
  RangeRoots,
  type LeafRange,
} from '../../../src/audit/merkle';

/** The leaves and roots that Certificate Transparency's implementations share as test vectors. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')));

const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const NODES = {
  second: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  pair3: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  right4: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  sixth: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  pair7: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  fifth: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  pair6: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  left4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
};

function proofOf(ranges: readonly LeafRange[]): string[] {
  const roots = new RangeRoots(ranges);
  for (const leaf of LEAVES) roots.add(leaf);
  return roots.roots().map((root) => root.toString('hex'));
}

describe('the Merkle tree of RFC 6962', () => {
  it('has the hash of nothing as its root while it is empty', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(CompactRange.empty().root()).toEqual(EMPTY_ROOT);
  });

  it('has the root of the shared vectors at every size', () => {
    const tree = CompactRange.empty();
    const roots = LEAVES.map((leaf) => {
      tree.append(leaf);
      return tree.root().toString('hex');
    });
    expect(roots).toEqual(ROOTS);
  });

  it.each([
    [0, 1, []],
    [0, 8, [NODES.second, NODES.pair3, NODES.right4]],
    [5, 8, [NODES.sixth, NODES.pair7, NODES.left4]],
    [2, 3, [ROOTS[1]]],
  ])('proves by the shared vectors that leaf %i is in the tree of %i', (index, size, expected) => {
    expect(proofOf(inclusionRanges(index, size))).toEqual(expected);
  });

  it.each([
    [1, 1, []],
    [1, 8, [NODES.second, NODES.pair3, NODES.right4]],
    [2, 5, [NODES.pair3, NODES.fifth]],
    [6, 8, [NODES.pair6, NODES.pair7, NODES.left4]],
  ])('proves by the shared vectors that the tree of %i begins the tree of %i', (from, to, expected) => {
    expect(proofOf(consistencyRanges(from, to))).toEqual(expected);
  });

  it('refuses a leaf that is not there, a tree that shrinks, and nodes that do not fit', () => {
    expect(() => inclusionRanges(8, 8)).toThrow(RangeError);
    expect(() => consistencyRanges(8, 7)).toThrow(RangeError);
    expect(() => CompactRange.parse(3, ROOTS[0] ?? '')).toThrow(RangeError);
    expect(() => CompactRange.parse(1, `${ROOTS[0] ?? ''}00`)).toThrow(RangeError);
  });
});
