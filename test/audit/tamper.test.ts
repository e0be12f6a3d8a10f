import { sql } from 'kysely';
import { leafHash } from '../../src/audit/merkle';
import { STORE_KINDS } from '../store/each-store';
import { draft } from './drafts';
import { bothAfter, linesOf, LOG, openTestLog, reportAfter, standalone, type TestLog } from './tampering';

const EVENTS = 12;
const CHECKPOINTS = [3, 8, EVENTS];
const PLACES = Array.from({ length: EVENTS }, (_, index) => index + 1);

const where = (sequence: number): string => `where log = '${LOG}' and sequence = ${sequence}`;
const set = (assignment: string, sequence: number): string =>
  `update audit_event set ${assignment} ${where(sequence)}`;
const remove = (sequence: number): string => `delete from audit_event ${where(sequence)}`;

describe.each(STORE_KINDS)('the log over $name', ({ open }) => {
  let log: TestLog;
  beforeAll(async () => {
    log = await openTestLog(await open(), { events: EVENTS, checkpoints: CHECKPOINTS });
  });
  afterAll(() => log.close());

  const row = (sequence: number): Promise<{ payload: string; hash: string; event_id: string }> =>
    log.store.db
      .selectFrom('audit_event')
      .select(['payload', 'hash', 'event_id'])
      .where('log', '=', LOG)
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow();

  /** An event rewritten, with columns and a hash that fit. */
  async function rewritten(sequence: number): Promise<string> {
    const payload = (await row(sequence)).payload.replace('"CLEAR"', '"WITHHELD"');
    const keys = `regexp_replace(entry_keys::text, 'CLEAR', 'WITHHELD', 'g')::text[]`;
    return set(
      `payload = '${payload}', entry_keys = ${keys}, hash = '${leafHash(payload).toString('hex')}'`,
      sequence,
    );
  }

  it('is whole as long as nobody touches it, to both verifiers', async () => {
    const { report, lines } = await bothAfter(log);
    expect(report).toMatchObject({ ok: true, events: EVENTS, signaturesChecked: true });
    expect(report.logs.map(({ checkpoints }) => checkpoints)).toEqual([0, CHECKPOINTS.length]);
    expect(lines).toEqual(linesOf(report));
  });

  it.each([
    'update audit_event set outcome = outcome where sequence = 1',
    'delete from audit_event where sequence = 1',
    'truncate audit_event',
    "update audit_head set sequence = sequence, hash = 'x'",
    'update audit_head set sequence = sequence - 1',
    'delete from audit_head',
    'truncate audit_head',
    'update audit_checkpoint set root = root',
    'delete from audit_checkpoint',
    'truncate audit_checkpoint',
    'update audit_key set key = key',
    'delete from audit_key',
    'truncate audit_key',
  ])('refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(log.store.db)).rejects.toThrow(/append-only|forwards only/);
    await expect(log.audit.verify()).resolves.toMatchObject({ ok: true, events: EVENTS });
  });

  describe.each(PLACES)('where event %i', (place) => {
    const at = (what: string, sequence = place): object => ({ fault: { log: LOG, sequence, what } });

    it('had one bit turned, is located', async () => {
      const { payload } = await row(place);
      for (const index of [1, Math.floor(payload.length / 2), payload.length - 2]) {
        const other = Buffer.from(payload);
        other[index] = other[index]! ^ 1;
        const text = other.toString().replaceAll("'", "''");
        expect(await reportAfter(log, set(`payload = '${text}'`, place))).toMatchObject(at('ALTERED'));
      }
    });

    it('had one bit of its hash turned, is located', async () => {
      const { hash } = await row(place);
      const other = `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;
      expect(await reportAfter(log, set(`hash = '${other}'`, place))).toMatchObject(at('ALTERED'));
    });

    it('was rewritten with a hash that fits, is located at the next event or the checkpoint', async () => {
      const report = await reportAfter(log, await rewritten(place));
      const isUnderCheckpoint = CHECKPOINTS.includes(place);
      expect(report).toMatchObject(
        isUnderCheckpoint ? at('CHECKPOINT_CONTRADICTED') : at('UNLINKED', place + 1),
      );
    });

    it('was deleted, is located', async () => {
      expect(await reportAfter(log, remove(place))).toMatchObject(at('MISSING'));
    });

    it('was taken out and the gap closed, is located', async () => {
      const shift = PLACES.filter((each) => each > place).map((each) => set(`sequence = ${each - 1}`, each));
      const report = await reportAfter(log, remove(place), ...shift);
      expect(report).toMatchObject(at(place === EVENTS ? 'MISSING' : 'MOVED'));
    });

    it('changed places with the next, is located', async () => {
      const next = (place % EVENTS) + 1;
      const report = await reportAfter(
        log,
        set('sequence = 1000', place),
        set(`sequence = ${place}`, next),
        set(`sequence = ${next}`, 1000),
      );
      expect(report).toMatchObject(at('MOVED', Math.min(place, next)));
    });

    it('is one that was slipped in, made to fit what is before it, is located', async () => {
      const eventId = '0190a2b4-0000-7000-8000-0000000000aa';
      const { payload, event_id } = await row(place);
      const made = payload.replace(event_id, eventId);
      const shift = PLACES.filter((each) => each >= place)
        .reverse()
        .map((each) => set(`sequence = ${each + 1}`, each));
      const insert = `insert into audit_event (log, sequence, event_id, occurred_at, partnership, review_id, actor_user,
          actor_agency, action, purpose, outcome, entry_keys, payload, hash)
        select log, ${place}, '${eventId}', occurred_at, partnership, review_id, actor_user, actor_agency, action,
          purpose, outcome, entry_keys, '${made}', '${leafHash(made).toString('hex')}' from audit_event ${where(place + 1)}`;
      const report = await reportAfter(log, ...shift, insert);
      const isUnderCheckpoint = CHECKPOINTS.includes(place);
      expect(report).toMatchObject(
        isUnderCheckpoint ? at('CHECKPOINT_CONTRADICTED') : at('MOVED', place + 1),
      );
    });

    it('and all after it were cut off, with the head or not, is located', async () => {
      const cut = `delete from audit_event where log = '${LOG}' and sequence >= ${place}`;
      expect(await reportAfter(log, cut)).toMatchObject(at('MISSING'));
      const back = `update audit_head set sequence = ${place - 1} where log = '${LOG}'`;
      expect(await reportAfter(log, cut, back)).toMatchObject(at('MISSING'));
    });
  });

  it.each([
    "occurred_at = occurred_at + interval '1 second'",
    "partnership = 'elsewhere'",
    'review_id = null',
    "actor_user = 'somebody'",
    "actor_agency = 'elsewhere'",
    "action = 'SEARCH'",
    'purpose = null',
    "outcome = 'DENIED'",
    "event_id = '0190a2b4-0000-7000-8000-00000000ffff'",
    "entry_keys = array_remove(entry_keys, 'c:health')",
  ])('is located where a search column was altered: %s', async (assignment) => {
    const report = await reportAfter(log, set(assignment, 7));
    expect(report.fault).toEqual({ log: LOG, sequence: 7, what: 'COLUMN_ALTERED' });
  });

  it.each([
    [
      'is not found by what it names',
      `delete from audit_key where key = 'c:health' and position = (POSITION)`,
    ],
    ['is found at another instant', `update audit_key set occurred_at = now() where position = (POSITION)`],
    [
      'is found by what it does not name',
      `insert into audit_key
      select log, 'c:convictions', occurred_at, position from audit_event ${where(7)}`,
    ],
  ])('is located where an event %s', async (_, statement) => {
    const position = `select position from audit_event ${where(7)}`;
    const report = await reportAfter(log, statement.replace('POSITION', position));
    expect(report.fault).toEqual({ log: LOG, sequence: 7, what: 'COLUMN_ALTERED' });
  });

  it('is located where an event was moved into another log', async () => {
    const report = await reportAfter(log, set("log = 'gateway'", 1));
    expect(report.logs.map(({ fault }) => fault)).toEqual([
      { log: 'gateway', sequence: 1, what: 'MOVED' },
      { log: LOG, sequence: 1, what: 'MISSING' },
    ]);
  });

  it('is located where an event was inserted before the first', async () => {
    expect((await reportAfter(log, set('sequence = 0', 1))).fault).toMatchObject({
      sequence: 0,
      what: 'INSERTED',
    });
  });

  it('is located where the head was altered, taken back or away', async () => {
    const head = async (statement: string): Promise<unknown> => {
      const { fault } = await reportAfter(log, `${statement} where log = '${LOG}'`);
      return [fault?.what, fault?.sequence];
    };
    expect(await head('update audit_head set sequence = 9')).toEqual(['INSERTED', 10]);
    expect(await head("update audit_head set hash = repeat('0', 64)")).toEqual(['ALTERED', EVENTS]);
    expect(await head('update audit_head set nodes = upper(nodes)')).toEqual(['HEAD_ALTERED', EVENTS]);
    expect(await head('delete from audit_head')).toEqual(['MISSING', EVENTS + 1]);
  });

  describe.each(CHECKPOINTS)('where the checkpoint at %i', (size) => {
    const change = (assignment: string): string =>
      `update audit_checkpoint set ${assignment} where log = '${LOG}' and tree_size = ${size}`;

    it.each([
      ["note = replace(note, 'review-gateway', 'review-gatewax')"],
      ["note = translate(note, 'abcxyz', 'bcdyza')"],
      [`note = replace(note, '${size}\n', '${size + 1}\n')`],
      ["note = ''"],
      ["root = repeat('0', 64)"],
    ])('was altered, is located: %s', async (assignment) => {
      const { report, lines } = await bothAfter(log, change(assignment));
      expect(report.fault).toEqual({ log: LOG, sequence: size, what: 'CHECKPOINT_ALTERED' });
      expect(lines).toEqual(linesOf(report));
    });

    it('was replaced by another of the log, is located', async () => {
      const other = CHECKPOINTS.find((each) => each !== size)!;
      const of = `(select note from audit_checkpoint where log = '${LOG}' and tree_size = ${other})`;
      const report = await reportAfter(log, change(`note = ${of}`));
      expect(report.fault).toEqual({ log: LOG, sequence: size, what: 'CHECKPOINT_ALTERED' });
    });
  });

  it.each(
    ['bit', 'rewritten', 'deleted', 'reordered', 'truncated', 'moved', 'rolled back'].flatMap((kind) =>
      [1, 7, EVENTS - 1].map((place) => [kind, place] as const),
    ),
  )('is the same to the standalone verifier: %s at %i', async (kind, place) => {
    const statements: Readonly<Record<string, readonly string[]>> = {
      bit: [set(`payload = replace(payload, '"CLEAR"', '"CLEAQ"')`, place)],
      rewritten: [await rewritten(place)],
      deleted: [remove(place)],
      reordered: [
        set('sequence = 1000', place),
        set(`sequence = ${place}`, place + 1),
        set(`sequence = ${place + 1}`, 1000),
      ],
      truncated: [`delete from audit_event where sequence >= ${place}`],
      moved: [set("log = 'gateway'", place)],
      'rolled back': [
        `delete from audit_event where sequence > ${place}`,
        `delete from audit_checkpoint where tree_size > ${place}`,
        `update audit_head set sequence = ${place}, hash = '${(await row(place)).hash}' where log = '${LOG}'`,
      ],
    };
    const { report, lines } = await bothAfter(log, ...(statements[kind] ?? []));
    expect(report.ok).toBe(false);
    expect(lines).toEqual(linesOf(report));
  });

  it('is walked in chunks, over more events than one chunk holds, by both', async () => {
    for (let n = 0; n < 2_300; n += 230)
      await Promise.all(Array.from({ length: 230 }, () => log.audit.append(draft())));
    await log.audit.checkpoint();
    const report = await log.audit.verify();
    expect(report).toMatchObject({ ok: true, events: EVENTS + 2_300 });
    expect(await standalone(log, { db: log.store.db, kept: [] })).toEqual(linesOf(report));
    expect((await reportAfter(log, set(`payload = payload || ' '`, 2_111))).fault).toMatchObject({
      sequence: 2_111,
      what: 'ALTERED',
    });
  });
});
