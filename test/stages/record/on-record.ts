import { openAuditLog, type AuditDraft, type AuditLog } from '../../../src/audit';
import type { DataCategory } from '../../../src/domain/data-category';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, AuditEventId, SubjectId } from '../../../src/domain/ids';
import type { Decided } from '../../../src/stages/decide';
import type { Minimised, MinimisedReturn, MinimisedSubject } from '../../../src/stages/minimise';
import type { AgencyPlan, DisclosureEntry, Planned, SourcePlan } from '../../../src/stages/plan';
import { openStore } from '../../../src/store';
import { randomness, steppingClock } from '../../audit/drafts';
import { ownSchema } from '../../store/each-store';
import { NOW } from '../decide/register-of-facts';

export const TRACE = {
  name: 'Ask',
  hash: 'cd'.repeat(32),
  variables: 'ef'.repeat(32),
  requestId: 'request-1',
};

/** An audit log of the tests' own, and what stands in it. */
export interface OwnRecord {
  readonly audit: AuditLog;
  eventOf(id: AuditEventId): Promise<Partial<AuditDraft>>;
  close(): Promise<void>;
}

/** What the log adds to a draft. */
const ADDED = ['eventId', 'log', 'sequence', 'previousHash', 'occurredAt', 'recordedAt'];

export async function openRecord(): Promise<OwnRecord> {
  const databaseUrl = process.env['TEST_DATABASE_URL'];
  const store = await openStore({ ...(databaseUrl && { databaseUrl }), schema: ownSchema() });
  const audit = openAuditLog({ db: store.db, clock: steppingClock(), randomness });
  return {
    audit,
    close: () => store.close(),
    async eventOf(id) {
      const { events } = await audit.page({}, { first: 200 });
      const stored = events.find(({ eventId }) => eventId === id);
      if (!stored) throw new Error('the event is not on record');
      const draft: Record<string, unknown> = { ...stored.event };
      for (const name of ADDED) Reflect.deleteProperty(draft, name);
      return draft;
    },
  };
}

export const disclosed = (agency: AgencyId | null, category: DataCategory): DisclosureEntry => ({
  agency,
  category,
  outcome: 'CLEAR',
  clauses: ['a', 'b'],
  reason: 'not on record',
});

export const person = (at: number, some: Partial<MinimisedSubject> = {}): MinimisedSubject => ({
  id: `subject-${String(at)}` as SubjectId,
  pseudonym: `SUBJ-${String(at)}`,
  ref: `REF-${String(at)}`,
  role: 'INDEX_CHILD',
  released: {},
  viewerMatches: [],
  ...some,
});

export const returned = (agency: AgencyId, some: Partial<MinimisedReturn> = {}): MinimisedReturn => ({
  agency,
  status: 'OK',
  retrievedAt: NOW,
  records: new Map(),
  surplus: [],
  outside: 0,
  masked: [],
  exchange: null,
  keptFrom: null,
  ...some,
});

/** What a source is asked for, as far as the record looks at it; `masking` only to mask people in texts. */
export const planOf = (fields: FieldTree = NO_FIELDS, ...masking: readonly string[]): AgencyPlan =>
  ({ fields, maskingOnly: new Set(masking) as ReadonlySet<string> }) as AgencyPlan;

/** An answer that is to be recorded. */
export interface Answer {
  readonly decided: Decided;
  readonly event: AuditEventId;
  readonly disclosure?: readonly DisclosureEntry[];
  readonly subjects?: readonly MinimisedSubject[];
  readonly returns?: readonly MinimisedReturn[];
  readonly agencies?: Planned['agencies'];
  readonly register?: SourcePlan;
}

export function minimisedOf(answer: Answer): Minimised {
  const { decided, event, disclosure = [], subjects = [], returns = [] } = answer;
  const { agencies = [], register = planOf() } = answer;
  const planned = { decided, disclosure, agencies, register } as Planned;
  return { planned, event, subjects, returns, contactChecks: null, known: null } as Minimised;
}
