import type { Kysely } from 'kysely';
import { orUnavailable, type Database } from '../store';
import { hashOf, type RevocationKind } from './revoke';
import type { RevocationSignals } from './signals';

/** Who holds a token. */
export interface Holder {
  readonly user: string;
  readonly agency: string;
  readonly session: string | null;
  /** When the token was issued; null where it does not say, so that it counts as older than anything. */
  readonly issuedAt: Date | null;
}

/** What was revoked, as this replica knows it. */
export interface Revocations {
  isRevoked(holder: Holder): boolean;
  /** Looks for new revocations now. @throws GatewayError `STORE_UNAVAILABLE` */
  look(): Promise<void>;
  stop(): void;
}

export interface RevocationsOptions {
  readonly db: Kysely<Database>;
  /** Milliseconds between two looks; replicas without signals are so far behind at most. Null looks once only. */
  readonly everyMs: number | null;
  readonly signals?: RevocationSignals;
  /** Told when a look fails; the list stays as it was, and without the store nothing is disclosed anyway. */
  readonly onFault: (error: unknown) => void;
}

/** Rows commit out of order: so many before the last one seen are read again. */
const OVERLAP = 100;

/** The list as it stands, kept up to date until it is stopped. @throws GatewayError `STORE_UNAVAILABLE` */
export async function openRevocations(options: RevocationsOptions): Promise<Revocations> {
  const list = new RevocationList(options.db);
  await list.look();
  const lookAgain = (): void => void list.look().catch(options.onFault);
  await options.signals?.listen(lookAgain).catch(options.onFault);
  const timer = options.everyMs === null ? undefined : setInterval(lookAgain, options.everyMs).unref();
  return {
    isRevoked: (holder) => list.isRevoked(holder),
    look: () => list.look(),
    stop: () => clearInterval(timer),
  };
}

class RevocationList {
  /** The latest instant of revocation by hash. */
  private readonly revokedAt = new Map<string, Date>();
  private last = 0;

  constructor(private readonly db: Kysely<Database>) {}

  async look(): Promise<void> {
    const rows = await orUnavailable(() =>
      this.db
        .selectFrom('revocation')
        .select(['sequence', 'target_hash', 'revoked_at'])
        .where('sequence', '>', String(this.last - OVERLAP))
        .orderBy('sequence')
        .execute(),
    );
    for (const { sequence, target_hash: hash, revoked_at: at } of rows) {
      const known = this.revokedAt.get(hash);
      if (known === undefined || known < at) this.revokedAt.set(hash, at);
      this.last = Math.max(this.last, Number(sequence));
    }
  }

  isRevoked({ user, agency, session, issuedAt }: Holder): boolean {
    if (this.revokedAt.size === 0) return false;
    if (session !== null && this.revokedAt.has(hashOf({ kind: 'SESSION', target: session }))) return true;
    const isOlder = (kind: RevocationKind, target: string): boolean => {
      const at = this.revokedAt.get(hashOf({ kind, target }));
      return at !== undefined && (issuedAt === null || issuedAt <= at);
    };
    return isOlder('USER', user) || isOlder('AGENCY', agency);
  }
}
