import type { AgencyChecker } from '../agencies';
import type { AuditLog } from '../audit';
import type { Clock, Randomness } from '../domain/ports';
import type { Store } from '../store';
import type { ContactSetCipher } from './contact-set-cipher';

/** What the register works with. */
export interface RegisterDependencies {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly cipher: ContactSetCipher;
  /** Without it no agency can be registered. */
  readonly checkAgency?: AgencyChecker;
}
