import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Client } from 'pg';

import { postgresUrl } from './database';

/** A PostgreSQL server of a test's own, which may be stopped, made a standby, and run out of space. */
export interface PrivatePostgres {
  readonly port: number;
  /** The URL of a database of the server. */
  url(database: string): string;
  /** Runs one statement in a database of the server. */
  query(database: string, statement: string): Promise<void>;
  /** The folder of the small disk, for a tablespace. */
  readonly smallDisk: string;
  /** Takes every free byte of the small disk. */
  fill(): void;
  /** Gives the bytes back. */
  free(): void;
  /** Stops it and starts it again at the same port, as a hot standby if so asked. */
  restart(as?: 'standby'): Promise<void>;
  close(): Promise<void>;
}

const SMALL_DISK = '8m';
const READY_MS = 60_000;
const POLL_MS = 100;
const BLOCK = 4_096;

/** Whether this machine lets a process have a small disk of its own: root, or where users may have name spaces. */
export const canMountSmallDisk = (): boolean => {
  const tried = spawnSync('unshare', [...nameSpace(), 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]);
  return tried.status === 0;
};

const isRoot = (): boolean => process.getuid?.() === 0;
const nameSpace = (): readonly string[] => (isRoot() ? ['--mount'] : ['--mount', '--map-root-user']);

/** Mounts the small disk where nobody else sees it, gives root up, which PostgreSQL refuses, and becomes the server. */
const START = `mount -t tmpfs -o "$2" tmpfs "$1" && shift 2 && exec "$@"`;

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Who the server runs as: root may not. */
function accountOf(): Account {
  const id = (option: string): number =>
    Number(execFileSync('id', [option, ...(isRoot() ? ['nobody'] : [])], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const becoming = ({ uid, gid }: Account): readonly string[] =>
  isRoot()
    ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
    : ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];

/** Starts a server of the same programs as the one that the test runner has set up. */
export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const programs = await programFolder();
  const account = accountOf();
  const folder = mkdtempSync(join(tmpdir(), 'review-gateway-postgres-'));
  const [data, smallDisk, port] = [join(folder, 'data'), join(folder, 'small'), await freePort()];
  execFileSync('mkdir', [data, smallDisk]);
  execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  const init = ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const owner = isRoot() ? account : {};
  execFileSync(join(programs, 'initdb'), init, { ...owner, cwd: folder, stdio: 'pipe' });
  const server = new Server({ programs, data, smallDisk, port, account });
  await server.start();
  return server.handle(folder);
}

interface Place {
  readonly programs: string;
  readonly data: string;
  readonly smallDisk: string;
  readonly port: number;
  readonly account: Account;
}

class Server {
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(private readonly place: Place) {}

  async start(): Promise<void> {
    const { programs, data, smallDisk, port, account } = this.place;
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
    const postgres = [join(programs, 'postgres'), '-D', data, '-p', String(port)];
    const args = [...becoming(account), ...postgres, ...settings.flatMap((setting) => ['-c', setting])];
    // In a name space of one's own, root is who started it.
    const { uid, gid } = isRoot() ? account : { uid: 0, gid: 0 };
    const options = `size=${SMALL_DISK},uid=${uid},gid=${gid},mode=0700`;
    const mounted = [...nameSpace(), 'sh', '-c', START, 'sh', smallDisk, options, ...args];
    const child = spawn('unshare', mounted, { cwd: dirname(data), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    const until = Date.now() + READY_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error(`PostgreSQL did not start:\n${said}`);
      await delay(POLL_MS);
    }
  }

  async #answers(): Promise<boolean> {
    try {
      await this.query('postgres', 'select 1');
      return true;
    } catch {
      return false;
    }
  }

  /** SIGINT is PostgreSQL's fast shutdown: it does not wait for clients. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGINT');
    await this.#ended;
  }

  url = (database: string): string => `postgresql://owner@127.0.0.1:${this.place.port}/${database}`;

  async query(database: string, statement: string): Promise<void> {
    const client = new Client({ connectionString: this.url(database) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** The filler as the server's own name space has it. */
  #filler = (): string => join('/proc', String(this.#child?.pid), 'root', this.place.smallDisk, 'filler');

  fill(): void {
    const file = openSync(this.#filler(), 'a');
    try {
      for (;;) writeSync(file, Buffer.alloc(BLOCK));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  handle(folder: string): PrivatePostgres {
    const { data, smallDisk, port } = this.place;
    return {
      port,
      smallDisk,
      url: this.url,
      query: (database, statement) => this.query(database, statement),
      fill: () => this.fill(),
      free: () => rmSync(this.#filler()),
      restart: async (as) => {
        await this.stop();
        if (as === 'standby') writeFileSync(join(data, 'standby.signal'), '');
        await this.start();
      },
      close: async () => {
        await this.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
}

async function programFolder(): Promise<string> {
  const client = new Client({ connectionString: postgresUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<{ setting: string }>(
      "select setting from pg_config where name = 'BINDIR'",
    );
    const folder = rows[0]?.setting ?? '';
    if (!existsSync(join(folder, 'initdb')))
      throw new Error('The programs of PostgreSQL are not on this machine.');
    return folder;
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
