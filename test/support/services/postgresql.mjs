import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { isProgram, searchPath, startOnFreePort } from './locate.mjs';

const USER = 'review_gateway_test';

/** Where Debian, Homebrew and Postgres.app keep one folder per version, none of them on the search path. */
const VERSIONED = [
  ['/usr/lib/postgresql', 'bin'],
  ['/opt/homebrew/Cellar/postgresql@17', 'bin'],
  ['/opt/homebrew/Cellar/postgresql@16', 'bin'],
  ['/Applications/Postgres.app/Contents/Versions', 'bin'],
];

/** @type {import('./services.mjs').Service} */
export const postgresql = {
  name: 'PostgreSQL',
  variable: 'TEST_DATABASE_URL',
  package: 'postgresql',

  find() {
    return [...searchPath(), ...VERSIONED.flatMap(([folder, bin]) => newestFirst(folder, bin))]
      .filter((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')))
      .map((folder) => join(folder, 'postgres'))[0];
  },

  check: ask,

  async start(program, processes) {
    const account = unprivilegedAccount();
    const cwd = join(processes.directory, 'postgresql');
    const data = join(cwd, 'data');
    const password = randomBytes(16).toString('hex');
    const passwordFile = join(cwd, 'password');
    mkdirSync(cwd, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account !== undefined) {
      for (const path of [cwd, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    const made = await processes.run(
      join(dirname(program), 'initdb'),
      [
        `--pgdata=${data}`,
        `--username=${USER}`,
        // Other users of the machine reach the port as well, so not even a test cluster trusts its callers.
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { cwd, ...account },
    );
    if (made.code !== 0) throw new Error(`initdb did not make a cluster:\n${made.output}`);
    const url = (/** @type {number} */ port) => `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`;
    const port = await startOnFreePort(
      (free) =>
        // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
        processes.start(program, serverArguments(data, free), { cwd, ...account, stopSignal: 'SIGINT' }),
      (free) => ask(url(free)),
    );
    return url(port);
  },
};

/**
 * @param {string} data
 * @param {number} port
 * @returns {string[]}
 */
function serverArguments(data, port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // The cluster need not outlive the machine. Commits stay synchronous: tests kill servers and count their rows.
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  return [
    '-D',
    data,
    '-p',
    `${port}`,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

/**
 * @param {string} url
 * @returns {Promise<void>}
 */
async function ask(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * @param {string} folder one that holds a folder per version
 * @param {string} bin
 * @returns {string[]}
 */
function newestFirst(folder, bin) {
  try {
    const versions = readdirSync(folder).sort((one, other) => parseFloat(other) - parseFloat(one));
    return versions.map((version) => join(folder, version, bin));
  } catch {
    return [];
  }
}

/**
 * The account to run PostgreSQL as when we are root, which it refuses; none when we are not.
 * @returns {{ uid: number, gid: number } | undefined}
 */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find(([found]) => found === name))
    .find(Boolean);
  if (account === undefined)
    throw new Error('it does not run as root, and there is no account `postgres` or `nobody`');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}
