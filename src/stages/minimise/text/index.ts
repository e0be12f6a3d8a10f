export { deidentify, type Deidentified, type DeidentifyLevel, type DeidentifyOptions } from './deidentify';
export { knownInText, type KnownInText, type TextPerson } from './known-in-text';
export type { LabelledSpan, TextKind } from './kinds';
export { residualRisk, type ResidualRisk, type RiskReason } from './residual-risk';
export { roleLabels, type RoleLabels } from './role-labels';
