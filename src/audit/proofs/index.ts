export { exportLogs, type ExportLine } from './export-logs';
export {
  latestCheckpoint,
  proveConsistency,
  proveInclusion,
  type InclusionProof,
  type NoProof,
} from './prove';
export { askWitness, type UrlWitnessOptions } from './witness-url';
export { witnessLogs, type Witnessed, type WitnessOutcome } from './witness';
