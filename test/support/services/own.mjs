/**
 * A PostgreSQL and a Redis of a test's own, which it may kill. Started by `test/support/own-services.ts`: says where they
 * are on the first line, then does what it is told on standard input, one command a line: `kill NAME`, `start NAME`.
 */
import { createInterface } from 'node:readline';
import { postgresql } from './postgresql.mjs';
import { Processes } from './processes.mjs';
import { redis } from './redis.mjs';

const processes = new Processes();
process.once('exit', () => processes.endNow());
/** @type {Map<string, { again: () => import('./processes.mjs').Started, running: import('./processes.mjs').Started }>} */
const servers = new Map();

/**
 * @param {import('./services.mjs').Service} service
 * @param {string} name
 * @returns {Promise<string>} where it answers
 */
async function open(service, name) {
  const program = service.find();
  if (program === undefined) throw new Error(`${service.name} is missing`);
  const recorder = Object.create(processes, {
    run: { value: processes.run.bind(processes) },
    start: {
      /** @type {(...made: Parameters<Processes['start']>) => import('./processes.mjs').Started} */
      value: (...made) => {
        const again = () => processes.start(...made);
        const running = again();
        servers.set(name, { again, running });
        return running;
      },
    },
  });
  return service.start(program, recorder);
}

const databaseUrl = await open(postgresql, 'postgresql');
const redisUrl = await open(redis, 'redis');
process.stdout.write(`${JSON.stringify({ databaseUrl, redisUrl })}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const [command, name = ''] = line.split(' ');
  const server = servers.get(name);
  if (server === undefined) continue;
  if (command === 'kill') {
    process.kill(server.running.pid, 'SIGKILL');
    await server.running.ended;
  } else if (command === 'start') {
    servers.set(name, { ...server, running: server.again() });
  }
  process.stdout.write(`${line}\n`);
}
await processes.end();
