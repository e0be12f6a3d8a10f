import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { createDatabase } from '../support/database';
import { startDemoGateway } from './demo-gateway';

const ROOT = resolve(__dirname, '../..');
const REAL = join(process.env['SHARED_DATA'] ?? resolve(ROOT, '../shared'), 'real');
const withReal = existsSync(REAL) ? it : it.skip;
const realTitle = existsSync(REAL) ? '' : ` (skipped: no ${REAL})`;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let folder: string;

beforeAll(() => {
  const built = join(ROOT, 'dist/src/cli/main.js');
  if (!existsSync(built)) throw new Error('Build first: npm run build');
  folder = mkdtempSync(join(tmpdir(), 'review-gateway-processes-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a built program to its end, in temporary folders of its own. */
function runBuilt(
  program: 'main' | 'demo',
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    TMPDIR: folder,
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    ...environment,
  };
  const options = { cwd: ROOT, env, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((ended) => {
    execFile(process.execPath, [`dist/src/cli/${program}.js`, ...args], options, (error, out, err) => {
      ended({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe('the built command line', () => {
  it('prints one JSON document and ends with 0 when all is well', async () => {
    const { code, out, err } = await runBuilt('main', ['policy', 'lint', '--json']);
    expect([code, err]).toEqual([0, '']);
    const report = JSON.parse(out) as { ok: boolean; faults: readonly { severity: string }[] };
    expect(report.ok).toBe(true);
    expect(report.faults.filter(({ severity }) => severity !== 'WARNING')).toEqual([]);
  });

  it('ends with 2 on wrong usage, with nothing on standard output', async () => {
    const { code, out, err } = await runBuilt('main', ['token', '--as', 'nobody']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('There is no persona "nobody"');
  });
});

describe('the built demo', () => {
  it('plays against the gateway that runs on the port, and leaves it running', async () => {
    const gateway = await startDemoGateway();
    try {
      const { code, out, err } = await runBuilt('demo', ['--port', new URL(gateway.url).port]);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Playing against the gateway at ${gateway.url}.`);
      expect(out).toContain('All that the story says is so.');
      expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    } finally {
      await gateway.close();
    }
  }, 240_000);

  it('starts a gateway of its own when none runs, and leaves nothing behind', async () => {
    const { code, out, err } = await runBuilt('demo', [], { PORT: '1' });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('No demo gateway answers at http://127.0.0.1:1');
    expect(out).toContain('All that the story says is so.');
    expect(out).not.toContain('NOT TRUE');
    expect(readdirSync(folder).filter((name) => name.startsWith('review-gateway-demo-'))).toEqual([]);
  }, 120_000);

  withReal(
    `is true with the agencies loaded from real files${realTitle}`,
    async () => {
      const database = await createDatabase();
      const { code, out, err } = await runBuilt('demo', ['--data', REAL], { DATABASE_URL: database.url });
      await database.drop();
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('The real files describe different people');
      expect(out).toContain('All that the story says is so.');
    },
    120_000,
  );

  it('ends with 2 when the folder of real data is not there', async () => {
    const { code, err } = await runBuilt('demo', ['--data', join(folder, 'absent')]);
    expect(code).toBe(2);
    expect(err).toContain('There is no folder');
  });
});
