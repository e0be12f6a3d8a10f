import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Runs a bench when its file is the program, and not when another imports it: prints its figures, and writes them to the file
 * of `--json`.
 *
 * @param {string} url `import.meta.url` of the bench
 * @param {{ measure: (asked: { databaseUrl: string, numbers: number[] }) => Promise<object>, print: (figures: object) => void }} bench
 */
export async function runBench(url, { measure, print }) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' } },
    allowPositionals: true,
  });
  const databaseUrl = process.env.DATABASE_URL;
  if (databaseUrl === undefined) throw new Error('Name a PostgreSQL server: DATABASE_URL.');
  const figures = await measure({ databaseUrl, numbers: positionals.map(Number) });
  print(figures);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}
