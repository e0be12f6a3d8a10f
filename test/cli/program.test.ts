import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jwtVerify } from 'jose';

import { systemClock } from '../../src/config/system';
import { openDemoIssuer } from '../../src/demo/issuer';
import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { CATEGORY_WORDS } from '../../src/policy/tools';
import { packText } from '../policy/support';
import { run } from './terminal-double';

const COMMANDS = [
  ['token'],
  ['audit', 'verify'],
  ['policy', 'lint'],
  ['policy', 'matrix'],
  ['schema', 'emit'],
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'review-gateway-cli-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('every command', () => {
  it.each(COMMANDS)('explains itself with examples: %s %s', async (...words) => {
    const { code, out } = await run([...words.filter(Boolean), '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Examples:');
    expect(out).toContain(`npm run --silent cli -- ${words.filter(Boolean).join(' ')}`);
  });

  it.each([[['bogus']], [['token']], [['policy', 'matrix']], [['policy', 'lint', '--bogus']], [[]]])(
    'refuses wrong usage with exit code 2 and says how to call it: %j',
    async (args) => {
      const { code, out, err } = await run(args);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toContain('Usage: review-gateway');
    },
  );

  it('names every wrong setting when the configuration is wrong, and nothing on standard output', async () => {
    const { code, out, err } = await run(['policy', 'lint'], { GATEWAY_PROT: '1', PORT: 'x' });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('CONFIG_INVALID: Mend the configuration.');
    expect(err).toContain('GATEWAY_PROT: not a setting of the gateway');
    expect(err).toContain('PORT:');
  });
});

describe('token', () => {
  it('issues a token that the issuer of the same key folder vouches for', async () => {
    const { code, out } = await run(['token', '--as', 'housing'], { GATEWAY_KEY_FOLDER: folder });
    expect(code).toBe(0);
    const issuer = await openDemoIssuer({ keyFolder: folder, clock: systemClock });
    const { payload } = await jwtVerify(out.trim(), issuer.keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
    });
    expect(payload).toMatchObject({
      sub: 'demo-housing',
      agency: 'housing-association',
      roles: ['AGENCY_CONTACT'],
    });
  });

  it('prints one JSON document with --json', async () => {
    const { out } = await run(['token', '--as', 'auditor', '--json'], { GATEWAY_KEY_FOLDER: folder });
    expect(JSON.parse(out)).toEqual({
      persona: 'auditor',
      agency: 'audit-office',
      roles: ['AUDITOR'],
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });

  it('lists the personas when there is none of that name', async () => {
    const { code, out, err } = await run(['token', '--as', 'nobody']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('coordinator, lancashire-coordinator, housing');
  });

  it('issues nothing for a service, whose issuer is another', async () => {
    const { code, out, err } = await run(['token', '--as', 'auditor'], {
      GATEWAY_MODE: 'service',
      GATEWAY_KEY_FOLDER: folder,
      DATABASE_URL: 'postgresql://127.0.0.1/none',
      GATEWAY_KEY_PASSPHRASE: 'correct horse battery staple',
      GATEWAY_TOKEN_ISSUER: 'https://issuer.example.org',
      GATEWAY_TOKEN_AUDIENCE: 'gateway',
      GATEWAY_TOKEN_JWKS_URL: 'https://issuer.example.org/jwks',
    });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('DEMO_NOT_PERMITTED');
  });
});

describe('policy lint', () => {
  it('finds no fault in the packs of the product, and warns of what has grown old', async () => {
    const { code, out, err } = await run(['policy', 'lint']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\nNo fault, \d+ warnings\.\n$/);
  });

  it('ends with exit code 1 and names file and line of each fault', async () => {
    mkdirSync(join(folder, 'baseline'));
    const file = join(folder, 'baseline', 'pack.yaml');
    writeFileSync(file, packText('baseline').replace('status: ACTIVE', 'status: ASLEEP'));
    const plain = await run(['policy', 'lint', folder]);
    expect(plain.code).toBe(1);
    expect(plain.out).toMatch(new RegExp(`${file}:\\d+:\\d+: status: .*\\n\\n1 fault\\.\\n$`));
    const { code, out } = await run(['policy', 'lint', folder, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, packs: [], faults: [{ file, path: 'status' }] });
  });

  it('cannot run without a folder', async () => {
    const { code, err } = await run(['policy', 'lint', join(folder, 'absent')]);
    expect(code).toBe(2);
    expect(err).toContain('There is no folder');
  });
});

describe('policy matrix', () => {
  it('shows a row for each category', async () => {
    const { code, out } = await run(['policy', 'matrix', '--pack', 'lancashire']);
    expect(code).toBe(0);
    // The first column alone, in which long names take several lines.
    const first = out.split('\n').flatMap((line) => line.split('│')[1]?.trim() ?? []);
    for (const category of DATA_CATEGORIES) expect(first.join(' ')).toContain(CATEGORY_WORDS[category]);
  });

  it('prints one JSON document with --json, of the version asked for', async () => {
    const { out } = await run(['policy', 'matrix', '--pack', 'baseline', '--version', '1.0.0', '--json']);
    const matrix = JSON.parse(out) as { readonly rows: readonly { readonly category: string }[] };
    expect(matrix).toMatchObject({ pack: 'baseline', version: '1.0.0', status: 'ACTIVE' });
    expect(matrix.rows.map(({ category }) => category)).toEqual([...DATA_CATEGORIES]);
  });

  it.each([[['--pack', 'nope']], [['--pack', 'baseline', '--version', '9.9.9']]])(
    'names the packs that there are when it has none: %j',
    async (args) => {
      const { code, err } = await run(['policy', 'matrix', ...args]);
      expect(code).toBe(2);
      expect(err).toContain('baseline 1.0.0, cheshire-merseyside 1.0.0, csap 1.0.0');
    },
  );
});

describe('schema emit', () => {
  it('finds the schemas that are checked in current', async () => {
    const { code, out } = await run(['schema', 'emit', '--check', '--json']);
    expect(JSON.parse(out)).toEqual({
      files: [
        { file: 'schema/gateway.graphql', current: true },
        { file: 'adapters/agency.schema.json', current: true },
        { file: 'policies/json-schema/pack.json', current: true },
        { file: 'policies/json-schema/pack-test.json', current: true },
        { file: 'policies/json-schema/data-map.json', current: true },
        { file: 'policies/json-schema/oversight-rules.json', current: true },
      ],
    });
    expect(code).toBe(0);
  });
});

describe('audit verify', () => {
  it('makes no database where there is none', async () => {
    const { code, err } = await run(['audit', 'verify'], { GATEWAY_DATA_FOLDER: join(folder, 'data') });
    expect(code).toBe(2);
    expect(err).toContain('There is no database');
  });
});
