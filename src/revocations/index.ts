export { revoke, type Revocation } from './revoke';
export { openRevocations, type Holder, type Revocations } from './revocation-list';
export { publishOver, signalsOver, type RevocationSignals } from './signals';
