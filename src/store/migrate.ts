import { Migrator, type Kysely, type Migration } from 'kysely';
import { auditChain } from './migrations/0001-audit-chain';
import { register } from './migrations/0002-register';
import { auditMerkle } from './migrations/0003-audit-merkle';
import { gates } from './migrations/0004-gates';
import { agencyRegistration } from './migrations/0006-agency-registration';
import { agencyAuthority } from './migrations/0007-agency-authority';
import { auditSearch } from './migrations/0008-audit-search';
import { oversight } from './migrations/0009-oversight';
import { deidentification } from './migrations/0010-deidentification';
import { wayBack } from './migrations/0011-way-back';
import { statistics } from './migrations/0012-statistics';
import { revocations } from './migrations/0014-revocations';
import { auditKeys } from './migrations/0015-audit-keys';
import { machineNilReturns } from './migrations/0013-machine-nil-returns';
import { dueNotices } from './migrations/0016-due-notices';
import { registerRevision } from './migrations/0017-register-revision';
import { oversightTally } from './migrations/0018-oversight-tally';
import type { Database } from './schema';

/** Every migration by its name, in the order of the names; one that has run anywhere is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-audit-chain': auditChain,
  '0002-register': register,
  '0003-audit-merkle': auditMerkle,
  '0004-gates': gates,
  '0006-agency-registration': agencyRegistration,
  '0007-agency-authority': agencyAuthority,
  '0008-audit-search': auditSearch,
  '0009-oversight': oversight,
  '0010-deidentification': deidentification,
  '0011-way-back': wayBack,
  '0012-statistics': statistics,
  '0013-machine-nil-returns': machineNilReturns,
  '0014-revocations': revocations,
  '0015-audit-keys': auditKeys,
  '0016-due-notices': dueNotices,
  '0017-register-revision': registerRevision,
  '0018-oversight-tally': oversightTally,
};

/** Brings the database's tables up to date; replicas that start together take turns. */
export async function migrate(db: Kysely<Database>, schema: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableSchema: schema,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('a migration failed', { cause: error });
}
