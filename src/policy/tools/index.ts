export { diffPacks, type PackDiff } from './diff/diff';
export type { ChangeKind, PackChange } from './diff/change';
export type { Flagged, GateModel, GateStand, Lapse, PackAsked, ShutGate, Situation } from './gate-model';
export { emitPackTestSchema, type PackTestFile } from './pack-test-schema';
export { runPackTest, type PackTestReport } from './pack-test';
export { lawsOf, LAWS_OF_PACKS, prove, type Proof } from './prove/prove';
export type { CounterExample } from './prove/law';
export { readPackTest, type PackTestReading } from './read-pack-test';
export { TEST_FILE, testPacksIn, type TestedPack } from './test-folder';
export { explainSteps, type Step, type StepsQuestion } from './explain-steps';
export { disclosureStatement, type StatementQuestion } from './statement';
export { viewMatrix, type MatrixColumn, type MatrixFilter, type MatrixView } from './matrix-view';
export {
  CATEGORY_WORDS,
  LADDER_OUTCOME_WORDS,
  levelWords,
  listed,
  outcomeLevelWords,
  PURPOSE_WORDS,
  STANDING_WORDS,
} from './words';
export { signText, type SigningQuestion } from './sign-text';
