import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql, type Kysely } from 'kysely';

import {
  exportLogs,
  logNames,
  openAuditLog,
  openSigningKeys,
  verifierLine,
  verifiersOf,
  type AuditLog,
  type SigningKeys,
  type VerifyReport,
} from '../../src/audit';
import { packageRoot } from '../../src/config/package-root';
import type { Database, Store } from '../../src/store';
import { draft, randomness, steppingClock } from './drafts';

export const LOG = 'northshire';

/** A log with signed checkpoints, and a folder of its own. */
export interface TestLog {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly keys: SigningKeys;
  readonly folder: string;
  close(): Promise<void>;
}

/** A log of `events`, with a checkpoint after each of `checkpoints`. */
export async function openTestLog(
  store: Store,
  { events, checkpoints }: { readonly events: number; readonly checkpoints: readonly number[] },
): Promise<TestLog> {
  const folder = await mkdtemp(join(tmpdir(), 'review-gateway-audit-'));
  const clock = steppingClock();
  const keys = await openSigningKeys({ file: join(folder, 'signing.json'), clock, randomness });
  const audit = openAuditLog({ db: store.db, clock, randomness, signingKeys: keys });
  for (let n = 1; n <= events; n += 1) {
    await audit.append(draft({ requestId: `request-${n}` }));
    if (checkpoints.includes(n)) await audit.checkpoint();
  }
  return {
    store,
    audit,
    keys,
    folder,
    async close() {
      await audit.drain();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What both verifiers say of a log. */
export interface Verdicts {
  readonly report: VerifyReport;
  /** The standalone verifier's lines: origin, what, where. */
  readonly lines: readonly string[];
}

/** What stands to be undone when `look` has seen it. */
export async function tampered<Seen>(
  { store }: TestLog,
  statements: readonly string[],
  look: (db: Kysely<Database>) => Promise<Seen>,
): Promise<Seen> {
  let seen: { readonly value: Seen } | undefined;
  const tampering = store.db.transaction().execute(async (trx) => {
    for (const table of ['audit_event', 'audit_key', 'audit_head', 'audit_checkpoint'])
      await sql.raw(`alter table ${table} disable trigger user`).execute(trx);
    for (const statement of statements) await sql.raw(statement).execute(trx);
    seen = { value: await look(trx) };
    throw new Error('undo');
  });
  await expect(tampering).rejects.toThrow('undo');
  if (seen === undefined) throw new Error('nothing was seen');
  return seen.value;
}

/** What verification says of a tampered log; the tampering is then undone. */
export const reportAfter = (log: TestLog, ...statements: string[]): Promise<VerifyReport> =>
  tampered(log, statements, (db) => verifyIn(log, db));

const verifyIn = ({ keys }: TestLog, db: Kysely<Database>): Promise<VerifyReport> =>
  openAuditLog({ db, clock: steppingClock(), randomness, signingKeys: keys }).verify();

/** What both verifiers say of a tampered log; the tampering is then undone. */
export const bothAfter = (log: TestLog, ...statements: string[]): Promise<Verdicts> =>
  tampered(log, statements, async (db) => ({
    report: await verifyIn(log, db),
    lines: await standalone(log, { db, kept: [] }),
  }));

/** What the standalone verifier prints of what is in `db`. */
export async function standalone(
  { keys, folder }: TestLog,
  { db, kept }: { readonly db: Kysely<Database>; readonly kept: readonly string[] },
): Promise<readonly string[]> {
  const [exported, verifiers] = [join(folder, 'export.ndjson'), join(folder, 'verifiers')];
  const publicKeys = await keys.publicKeys();
  const names = await logNames(db);
  await writeFile(
    verifiers,
    names.flatMap((name) => verifiersOf(name, publicKeys).map(verifierLine)).join('\n'),
  );
  const lines: string[] = [];
  for await (const line of exportLogs(db)) lines.push(`${JSON.stringify(line)}\n`);
  await writeFile(exported, lines.join(''));
  const program = join(packageRoot(), 'docs', 'verify-audit-log.mjs');
  return new Promise((done) => {
    execFile(process.execPath, [program, exported, verifiers, ...kept], (error, out, err) => {
      const isFine = error === null && err === '';
      done([...out.trim().split('\n'), ...(isFine || error?.code === 1 ? [] : [`failed: ${err}`])]);
    });
  });
}

/** The standalone verifier's lines for a report of ours. */
export const linesOf = ({ logs }: VerifyReport): readonly string[] =>
  logs.map(({ log, events, fault }) =>
    ['review-gateway/audit/', log, fault ? ` ${fault.what} ${fault.sequence}` : ` WHOLE ${events}`].join(''),
  );
