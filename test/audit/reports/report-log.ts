import {
  collectReport,
  openAuditLog,
  type AuditDraft,
  type AuditEntry,
  type AuditLog,
  type Report,
  type ReportFilter,
  type ReportResult,
  type ReportSource,
} from '../../../src/audit';
import type { AgencyId } from '../../../src/domain/ids';
import { openPackShelf } from '../../../src/policy';
import { openStore } from '../../../src/store';
import { createDatabase, postgresUrl } from '../../support/database';
import { draft, randomness, steppingClock } from '../drafts';

/** An audit log of a test's own, and what reports are made from. */
export interface ReportLog {
  readonly source: ReportSource & { readonly audit: AuditLog };
  /** Appends the drafts; gives the events' ids. */
  write(...drafts: readonly AuditDraft[]): Promise<readonly string[]>;
  result(report: Report, filter?: ReportFilter): Promise<ReportResult>;
  close(): Promise<void>;
}

/** On PostgreSQL where the test runner has one, else embedded; the clock moves on by a second at each look. */
export async function openReportLog(start?: string): Promise<ReportLog> {
  const database = postgresUrl() === undefined ? undefined : await createDatabase();
  const store = await openStore(database === undefined ? {} : { databaseUrl: database.url });
  const clock = steppingClock(start);
  const audit = openAuditLog({ db: store.db, clock, randomness });
  const packs = openPackShelf('policies').all();
  const source: ReportLog['source'] = {
    db: store.db,
    clock,
    packs,
    audit,
    verify: (options) => audit.verify(options),
  };
  return {
    source,
    async write(...drafts) {
      const ids: string[] = [];
      for (const one of drafts) ids.push((await audit.append(one)).eventId);
      return ids;
    },
    result: (report, filter = {}) => collectReport(report.run(source, filter)),
    async close() {
      await audit.drain();
      await store.close();
      await database?.drop();
    },
  };
}

/** An entry of a category, changed as asked. */
export const entry = (category: AuditEntry['category'], changes: Partial<AuditEntry> = {}): AuditEntry => ({
  agency: null,
  subject: 'S-ABCDEF',
  category,
  outcome: 'CLEAR',
  clause: 'b',
  records: 1,
  ...changes,
});

/** An answer to a wider agency, with these entries. */
export const widerAnswer = (entries: readonly AuditEntry[], agency = 'housing'): AuditDraft =>
  draft({
    standing: 'WIDER',
    purpose: 'CONTACT_CHECK',
    actor: { user: draft().actor.user, agency: agency as AgencyId, roles: ['AGENCY_CONTACT'] },
    entries,
  });

export const MINIMUM = (['name', 'dateOfBirth', 'addresses'] as const).map((category) => entry(category));
