import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { parse, stringify } from 'yaml';

import { packageRoot } from '../../src/config/package-root';
import { run } from '../cli/terminal-double';
import { createDatabase, type TestDatabase } from '../support/database';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';

const GUIDE = readFileSync(join(packageRoot(), 'docs', 'adapter-guide.md'), 'utf8');
/** The ports that the page names; here others are free. */
const PORTS = ['4000', '4201', '4203', '4204'];

const blocks = (language: string): readonly string[] =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

/** What a reader has: `npm` as far as the page uses it, on what the tests have built, and a terminal for each server. */
const TERMINAL = `
set -euo pipefail
npm() {
  case "$*" in
    ci) ;;
    'run --silent cli -- '*) shift 4; node "$ROOT/dist/src/cli/main.js" "$@" ;;
    *) echo "npm $* is not known here" >&2; return 1 ;;
  esac
}
second_terminal() {
  rm -f serve.log
  npm "$@" > serve.log 2>&1 &
  until grep -qs ' answers at ' serve.log; do kill -0 $!; sleep 0.3; done
}
`;

let folder: string;
let gateway: GatewayProcess | undefined;
let register: TestDatabase | undefined;
let environment: Readonly<Record<string, string>>;
const groups: number[] = [];
let inPlace: (text: string) => string;
const database = `guide_${process.pid}_${Date.now()}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'adapter-guide-'));
  const ports = new Map(await Promise.all(PORTS.map(async (port) => [port, await freePort()] as const)));
  inPlace = (text) =>
    text
      .replace(/\b4\d{3}\b/g, (port) => ports.get(port) ?? port)
      .replaceAll('example_council', database)
      .replaceAll(/^npm (.* adapter serve )/gm, 'second_terminal $1');
  cpSync(join(packageRoot(), 'docs', 'examples'), join(folder, 'docs', 'examples'), { recursive: true });
  for (const example of readdirSync(join(folder, 'docs', 'examples'))) {
    const file = join(folder, 'docs', 'examples', example, 'agency.yaml');
    writeFileSync(file, inPlace(readFileSync(file, 'utf8')));
  }
  symlinkSync(join(packageRoot(), 'test'), join(folder, 'test'));
  const server = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  register = await createDatabase();
  environment = {
    DATABASE_URL: register.url,
    PATH: process.env['PATH'] ?? '',
    ROOT: packageRoot(),
    PORT: ports.get('4000') ?? '',
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'data', 'keys'),
    PGHOST: server.hostname,
    PGPORT: server.port,
    PGUSER: decodeURIComponent(server.username),
    PGPASSWORD: decodeURIComponent(server.password),
  };
  gateway = await startGatewayProcess(environment);
}, 240_000);

afterAll(async () => {
  groups.forEach(endGroup);
  await gateway?.end('SIGTERM');
  await register?.drop();
  await promisify(execFile)('dropdb', ['--force', '--if-exists', database], { env: environment });
  rmSync(folder, { recursive: true });
}, 60_000);

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Ends whatever is left of a group that was started here. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGTERM');
  } catch {
    // Nothing was left.
  }
}

/** Runs it in a process group of its own, which is ended with the tests; what was printed, and the exit code. */
async function inTerminal(script: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const options = { cwd: folder, env: environment, detached: true } as const;
  const child = spawn('bash', ['-c', `${TERMINAL}${script}`], options);
  if (child.pid !== undefined) groups.push(child.pid);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, said };
}

describe('the adapter guide', () => {
  it('can be followed word by word', async () => {
    const { code, said } = await inTerminal(inPlace(blocks('sh').join('\n')));
    expect(said).toMatch(/^No fault found\.$/m);
    expect(said.match(/^Fit to be registered\./gm)).toHaveLength(4);
    expect(said).toMatch(/^example-housing is registered\./m);
    expect(said).toMatch(/│ example-housing .*│ 5 of 21/);
    expect(said).toMatch(/^example-school is registered\./m);
    expect(said).toMatch(/^example-school is now vouched for by /m);
    expect(said.trimEnd()).toMatch(/example-school is off the register\.$/);
    expect(code).toBe(0);
  }, 540_000);

  it('adds an outside subgraph with three commands', () => {
    const [, section = ''] = GUIDE.split('## An outside subgraph in three commands');
    const [, commands = ''] = /```sh\n(.*?)```/s.exec(section) ?? [];
    expect(commands.trim().split('\n')).toHaveLength(3);
    expect(commands).toMatch(/^node test\/outside-agencies\/.*\n.* agency check .*\n.* agency add /);
  });

  it('shows settings that an adapter takes', async () => {
    const example = parse(
      readFileSync(join(folder, 'docs', 'examples', 'adapter-files', 'agency.yaml'), 'utf8'),
    ) as object;
    expect(blocks('yaml')).toHaveLength(2);
    for (const settings of blocks('yaml')) {
      const file = join(folder, 'docs', 'examples', 'adapter-files', 'shown.yaml');
      writeFileSync(file, stringify({ ...example, ...(parse(settings) as object) }));
      const checked = await run(['adapter', 'check', '--config', file], {
        EXAMPLE_HANDLE_SECRET: 'a secret of at least sixteen bytes',
      });
      expect(checked).toMatchObject({ code: 0, out: 'No fault found.\n', err: '' });
    }
  });
});
