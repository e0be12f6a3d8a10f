import type { Logger } from 'pino';
import type { GatewayDependencies } from '../gateway';
import type { KeyStore } from '../pseudonyms';
import type { Register, RegisterDependencies } from '../reviews';

/** What the way back works with: the register's own, its reads, the keys, and the stages that an answer passes. */
export interface ReidentificationDependencies extends RegisterDependencies {
  readonly register: Register;
  readonly keys: Pick<KeyStore, 'reviewKey'>;
  readonly gateway: GatewayDependencies;
  readonly log: Pick<Logger, 'info'>;
}
