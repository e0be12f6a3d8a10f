import type { Kysely, Selectable, Transaction } from 'kysely';

import type { AuditDraft, AuditLog } from '../audit';
import type { AgencyId, AuditEventId, PartnershipId, ReviewId, UserId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import { orUnavailable, type Database } from '../store';
import type { Actor } from '../reviews';
import type { Alert, AlertId, DecidedDisposition, Disposition } from './alert';

/** Which alerts; what is left out does not narrow. */
export interface AlertFilter {
  /** Alerts of these partnerships alone, null being those that belong to none. */
  readonly partnerships?: readonly (PartnershipId | null)[];
  /** Those that nobody has disposed of, or those that somebody has. */
  readonly open?: boolean;
  readonly id?: AlertId;
}

/** The alerts, and what people make of them. */
export interface Alerts {
  /** The newest first, 500 at most. @throws GatewayError STORE_UNAVAILABLE */
  list(filter: AlertFilter): Promise<readonly Alert[]>;
  /**
   * Records what a person made of an alert, on the audit record in the same transaction. The latest disposition stands.
   *
   * @throws GatewayError NOT_FOUND outside the partnerships, SECOND_PERSON_NEEDED for the user whom it is about,
   *   STORE_UNAVAILABLE, AUDIT_UNAVAILABLE
   */
  dispose(actor: Actor, act: DisposeAlert): Promise<{ readonly auditEventId: AuditEventId }>;
}

export interface DisposeAlert {
  readonly id: AlertId;
  readonly disposition: Disposition;
  /** The partnerships whose alerts the person may dispose of; all when left out. */
  readonly partnerships?: readonly (PartnershipId | null)[];
}

export interface AlertsDependencies {
  readonly db: Kysely<Database>;
  readonly audit: Pick<AuditLog, 'appendWithin'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST = 500;

export function openAlerts(dependencies: AlertsDependencies): Alerts {
  const { db } = dependencies;
  return {
    list: (filter) => orUnavailable(() => listAlerts(db, filter)),
    dispose: (actor, act) =>
      orUnavailable(() => db.transaction().execute((trx) => dispose(trx, { actor, act }, dependencies))),
  };
}

async function listAlerts(db: Kysely<Database>, filter: AlertFilter): Promise<readonly Alert[]> {
  const { partnerships, open, id } = filter;
  if (id !== undefined && !UUID.test(id)) return [];
  let query = db.selectFrom('oversight_alert').selectAll();
  if (id !== undefined) query = query.where('alert_id', '=', id);
  if (partnerships !== undefined) {
    const ids = partnerships.filter((one) => one !== null);
    query = query.where((where) =>
      where.or([
        ...(ids.length > 0 ? [where('partnership', 'in', ids)] : []),
        ...(ids.length < partnerships.length ? [where('partnership', 'is', null)] : []),
      ]),
    );
  }
  const decided = db.selectFrom('oversight_disposition').select('oversight_disposition.alert_id');
  if (open !== undefined) query = query.where('alert_id', open ? 'not in' : 'in', decided);
  const rows = await query.orderBy('raised_at', 'desc').orderBy('alert_id', 'desc').limit(MOST).execute();
  const dispositions = await dispositionsOf(
    db,
    rows.map(({ alert_id }) => alert_id),
  );
  return rows.map((row) => alertOf(row, dispositions.get(row.alert_id) ?? []));
}

async function dispositionsOf(
  db: Kysely<Database>,
  alerts: readonly string[],
): Promise<ReadonlyMap<string, readonly DecidedDisposition[]>> {
  if (alerts.length === 0) return new Map();
  const rows = await db
    .selectFrom('oversight_disposition')
    .selectAll()
    .where('alert_id', 'in', alerts)
    .orderBy('decided_at')
    .orderBy('disposition_id')
    .execute();
  const byAlert = new Map<string, DecidedDisposition[]>();
  for (const row of rows) {
    const decided = {
      disposition: row.disposition as Disposition,
      decidedBy: row.decided_by as UserId,
      decidedByAgency: row.decided_by_agency as AgencyId,
      decidedAt: row.decided_at,
    };
    byAlert.set(row.alert_id, [...(byAlert.get(row.alert_id) ?? []), decided]);
  }
  return byAlert;
}

const alertOf = (
  row: Selectable<Database['oversight_alert']>,
  dispositions: readonly DecidedDisposition[],
): Alert => ({
  id: row.alert_id as AlertId,
  rule: row.rule,
  eventId: row.event_id as AuditEventId,
  log: row.log,
  sequence: row.sequence,
  partnership: row.partnership as PartnershipId | null,
  reviewId: row.review_id as ReviewId | null,
  viewer: { user: row.viewer_user as UserId, agency: row.viewer_agency as AgencyId },
  raisedAt: row.raised_at,
  dispositions,
});

async function dispose(
  trx: Transaction<Database>,
  { actor, act }: { readonly actor: Actor; readonly act: DisposeAlert },
  { audit, clock, randomness }: AlertsDependencies,
): Promise<{ readonly auditEventId: AuditEventId }> {
  const { id, disposition, partnerships } = act;
  const [alert] = await listAlerts(trx, { id, ...(partnerships && { partnerships }) });
  if (alert === undefined) throw new GatewayError('NOT_FOUND');
  if (alert.viewer.user === actor.user) throw new GatewayError('SECOND_PERSON_NEEDED');
  const now = clock.now();
  await trx
    .insertInto('oversight_disposition')
    .values({
      disposition_id: randomness.uuid(now),
      alert_id: id,
      disposition,
      decided_by: actor.user,
      decided_by_agency: actor.agency,
      decided_at: now,
    })
    .execute();
  const { eventId } = await audit.appendWithin(trx, draftOf(actor, { alert, disposition }));
  return { auditEventId: eventId };
}

const draftOf = (
  { user, agency, roles, operation, requestId }: Actor,
  { alert, disposition }: { readonly alert: Alert; readonly disposition: Disposition },
): AuditDraft => ({
  action: 'DISPOSE_ALERT',
  outcome: 'SUCCESS',
  code: null,
  actor: { user, agency, roles },
  standing: null,
  partnership: alert.partnership,
  review: null,
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation,
  entries: [],
  details: { alert: alert.id, rule: alert.rule, event: alert.eventId, disposition },
  requestId,
});
