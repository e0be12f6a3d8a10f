import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { KeyedRow, Row } from './rows';

interface CsvTable {
  readonly table: string;
  readonly columns: ReadonlySet<string>;
  readonly key: readonly string[];
}

/** A heading without its case, spacing and signs: councils' exports spell them in many ways. */
export const headingOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/gu, '');

/** Streams the rows of one file; columns that were not asked for are not kept. A row without its key is nobody's. */
export async function* readCsvTable(
  path: string,
  { table, columns, key }: CsvTable,
): AsyncGenerator<KeyedRow> {
  const byHeading = new Map([...columns, ...key].map((column) => [headingOf(column), column]));
  const rows = parse({
    bom: true,
    columns: (header: readonly string[]) => header.map((name) => byHeading.get(headingOf(name)) ?? false),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
  // The loop below sees the error that ends the pipeline.
  pipeline(createReadStream(path), rows, () => undefined);
  for await (const row of rows as AsyncIterable<Row>) {
    const parts = key.map((column) => row[column] ?? '');
    if (parts.every((part) => part !== '')) yield { key: parts.join('/'), table, row };
  }
}
