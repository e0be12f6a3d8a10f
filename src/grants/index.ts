export { checkGrants } from './check-grants';
export { openGrantIssuer, type GrantIssuer, type GrantRequest, type IssuedGrant } from './issue';
export { exchangeIn, printExchange, type Exchange } from './exchange';
export { GRANT_KEY_FILE, openGrantKeys, type GrantKeys } from './keys';
export {
  reconcile,
  type Difference,
  type DifferenceKind,
  type OurEvent,
  type Reconciliation,
} from './reconcile';
