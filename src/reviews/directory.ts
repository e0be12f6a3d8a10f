import type { Kysely } from 'kysely';
import type { RecordCategory } from '../domain/data-category';
import type { AgencyId, PartnershipId } from '../domain/ids';
import { orUnavailable, type Database, type Store } from '../store';
import { printOffers, toRegistration, type AgencyRegistration } from './agencies';
import type { Agency, Partnership } from './review';
import { toAgency, toPartnership } from './rows';

/** An agency with the partnerships that it belongs to. */
export interface AgencyEntry extends Agency {
  readonly partnerships?: readonly PartnershipId[];
  /** What it can be asked for; anything where it is left out. */
  readonly offers?: readonly RecordCategory[];
}

/** The partnerships and agencies, as the operator enters them. */
export interface Directory {
  /** Enters a partnership, or what has changed of it. */
  savePartnership(partnership: Partnership): Promise<void>;
  /** Enters an agency, or what has changed of it; its partnerships are replaced where they are given. */
  saveAgency(agency: AgencyEntry): Promise<void>;
  agencies(): Promise<readonly Agency[]>;
  agency(id: AgencyId): Promise<Agency | undefined>;
  /** Every agency as it was registered. */
  agencyRegistrations(): Promise<readonly AgencyRegistration[]>;
  /** What each agency can be asked for; one that is not here may be asked for anything. */
  offers(): Promise<ReadonlyMap<AgencyId, ReadonlySet<RecordCategory>>>;
  partnership(id: PartnershipId): Promise<Partnership | undefined>;
  /** The partnerships that an agency belongs to or coordinates. */
  partnershipsOf(agencyId: AgencyId): Promise<readonly Partnership[]>;
  /** The partnership that an agency coordinates; undefined when there is none, and when there are several. */
  partnershipCoordinatedBy(agencyId: AgencyId): Promise<Partnership | undefined>;
}

/** The directory of a store. */
export const directory = ({ db }: Store): Directory => ({
  savePartnership: (entry) => orUnavailable(() => savePartnership(db, entry)),
  saveAgency: (entry) => orUnavailable(() => saveAgency(db, entry)),
  agencies: () =>
    orUnavailable(async () =>
      (await db.selectFrom('agency').selectAll().orderBy('id').execute()).map(toAgency),
    ),
  agency: (id) =>
    orUnavailable(async () => {
      const row = await db.selectFrom('agency').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toAgency(row);
    }),
  agencyRegistrations: () =>
    orUnavailable(async () =>
      (await db.selectFrom('agency').selectAll().orderBy('id').execute()).map(toRegistration),
    ),
  offers: () => orUnavailable(() => offersOfAll(db)),
  partnership: (id) =>
    orUnavailable(async () => {
      const row = await db.selectFrom('partnership').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPartnership(row);
    }),
  partnershipsOf: (agencyId) => orUnavailable(() => partnershipsOf(db, agencyId)),
  partnershipCoordinatedBy: (agencyId) => orUnavailable(() => partnershipCoordinatedBy(db, agencyId)),
});

async function savePartnership(db: Kysely<Database>, partnership: Partnership): Promise<void> {
  const { id, name, packKey, coordinatingAgency } = partnership;
  const content = { name, pack_key: packKey, coordinating_agency: coordinatingAgency };
  await db
    .insertInto('partnership')
    .values({ id, ...content })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
    .execute();
}

function saveAgency(db: Kysely<Database>, entry: AgencyEntry): Promise<void> {
  const { id, name, kind, endpointUrl, authority, partnerships, machineNilScope, offers } = entry;
  return db.transaction().execute(async (trx) => {
    const content = {
      name,
      kind,
      state: 'ACTIVE',
      endpoint_url: endpointUrl,
      offers: offers === undefined ? null : printOffers(offers),
      ...(machineNilScope !== undefined && { machine_nil_scope: machineNilScope }),
      ...(authority !== undefined && { authority }),
    };
    await trx
      .insertInto('agency')
      .values({ id, ...content })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
      .execute();
    if (partnerships === undefined) return;
    await trx.deleteFrom('agency_partnership').where('agency_id', '=', id).execute();
    const rows = partnerships.map((partnership) => ({ agency_id: id, partnership_id: partnership }));
    if (rows.length > 0) await trx.insertInto('agency_partnership').values(rows).execute();
  });
}

async function partnershipsOf(db: Kysely<Database>, agencyId: AgencyId): Promise<readonly Partnership[]> {
  const belongsTo = db
    .selectFrom('agency_partnership')
    .select('partnership_id')
    .where('agency_id', '=', agencyId);
  const rows = await db
    .selectFrom('partnership')
    .selectAll()
    .where((where) => where.or([where('coordinating_agency', '=', agencyId), where('id', 'in', belongsTo)]))
    .orderBy('id')
    .execute();
  return rows.map(toPartnership);
}

async function partnershipCoordinatedBy(
  db: Kysely<Database>,
  agencyId: AgencyId,
): Promise<Partnership | undefined> {
  const rows = await db
    .selectFrom('partnership')
    .selectAll()
    .where('coordinating_agency', '=', agencyId)
    .limit(2)
    .execute();
  const [only, another] = rows;
  return only === undefined || another !== undefined ? undefined : toPartnership(only);
}

async function offersOfAll(
  db: Kysely<Database>,
): Promise<ReadonlyMap<AgencyId, ReadonlySet<RecordCategory>>> {
  const rows = await db.selectFrom('agency').selectAll().where('offers', 'is not', null).execute();
  const entries = rows.map(toRegistration).map(({ id, offers }) => [id, new Set(offers)] as const);
  return new Map(entries);
}
