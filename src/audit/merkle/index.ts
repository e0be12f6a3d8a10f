export { CompactRange } from './compact-range';
export { EMPTY_ROOT, leafHash, nodeHash } from './hashes';
export { consistencyRanges, inclusionRanges, RangeRoots, type LeafRange } from './proof-ranges';
export { verifyConsistency, verifyInclusion, type TreeHead } from './verify-proof';
