import type { AuditLog, ReportSource } from '../audit';
import type { Clock } from '../domain/ports';
import type { GatewayDependencies } from '../gateway';
import type { Alerts, SubjectLookup } from '../oversight';
import type { PackShelf } from '../policy';
import type { KeyStore } from '../pseudonyms';
import type { Reidentification } from '../reidentification';
import type { Retention } from '../retention';
import type { Statistics } from '../statistics';
import type { Register } from '../reviews';
import type { Disclosed } from '../stages/disclose';
import type { Principal } from '../stages/identify';
import type { OperationTrace } from '../stages/record';

/** What the resolvers may call on. */
export interface Services {
  readonly gateway: GatewayDependencies;
  readonly register: Register;
  readonly retention: Retention;
  readonly reidentification: Reidentification;
  readonly statistics: Statistics;
  readonly packs: PackShelf;
  readonly audit: AuditLog;
  readonly alerts: Alerts;
  /** What reports are made from, as it is now. */
  readonly reportSource: () => ReportSource;
  readonly subjectLookup: SubjectLookup;
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** Counts what an agency asks about a review. */
  readonly reviewLimiter: { count(key: string, points: number): Promise<void> };
}

/** What the stages settled for this operation before it runs. */
export interface OperationState {
  trace: OperationTrace;
  /** The recorded answer that the resolvers read; null in an operation that discloses nothing. */
  disclosed: Disclosed | null;
}

/** One request: who asks, and what has been settled so far. Made anew for each request and never reused. */
export interface RequestContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** When it came, on the process's own clock (`performance.now()`). */
  readonly arrivedAt: number;
  readonly services: Services;
  readonly state: OperationState;
  /** Aborted when nobody waits for the answer any more. */
  readonly abandoned: AbortSignal;
}
