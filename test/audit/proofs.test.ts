import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Kysely } from 'kysely';

import {
  openAuditLog,
  openSigningKeys,
  parseCheckpoint,
  proveConsistency,
  proveInclusion,
  witnessLogs,
  type SigningKeys,
  type VerifyReport,
  type Witnessed,
} from '../../src/audit';
import { COSIGNATURE, isSignedBy, notesIn, verifiersOf } from '../../src/audit/checkpoint';
import { CompactRange, leafHash, verifyInclusion } from '../../src/audit/merkle';
import type { Database, Store } from '../../src/store';
import { STORE_KINDS } from '../store/each-store';
import { draft, randomness, steppingClock } from './drafts';
import { LOG, openTestLog, standalone, tampered, type TestLog } from './tampering';

const EVENTS = 12;
const NAME = 'test/witness';

let folder: string;
let log: TestLog;
let witnessKeys: SigningKeys;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-proofs-'));
  const store: Store = await STORE_KINDS.at(-1)!.open();
  log = await openTestLog(store, { events: EVENTS, checkpoints: [5, EVENTS] });
  witnessKeys = await openSigningKeys({ file: join(folder, 'key'), clock: steppingClock(), randomness });
});

afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true, force: true });
});

const file = (): string => join(folder, 'checkpoints');

async function witness(db: Kysely<Database> = log.store.db): Promise<readonly Witnessed[]> {
  return witnessLogs(db, {
    file: file(),
    name: NAME,
    key: await witnessKeys.current(),
    ownKeys: await witnessKeys.publicKeys(),
    gatewayKeys: await log.keys.publicKeys(),
    at: new Date('2026-03-02T12:00:00Z'),
    log: LOG,
  });
}

const kept = async (): Promise<readonly string[]> => notesIn(await readFile(file(), 'utf8'));

const eventAt = async (sequence: number): Promise<string> =>
  (
    await log.store.db
      .selectFrom('audit_event')
      .select('event_id')
      .where('log', '=', LOG)
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow()
  ).event_id;

/** Cuts the log back to five events, with checkpoints and head: in a way that the database itself does not show. */
async function rolledBack<Seen>(look: (db: Kysely<Database>) => Promise<Seen>): Promise<Seen> {
  const rows = await log.store.db
    .selectFrom('audit_event')
    .select('hash')
    .where('log', '=', LOG)
    .orderBy('sequence')
    .limit(5)
    .execute();
  const tree = CompactRange.empty();
  for (const { hash } of rows) tree.append(Buffer.from(hash, 'hex'));
  const head = `sequence = 5, hash = '${rows[4]?.hash ?? ''}', nodes = '${tree.toString()}'`;
  return tampered(
    log,
    [
      'delete from audit_event where sequence > 5',
      'delete from audit_key where position not in (select position from audit_event)',
      'delete from audit_checkpoint where tree_size > 5',
      `update audit_head set ${head} where log = '${LOG}'`,
    ],
    look,
  );
}

const verifyIn = (db: Kysely<Database>, since: readonly string[]): Promise<VerifyReport> =>
  openAuditLog({ db, clock: steppingClock(), randomness, signingKeys: log.keys }).verify({ since });

describe('an inclusion proof of an event', () => {
  it('holds for every event, by its payload and the signed checkpoint alone', async () => {
    for (let sequence = 1; sequence <= EVENTS; sequence += 1) {
      const eventId = await eventAt(sequence);
      const found = await proveInclusion(log.store.db, eventId);
      if (typeof found === 'string') throw new Error(found);
      const { checkpoint, signed } = parseCheckpoint(found.checkpoint);
      expect(isSignedBy(signed, verifiersOf(LOG, await log.keys.publicKeys()))).toBe(true);
      const proof = found.proof.map((node) => Buffer.from(node, 'hex'));
      const leaf = leafHash(found.payload);
      expect(verifyInclusion({ index: sequence - 1, leaf, proof }, checkpoint)).toBe(true);
      expect(JSON.parse(found.payload)).toMatchObject({ eventId, sequence });
    }
  });

  it('is not there for an unknown event, nor before a checkpoint covers it', async () => {
    const { eventId } = await log.audit.append(draft());
    await expect(proveInclusion(log.store.db, eventId)).resolves.toBe('NO_CHECKPOINT_YET');
    await log.audit.checkpoint();
    await expect(proveInclusion(log.store.db, eventId)).resolves.toMatchObject({ leafIndex: EVENTS });
    const unknown = '0190a2b4-0000-7000-8000-00000000ffff';
    await expect(proveInclusion(log.store.db, unknown)).resolves.toBe('UNKNOWN_EVENT');
  });

  it('is refused where the events are not those of the checkpoint', async () => {
    const eventId = await eventAt(2);
    const change = "update audit_event set hash = repeat('0', 64) where sequence = 9";
    expect(await tampered(log, [change], (db) => proveInclusion(db, eventId))).toBe('CONTRADICTED');
    const cut = 'delete from audit_event where sequence = 9';
    expect(await tampered(log, [cut], (db) => proveInclusion(db, eventId))).toBe('CONTRADICTED');
  });
});

