/**
 * `npm run docs:audit [-- --check]` seeds an audit log on made-up people, answers the fifteen questions from it with the
 * command that anybody would run, and writes docs/audit-questions.md; with --check it says whether that is what stands there.
 * Clock and randomness are fixed, so that the same commands give the same page.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { QUESTIONS } from './audit-question-list.mjs';
import { seed } from './audit-seed.mjs';

const require = createRequire(import.meta.url);
const { Command } = require('commander');
const { openAuditLog } = require('../dist/src/audit');
const { addAuditReport } = require('../dist/src/cli/commands/audit-report');
const { openPackShelf } = require('../dist/src/policy');
const { openStore } = require('../dist/src/store');

const PAGE = fileURLToPath(new URL('../docs/audit-questions.md', import.meta.url));
const POLICIES = fileURLToPath(new URL('../policies', import.meta.url));

let now = Date.parse('2026-03-02T09:00:00Z');
const clock = { now: () => new Date(now) };
let drawn = 0;
const digest = () =>
  createHash('sha256')
    .update(`audit-questions ${(drawn += 1)}`)
    .digest();
const randomness = {
  bytes: (size) => Buffer.concat(Array.from({ length: Math.ceil(size / 32) }, digest)).subarray(0, size),
  uuid: (at) => {
    const time = at.getTime().toString(16).padStart(12, '0');
    const rest = digest().toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
  },
};

/** Runs the command as it is written in the page. */
async function run(args, source) {
  const said = { out: '', err: '', code: 0 };
  const terminal = {
    environment: {},
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    exit: (code) => (said.code = code),
  };
  const program = new Command().exitOverride();
  addAuditReport(program, terminal, (_terminal, work) => work(source));
  await program.parseAsync(['report', ...args, '--by', 'auditor'], { from: 'user' });
  now += 60_000;
  return said;
}

const store = await openStore({});
try {
  const audit = openAuditLog({ db: store.db, clock, randomness });
  const packs = openPackShelf(POLICIES).all();
  const ids = await seed({ db: store.db, audit, packs, move: (to) => (now = Date.parse(to)) });
  const source = { db: store.db, clock, packs, audit, verify: (options) => audit.verify(options) };
  const parts = [];
  for (const { number, question, args, note } of QUESTIONS(ids)) {
    const words = ['--question', String(number), ...args];
    const { out, err, code } = await run(words, source);
    if (err !== '') throw new Error(`question ${number}: ${err}`);
    const lines = [
      `$ npm run --silent cli -- audit report ${words.join(' ')}`,
      '',
      out.trimEnd(),
      '',
      `exit code ${code}`,
    ];
    parts.push(
      [`## ${number}. ${question}`, '', ...(note ? [note, ''] : []), '```text', ...lines, '```', ''].join(
        '\n',
      ),
    );
  }
  const page = [
    '# Fifteen questions, answered',
    '',
    'Each question is answered by one command. The output is real: `npm run docs:audit` seeds a log about made-up people and',
    'writes this page. `--format html`, `csv` and `json` write the same for people and programs. A remark says what the record',
    'cannot tell, where that is so.',
    '',
    ...parts,
  ].join('\n');
  if (!process.argv.includes('--check')) await writeFile(PAGE, page);
  else if ((await readFile(PAGE, 'utf8')) === page) console.log('docs/audit-questions.md is current');
  else {
    console.error('docs/audit-questions.md is not current: npm run docs:audit');
    process.exitCode = 1;
  }
  await audit.drain();
} finally {
  await store.close();
}
