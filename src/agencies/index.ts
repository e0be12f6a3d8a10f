export { checkAgency, RESIDENCY, type AgencyCheck, type AgencyReport } from './check-agency';
export { CONTRACT_RULES, type AgencyUnderTest, type ContractRule } from './conformance';
export { mappedCategories } from './data-map-rules';
export { CHECK_PARTS, type AgencyFinding, type CheckPart } from './finding';
export type { TestSubjects } from './live';
export { openAgencyChecker, type AgencyChecker, type RegistrationCheck } from './registration-checker';
export type { RuleResult } from './try-rules';
