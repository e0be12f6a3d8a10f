export type {
  Audience,
  CategoryTable,
  Cell,
  Clause,
  CompiledPack,
  DecisionTable,
  Gates,
  LawfulBasis,
  Recipient,
  Signature,
  TableFacts,
} from './compiled-pack';
export { explainDecision, reasonFor, type Explanation } from './explain';
export { CONDITIONS, opens, type Condition, type ConditionGroups } from './conditions';
export { dataMapOf } from './data-map-of';
export { DATA_MAP_FOLDER, readDataMaps } from './data-maps';
export {
  CONTRACT_MAP,
  contractMapFaults,
  openContractMap,
  readContractMap,
  RECORD_TYPE,
} from './contract-map';
export {
  checkDataMap,
  DATA_MAP_SCHEMA,
  emitDataMapSchema,
  FIELD_ROLES,
  loadDataMap,
  readDataMap,
  type DataMap,
  type DataMapReading,
  type DataMapSource,
  type FieldMeaning,
  type FieldNames,
  type FieldRole,
} from './data-map';
export { readDocument, wholeFile, type PackDocument } from './document';
export { formatFault, isError, sortFaults, type PackFault, type Severity } from './fault';
export { findingsOf } from './shape';
export { readPacks, type PackReading } from './load';
export { policyMatrix, type MatrixCell, type MatrixRow } from './matrix';
export {
  PARTY_CLASSES,
  type Agreement,
  type AgreementKind,
  type Party,
  type PartyClass,
  type PartyStatus,
} from './party';
export { isOverdue, type PolicyDocument, type StaleMark, type StaleReason } from './policy-document';
export {
  addDuration,
  retentionDueOn,
  type RetentionFacts,
  type RetentionRule,
  type RetentionStart,
} from './retention';
export { emitPackSchema, PACK_STATUSES, type PackStatus, type SignatureRole } from './schema';
export { openPackShelf, type PackShelf } from './shelf';
export type { Settings } from './settings';
export { SWITCH_KEYS, type SwitchKey, type Switches } from './switches';
export { NOT_STATED } from './tables';
export { lockPacks, type LockedPack } from './sign';
