export type {
  Audience,
  CategoryTable,
  Cell,
  Clause,
  CompiledPack,
  DecisionTable,
  LawfulBasis,
  Recipient,
} from './compiled-pack';
export { explainDecision, reasonFor, type Explanation } from './explain';
export { formatFault, type PackFault } from './fault';
export { readPacks, type PackReading } from './load';
export { policyMatrix, type MatrixCell, type MatrixRow } from './matrix';
export { emitPackSchema, PACK_STATUSES, type PackStatus } from './schema';
export { openPackShelf, type PackShelf } from './shelf';
export type { SwitchKey, Switches } from './switches';
