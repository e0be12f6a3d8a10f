import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startIssuer } from './issuer.mjs';
import { createDatabase } from './postgres.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A package as the product has it, so that both hold the same copy. */
export const require = createRequire(new URL('../../package.json', import.meta.url));

/** A module of the built product. */
export const dist = (path) => require(join(ROOT, 'dist', 'src', path));

const settings = ({ database, issuer, folder }) => ({
  NODE_ENV: 'production',
  PORT: '0',
  DATABASE_URL: database.url,
  ...(process.env.BENCH_REDIS_URL && { REDIS_URL: process.env.BENCH_REDIS_URL }),
  GATEWAY_MODE: 'service',
  GATEWAY_LOG_LEVEL: 'info',
  GATEWAY_KEY_FOLDER: join(folder, 'keys'),
  GATEWAY_KEY_PASSPHRASE: 'a passphrase of the bench',
  GATEWAY_TOKEN_ISSUER: issuer.issuer,
  GATEWAY_TOKEN_AUDIENCE: issuer.audience,
  GATEWAY_TOKEN_JWKS_URL: issuer.jwksUrl,
  GATEWAY_RATE_LIMIT_PER_MINUTE: '100000000',
  GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '100000000',
});

/** What gateways stand on: a database, a token issuer, a folder of keys, and the settings that name them. */
export async function openGround() {
  const [database, issuer, folder] = await Promise.all([
    createDatabase(),
    startIssuer(),
    mkdtemp(join(tmpdir(), 'bench-gateway-')),
  ]);
  return {
    environment: settings({ database, issuer, folder }),
    issuer,
    close: async () => {
      await issuer.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The built gateway in this process, as its main file starts it; `embedded` are adapters that run in it. */
export function composeGateway(environment, { embedded = [], level = 'silent' } = {}) {
  const { systemClock, systemRandomness } = dist('config/system');
  dist('config/heap').boundHeapGrowth();
  return dist('compose').compose({
    config: dist('config/load').loadConfig(environment),
    log: require('pino').pino({ level, base: null }),
    clock: systemClock,
    randomness: systemRandomness,
    embedded,
  });
}

/** The built gateway as a process of its own, once it listens. */
export async function startGateway(env) {
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    if (printed.length < 100_000) printed += chunk;
  });
  for (;;) {
    const url = /"url":"(http[^"]+)"/.exec(printed)?.[1];
    if (url !== undefined) return { child, url };
    if (child.exitCode !== null) throw new Error('a gateway did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Gives `prepare` the register of that gateway while no other process has it open. */
export async function withRegister(environment, prepare) {
  const gateway = await composeGateway(environment);
  try {
    return await prepare(gateway.register);
  } finally {
    await gateway.close();
  }
}

/** Runs `work` with the settings of gateways on one database, its issuer, and `start`, whose gateways end with it. */
export async function withGateways(work) {
  const { environment, issuer, close } = await openGround();
  const running = [];
  const start = async (env) => {
    const gateway = await startGateway(env);
    running.push(gateway);
    return gateway;
  };
  try {
    await work({ environment, issuer, start });
  } finally {
    for (const { child } of running) child.kill('SIGTERM');
    await Promise.all(
      running.map(({ child }) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))),
    );
    await close();
  }
}
