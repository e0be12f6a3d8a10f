import { Processes } from '../../test/support/services/processes.mjs';

/** Runs `work` with a PostgreSQL server: the one that BENCH_DATABASE_URL names, or a private one for the time. */
export async function withServices(work) {
  const processes = new Processes();
  process.once('exit', () => processes.endNow());
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  try {
    if (!process.env.BENCH_DATABASE_URL) {
      // The tests' own way of starting one; it needs the product's packages.
      const { postgresql } = await import('../../test/support/services/postgresql.mjs');
      const program = postgresql.find();
      if (!program) throw new Error(`Install ${postgresql.package}, or set BENCH_DATABASE_URL.`);
      process.env.BENCH_DATABASE_URL = await postgresql.start(program, processes);
    }
    await work();
  } finally {
    await processes.end();
  }
}
