export type { RegisterAgencyInput, RemoveAgencyInput, RotateAgencyKeyInput } from './input';
export { removeAgency, rotateAgencyKey, type RemovedAgency, type RotatedAgencyKey } from './manage-agency';
export { registerAgency, type RegisteredAgency } from './register-agency';
export {
  AgencyUnfit,
  printOffers,
  toRegistration,
  type AgencyRegistration,
  type AgencyState,
} from './registration';