describe('a witness', () => {
  it('cosigns each checkpoint that continues the last, once', async () => {
    expect(await witness()).toEqual([{ log: LOG, outcome: 'APPENDED', size: EVENTS }]);
    expect(await witness()).toEqual([{ log: LOG, outcome: 'UNCHANGED', size: EVENTS }]);
    await log.audit.append(draft());
    await log.audit.checkpoint();
    expect(await witness()).toEqual([{ log: LOG, outcome: 'APPENDED', size: EVENTS + 1 }]);
    const notes = await kept();
    expect(notes.map((note) => parseCheckpoint(note).checkpoint.size)).toEqual([EVENTS, EVENTS + 1]);
    for (const note of notes) {
      const { signed } = parseCheckpoint(note);
      expect(isSignedBy(signed, verifiersOf(LOG, await log.keys.publicKeys()))).toBe(true);
      const [publicKey] = await witnessKeys.publicKeys();
      expect(isSignedBy(signed, [{ name: NAME, kind: COSIGNATURE, publicKey: publicKey! }])).toBe(true);
    }
  });

  it('refuses a log that was cut back with its checkpoints, of which the database shows nothing', async () => {
    await witness();
    const [before] = await kept();
    await rolledBack(async (db) => {
      expect(await verifyIn(db, [])).toMatchObject({ ok: true, events: 5 });
      expect(await witness(db)).toEqual([{ log: LOG, outcome: 'REFUSED_INCONSISTENT', size: EVENTS }]);
      expect(await verifyIn(db, [before!])).toMatchObject({
        fault: { log: LOG, sequence: 6, what: 'MISSING' },
      });
      const lines = await standalone(log, { db, kept: [file()] });
      expect(lines).toContain(`review-gateway/audit/${LOG} MISSING 6`);
    });
    expect(await kept()).toEqual([before]);
  });

  it('refuses a checkpoint that no key of the gateway signed, and one over other events', async () => {
    // The first letter of the root: of the last not every one can stand there.
    const [size, letter] = ['^([^\\n]+\\n12\\n)', '([A-Za-z0-9+/])'];
    const forged = `update audit_checkpoint set note = regexp_replace(note, E'${size}${letter}',
      E'\\\\1' || case when note ~ E'${size}A' then 'B' else 'A' end) where tree_size = 12`;
    const outcome = async (statement: string): Promise<unknown> =>
      (await tampered(log, [statement], witness))[0]?.outcome;
    expect(await outcome(forged)).toBe('REFUSED_UNSIGNED');
    expect(await outcome("update audit_event set hash = repeat('0', 64) where sequence = 3")).toBe(
      'REFUSED_INCONSISTENT',
    );
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('does not go on from a file that somebody else has written to', async () => {
    await witness();
    const text = await readFile(file(), 'utf8');
    await writeFile(file(), text.replace(/^\u2014 test\/witness .*\n/m, ''));
    await expect(witness()).rejects.toThrow('not signed by this witness');
    await writeFile(file(), `${text}and more\n`);
    await expect(witness()).rejects.toThrow('more than signed notes');
  });
});

describe('verification since a checkpoint that was kept elsewhere', () => {
  const since = async (): Promise<string> =>
    (
      await log.store.db
        .selectFrom('audit_checkpoint')
        .select('note')
        .where('log', '=', LOG)
        .where('tree_size', '=', 5)
        .executeTakeFirstOrThrow()
    ).note;

  it('walks what follows, and takes what is before by its hashes', async () => {
    const note = await since();
    expect(await verifyIn(log.store.db, [note])).toMatchObject({ ok: true, events: EVENTS });
    const check = (statement: string): Promise<VerifyReport> =>
      tampered(log, [statement], (db) => verifyIn(db, [note]));
    expect(await check("update audit_event set hash = repeat('0', 64) where sequence = 3")).toMatchObject({
      fault: { sequence: 5, what: 'CHECKPOINT_CONTRADICTED' },
    });
    expect(await check("update audit_event set payload = payload || ' ' where sequence = 9")).toMatchObject({
      fault: { sequence: 9, what: 'ALTERED' },
    });
    expect(await check('delete from audit_event where sequence = 2')).toMatchObject({
      fault: { sequence: 2, what: 'MISSING' },
    });
  });

  it('refuses a checkpoint that no key of ours signed', async () => {
    const forged = (await since()).replace('audit/northshire\n5', 'audit/northshire\n6');
    await expect(verifyIn(log.store.db, [forged])).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });
});

describe('a consistency proof of two checkpoints', () => {
  it('holds for the log as it grew, and for no other', async () => {
    const heads = await log.store.db
      .selectFrom('audit_checkpoint')
      .select('note')
      .orderBy('tree_size')
      .execute();
    const [from, to] = heads.map(({ note }) => parseCheckpoint(note).checkpoint);
    const proof = await proveConsistency(log.store.db, { log: LOG, from: from!, to: to! });
    expect(proof?.length).toBeGreaterThan(0);
    const other = { size: 5, root: leafHash('other') };
    await expect(proveConsistency(log.store.db, { log: LOG, from: other, to: to! })).resolves.toBeUndefined();
    await expect(proveConsistency(log.store.db, { log: LOG, from: to!, to: from! })).resolves.toBeUndefined();
  });
});
