import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from 'pg';

import { run } from '../cli/terminal-double';
import { createDatabase, type TestDatabase } from '../support/database';
import { FULL_QUERY } from '../support/full-query';
import { startGatewayProcess } from '../support/gateway-process';
import { askOnce, startReplicas, TYPE, type Replicas } from '../support/replicas';
import { OWN } from '../support/review-fixture';
import { until } from '../support/until';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const execute = promisify(execFile);

let replicas: Replicas;
let restored: TestDatabase;
let folder: string;

beforeAll(async () => {
  [replicas, restored, folder] = await Promise.all([
    startReplicas({}),
    createDatabase(),
    mkdtemp(join(tmpdir(), 'review-gateway-backup-')),
  ]);
  await replicas.start(1);
});

afterAll(async () => {
  await replicas.close();
  await restored.drop();
  await rm(folder, { recursive: true, force: true });
});

/** One of PostgreSQL's own tools. */
const tool = (name: string, args: readonly string[]): Promise<unknown> => execute(name, [...args]);

describe('a copy that pg_dump made of the database of a gateway that works', () => {
  it('restores to a log that verifies, with every answer of before the copy, and a gateway that serves from it', async () => {
    const id = await replicas.gathering();
    const token = await replicas.service.issuer.token({
      user: 'asks',
      agency: OWN,
      roles: ['AGENCY_CONTACT'],
    });
    const asked = { token, query: FULL_QUERY, variables: { id, purpose: TYPE } };
    const told: string[] = [];
    const state = { over: false };
    const working = (async () => {
      while (!state.over) {
        const { text } = await askOnce(replicas.balancer.url, asked);
        told.push(/"auditEventId":"([^"]+)"/.exec(text)?.[1] ?? 'no event');
      }
    })();
    await until(() => told.length > 3);
    const before = [...told];
    const dump = join(folder, 'gateway.dump');
    await tool('pg_dump', ['--format=custom', `--file=${dump}`, replicas.service.database.url]);
    state.over = true;
    await working;
    await tool('pg_restore', ['--no-owner', `--dbname=${restored.url}`, dump]);

    const client = new Client({ connectionString: restored.url });
    await client.connect();
    const { rows } = await client.query('select 1 from audit_event where event_id = any($1)', [before]);
    await client.end();
    expect(rows).toHaveLength(before.length);
    const environment = { ...replicas.service.environment, DATABASE_URL: restored.url };
    const verified = await run(['audit', 'verify'], environment);
    expect({ code: verified.code, errors: verified.err }).toEqual({ code: 0, errors: '' });
    const gateway = await startGatewayProcess(environment);
    const answer = await askOnce(gateway.url, asked);
    expect(answer.code).toBeUndefined();
    expect(await gateway.end('SIGTERM')).toBe(0);
  });
});
