import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openAuditLog, type AuditDraft, type AuditLog } from '../../src/audit';
import { packageRoot } from '../../src/config/package-root';
import type { AgencyId, PackKey, UserId } from '../../src/domain/ids';
import { breachClock } from '../../src/oversight';
import { openPackShelf } from '../../src/policy';
import { openStore, type Store } from '../../src/store';
import { draft, randomness } from '../audit/drafts';
import { createDatabase, postgresUrl, type TestDatabase } from '../support/database';
import { at, listAt } from '../support/service-gateway';
import { run, type Outcome } from './terminal-double';

const withPostgres = postgresUrl() === undefined ? describe.skip : describe;
const title = postgresUrl() === undefined ? ' (skipped: no TEST_DATABASE_URL)' : '';

withPostgres(`what an auditor asks of past events${title}`, () => {
  let folder: string;
  let database: TestDatabase;
  let store: Store;
  let log: AuditLog;
  let now = Date.parse('2026-03-02T09:00:00Z');

  beforeAll(async () => {
    [folder, database] = await Promise.all([
      mkdtemp(join(tmpdir(), 'review-gateway-cli-')),
      createDatabase(),
    ]);
    store = await openStore({ databaseUrl: database.url });
    log = openAuditLog({ db: store.db, clock: { now: () => new Date(now) }, randomness });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const audit = (...args: readonly string[]): Promise<Outcome> =>
    run(['audit', ...args], { GATEWAY_KEY_FOLDER: folder, DATABASE_URL: database.url });
  const append = async (changes: Partial<AuditDraft>): Promise<string> =>
    (await log.append(draft(changes))).eventId;
  const json = (outcome: Outcome): unknown => JSON.parse(outcome.out) as unknown;

  describe('replay', () => {
    const shelf = openPackShelf(join(packageRoot(), 'policies'));
    const pack = shelf.find('baseline' as PackKey)!;
    const decided: Partial<AuditDraft> = {
      pack: { key: pack.key, version: pack.version, digest: pack.digest },
      details: {
        facts:
          'packInForce,impactAssessmentNamed,policyDocumentNamed,trainingInDate,reminderAcknowledged,ukNetwork,scopeWindowSet',
        agreement: 'NOT_NEEDED',
      },
    };

    it('tells another decision from the same one, by exit code and entry', async () => {
      const entry = draft().entries[0]!;
      const wrong = await append({ ...decided, entries: [{ ...entry, clause: 'none-such' }] });
      const differs = await audit('replay', '--event', wrong, '--json');
      expect([differs.code, at(json(differs), 'kind')]).toEqual([1, 'DIFFERS']);
      expect((await audit('replay', '--event', wrong)).out).toContain('council health: recorded CLEAR');
      const recomputed = at(json(differs), 'mismatches', 0, 'recomputed') as Pick<
        typeof entry,
        'outcome' | 'clause'
      >;
      const right = await append({ ...decided, entries: [{ ...entry, ...recomputed }] });
      const agrees = await audit('replay', '--event', right);
      expect([agrees.code, agrees.out]).toEqual([0, expect.stringContaining('The same decision: 1 entries')]);
    });

    it.each([
      ['there is no baseline 9.9.9', { version: '9.9.9' }],
      ['and it was', { digest: 'cd'.repeat(32) }],
    ])('says with exit code 2 when the pack of that day is not there: %s', async (words, other) => {
      const event = await append({ ...decided, pack: { ...decided.pack!, ...other } });
      const { code, out } = await audit('replay', '--event', event);
      expect(code).toBe(2);
      expect(out).toContain('The pack of that day is not available');
      expect(out).toContain(words);
    });

    it('has nothing to say of an event without a decision, or of none', async () => {
      const event = await append({ action: 'SET_STANDING', entries: [] });
      expect((await audit('replay', '--event', event)).code).toBe(2);
      expect((await audit('replay', '--event', '0190a2b4-0000-7000-8000-00000000ffff')).code).toBe(2);
      expect((await audit('replay', '--event', "x' or 1=1")).code).toBe(2);
    });
  });

  describe('exposure', () => {
    const span = ['--from', '2026-04-01T00:00:00Z', '--to', '2026-04-02T00:00:00Z'];
    const of = (subject: string, category: 'health' | 'name', records: number): AuditDraft['entries'] => [
      { ...draft().entries[0]!, subject, category, records },
    ];

    beforeAll(async () => {
      const other = { user: 'user-2' as UserId, agency: 'police' as AgencyId, roles: [] };
      now = Date.parse('2026-03-31T23:59:59Z');
      await append({ entries: of('SUBJ-0', 'health', 1) });
      now = Date.parse('2026-04-01T10:00:00Z');
      await append({ entries: [...of('SUBJ-1', 'health', 2), ...of('SUBJ-2', 'name', 0)] });
      now = Date.parse('2026-04-01T11:00:00Z');
      await append({ entries: of('SUBJ-1', 'health', 3) });
      await append({ actor: other, entries: of('SUBJ-3', 'name', 1) });
    });

    it('lists what left in that time, to whom and how often, and nothing that stayed', async () => {
      const { code, out } = await audit('exposure', ...span, '--format', 'json');
      expect(code).toBe(0);
      expect(listAt(JSON.parse(out), 'rows')).toEqual([
        expect.objectContaining({
          subject: 'SUBJ-1',
          recipient: 'trust',
          answers: 2,
          values: 5,
          first: '2026-04-01T10:00:00.000Z',
          last: '2026-04-01T11:00:00.000Z',
        }),
        expect.objectContaining({ subject: 'SUBJ-3', recipient: 'police', category: 'name', values: 1 }),
      ]);
      expect(at(JSON.parse(out), 'totals')).toMatchObject({ people: 2, values: 6, specialCategoryValues: 5 });
    });

    it('is narrowed to an agency, and written for people as well', async () => {
      const narrowed = await audit('exposure', ...span, '--agency', 'police', '--format', 'csv');
      expect(narrowed.out.trim().split('\n')).toHaveLength(2);
      const page = await audit('exposure', ...span, '--format', 'html');
      expect(page.out).toMatch(/^<!doctype html>[^]*SUBJ-1/);
      expect((await audit('exposure', ...span)).out).toContain('6 values of 2 fields about 2 people');
    });

    it('records a decision with its decider, and shows it whenever its reference is asked for', async () => {
      const decide = [
        '--reference',
        'INC-7',
        '--aware-at',
        '2026-04-01T12:00:00Z',
        '--decision',
        'NEAR_MISS',
      ];
      expect((await audit('exposure', ...span, ...decide)).code).toBe(2);
      const decided = await audit('exposure', ...span, ...decide, '--decided-by', 'Data protection officer');
      expect(decided.out).toContain('Decided: NEAR_MISS, by Data protection officer');
      const again = await audit('exposure', ...span, '--reference', 'INC-7', '--format', 'json');
      expect(at(JSON.parse(again.out), 'breach')).toMatchObject({
        reference: 'INC-7',
        clock: { deadline: '2026-04-04T12:00:00.000Z' },
        decisions: [{ decision: 'NEAR_MISS', decidedBy: 'Data protection officer' }],
      });
      const rows = await store.db
        .selectFrom('audit_event')
        .select('payload')
        .where('action', '=', 'DECIDE_BREACH')
        .execute();
      expect(rows).toHaveLength(1);
    });

    it('ends with a fault once the 72 hours are over without a decision', async () => {
      const late = await audit('exposure', ...span, '--aware-at', '2020-01-01T00:00:00Z');
      expect([late.code, late.out]).toEqual([1, expect.stringContaining('No decision is recorded')]);
    });
  });
});

describe('the clock of a breach', () => {
  const aware = new Date('2026-03-27T12:00:00Z');

  it('runs for 72 hours of elapsed time, over the change to summer time as well', () => {
    expect(breachClock(aware, aware)).toMatchObject({ hoursLeft: 72 });
    const end = new Date('2026-03-30T12:00:00Z');
    expect(breachClock(aware, end)).toMatchObject({ deadline: end, hoursLeft: 0 });
    expect(breachClock(aware, new Date(end.getTime() + 1)).hoursLeft).toBeLessThan(0);
  });
});
