export { deidentify, type Deidentified, type DeidentifyLevel, type DeidentifyOptions } from './deidentify';
export { textDesk, type DeskText, type TextDesk, type TextPlace } from './desk';
export { partiesOf, PARTY_CATEGORIES, type NamedParty } from './people';
export { knownInText, type KnownInText, type TextPerson } from './known-in-text';
export type { LabelledSpan, TextKind } from './kinds';
export { residualRisk, type ResidualRisk } from './residual-risk';
export { roleLabels, type RoleLabels } from './role-labels';
