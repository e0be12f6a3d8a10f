/**
 * `npm run bench:soak [-- --minutes 10] [--callers 8]`
 *
 * Runs the gateway (demo mode, so that its agencies are in its process, on PostgreSQL) under load, and prints its resident
 * memory over time. Exit code 1 when it grew by more than a quarter from the end of the first fifth to the end, or an answer
 * was an error.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase } from './lib/postgres.mjs';
import { withServices } from './lib/services.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, callers: { type: 'string', default: '8' } },
});
const endAt = Date.now() + Number(values.minutes) * 60_000;
const SAMPLES = 20;
const GROWTH = 1.25;

const folder = mkdtempSync(join(tmpdir(), 'review-gateway-soak-'));
const output = { text: '' };
/** @type {import('node:child_process').ChildProcess} */
let child;

async function listening() {
  for (;;) {
    const url = /"url":"(http[^"]+)"/.exec(output.text)?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error('the gateway did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {string} url @returns {Promise<number>} the exit code */
async function soak(url) {
  const get = async (path) => (await fetch(`${url}${path}`)).json();
  const [{ id }] = await get('/demo/reviews');
  const { token } = await get('/demo/token?persona=nhs-trust');
  const query = `{ review(id: "${id}", purpose: CHILD_SAFEGUARDING_PRACTICE_REVIEW) { subjects { ref
    returns { agency status health { description assertion addenda { text } } } } disclosure { category outcome } } }`;
  const counts = { answers: 0, errors: 0 };
  const work = async () => {
    while (Date.now() < endAt) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const { errors } = await response.json();
      counts[errors ? 'errors' : 'answers'] += 1;
    }
  };
  const workers = Array.from({ length: Number(values.callers) }, work);
  const sizes = await sample(counts);
  await Promise.all(workers);
  const settled = sizes[Math.floor(SAMPLES / 5)] ?? 0;
  const last = sizes.at(-1) ?? 0;
  console.log(`answers ${counts.answers}, errors ${counts.errors}; from ${settled} MB to ${last} MB`);
  return counts.errors === 0 && last <= settled * GROWTH ? 0 : 1;
}

/** @param {{ answers: number }} counts @returns {Promise<number[]>} resident megabytes, one after the other */
async function sample(counts) {
  const began = Date.now();
  const sizes = [];
  console.log('| minutes | answers | resident MB |\n| --- | --- | --- |');
  for (let taken = 1; taken <= SAMPLES; taken += 1) {
    const at = began + ((endAt - began) * taken) / SAMPLES;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
    const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    sizes.push(Math.round(Number(pages) / 1_024));
    console.log(`| ${((Date.now() - began) / 60_000).toFixed(1)} | ${counts.answers} | ${sizes.at(-1)} |`);
  }
  return sizes;
}

function start(databaseUrl) {
  child = spawn(process.execPath, ['dist/src/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: databaseUrl,
      GATEWAY_DATA_FOLDER: join(folder, 'data'),
      GATEWAY_KEY_FOLDER: join(folder, 'keys'),
      GATEWAY_RATE_LIMIT_PER_MINUTE: '10000000',
      GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '10000000',
    },
  });
  child.stdout.on('data', (chunk) => {
    if (output.text.length < 100_000) output.text += chunk;
  });
}

await withServices(async () => {
  const database = await createDatabase();
  start(database.url);
  try {
    process.exitCode = await soak(await listening());
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
