export { exportLogs, type ExportLine } from './export-logs';
export {
  latestCheckpoint,
  proveConsistency,
  proveInclusion,
  type InclusionProof,
  type NoProof,
} from './prove';
export { witnessLogs, type Witnessed, type WitnessOutcome } from './witness';
