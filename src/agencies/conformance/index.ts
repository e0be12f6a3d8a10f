export type { AgencyUnderTest, ContractRule } from './rule';
export { CONTRACT_RULES } from './rules';
