import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from './terminal-double';

const FILES = 'docs/examples/adapter-files/agency.yaml';
const SECRET = { EXAMPLE_HANDLE_SECRET: 'a secret of at least sixteen bytes' };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adapter-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Checks a configuration of these lines; each fault as `line:column path`. */
async function faultsOf(lines: readonly string[]): Promise<{ code: unknown; faults: readonly string[] }> {
  const file = join(folder, 'agency.yaml');
  writeFileSync(file, lines.join('\n'));
  const { code, out } = await run(['adapter', 'check', '--config', file]);
  const places = out.split('\n').filter((line) => line.startsWith(`${file}:`));
  return { code, faults: places.map((line) => line.slice(file.length + 1)) };
}

const USABLE = [
  'agency: made-up',
  'residency: UK',
  'adapter: files',
  'source: { form: ctf, path: returns }',
  'handles: { env: NO_SUCH_SECRET }',
  'dataMap: none.yaml',
  "gateway: { keys: { url: 'http://127.0.0.1:4000/.well-known/jwks.json' } }",
];

describe('the configuration of an agency', () => {
  it('is told every fault of its shape at once, each by file, line and column', async () => {
    const { code, faults } = await faultsOf([
      'agency: Made Up',
      'residency: FR',
      'adapter: files',
      'source: { form: ctf, path: returns, wach: true }',
      'handles: { env: NO_SUCH_SECRET }',
      'dataMap: none.yaml',
      "gateway: { keys: { url: 'http://127.0.0.1:4000/.well-known/jwks.json' } }",
      'serve: { host: 0.0.0.0, staffDesk: true }',
      'matching: { acceptsMachineNil: true, people: 0 }',
    ]);
    expect(code).toBe(1);
    expect(faults.map((fault) => fault.split(': ').slice(0, 2).join(' '))).toEqual([
      '1:9 agency',
      '2:12 residency',
      '4:37 source.wach',
      '8:36 serve.staffDesk',
      '9:32 matching.acceptsMachineNil',
      '9:46 matching.people',
    ]);
  });

  it('is told that the keys of the gateway may not come over a network where others could change them', async () => {
    const elsewhere = USABLE.map((line) => line.replace('http://127.0.0.1:4000', 'http://gateway.example'));
    const { code, faults } = await faultsOf(elsewhere);
    expect(code).toBe(1);
    expect(faults).toEqual([
      expect.stringMatching(/^7:\d+: gateway\.keys\.url: is neither https nor on this/),
    ]);
    const encrypted = await faultsOf(elsewhere.map((line) => line.replace('http://', 'https://')));
    expect(encrypted.faults.join('\n')).not.toContain('gateway.keys');
  });

  it('is told what it refers to and is not there, and a ledger that would be watched', async () => {
    const { code, faults } = await faultsOf([
      ...USABLE.map((line) => line.replace('path: returns', 'path: returns, watch: true')),
      'serve: { ledger: returns/ledger.jsonl }',
    ]);
    expect(code).toBe(1);
    expect(faults.join('\n')).toMatch(/4:\d+: source\.watch: watches the folder/);
    expect(faults.join('\n')).toMatch(/5:\d+: handles: names a secret that is not there/);
  });

  it('is without fault in the example of files, whose case system keeps every rule of the contract', async () => {
    const plain = await run(['adapter', 'check', '--config', FILES], SECRET);
    expect(plain).toMatchObject({ code: 0, out: 'No fault found.\n', err: '' });
    const tried = await run(
      ['adapter', 'check', '--config', FILES, '--name', 'Test Tenant', '--json'],
      SECRET,
    );
    expect(tried.code).toBe(0);
    expect(JSON.parse(tried.out)).toMatchObject({ ok: true });
    expect(tried.out).not.toContain('Exampleton');
    const nobody = await run(['adapter', 'check', '--config', FILES, '--name', 'Nobody'], SECRET);
    expect(nobody).toMatchObject({ code: 2, out: '' });
  });
});
