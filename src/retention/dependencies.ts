import type { AuditLog, SigningKeys } from '../audit';
import type { PartnershipId, ReviewId } from '../domain/ids';
import type { Clock } from '../domain/ports';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { CompiledPack, PackShelf } from '../policy';
import type { KeyStore } from '../pseudonyms';
import type { ContactSetCipher, RegisterDependencies, Review } from '../reviews';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';

/** What retention works with: the register's own, the packs, and what destruction takes. */
export interface RetentionDependencies extends RegisterDependencies {
  readonly packs: Pick<PackShelf, 'inForce'>;
}

/** What the key custodian's command works with. */
export interface DestructionDependencies {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly keys: KeyStore;
  readonly cipher: ContactSetCipher;
  /** What certificates are signed with. */
  readonly signingKeys: SigningKeys;
}

/** The pack in force for a partnership now. @throws GatewayError PACK_NOT_IN_FORCE */
export async function packFor(
  db: Kysely<Database> | Transaction<Database>,
  { packs, clock }: Pick<RetentionDependencies, 'packs' | 'clock'>,
  partnershipId: PartnershipId,
): Promise<CompiledPack> {
  const row = await db
    .selectFrom('partnership')
    .select('pack_key')
    .where('id', '=', partnershipId)
    .executeTakeFirst();
  const pack = row && packs.inForce(row.pack_key as CompiledPack['key'], clock.now());
  if (!pack) throw new GatewayError('PACK_NOT_IN_FORCE');
  return pack;
}

/** What is recorded of when a review's key is to be destroyed. */
export function retentionRow(
  db: Kysely<Database>,
  reviewId: ReviewId,
): Promise<Selectable<Database['review_retention']> | undefined> {
  return db.selectFrom('review_retention').selectAll().where('review_id', '=', reviewId).executeTakeFirst();
}

/** The states in which a review may be destroyed. */
export const DESTROYABLE: readonly Review['state'][] = ['CLOSED', 'RETAINED'];
