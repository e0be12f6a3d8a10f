import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { unreadable } from './errors';
import type { Columns, ReturnFile } from './select';

/** One row of a file: the columns asked for that it has. */
export type Row = Readonly<Record<string, string | undefined>>;

/** The rows of one child, by file. */
export type ChildRows = ReadonlyMap<ReturnFile, readonly Row[]>;

/** One reading of a file, so that a site can log, and a test can prove, what was opened for a request. */
export interface ReturnRead {
  readonly file: string;
  readonly columns: readonly string[];
}

const CHILD = 'CHILD';
const NO_ROWS: readonly Row[] = [];

/** A folder of CSV files, streamed at each request. */
export class Ssda903Folder {
  constructor(
    private readonly folder: string,
    private readonly onRead: (read: ReturnRead) => void = () => undefined,
  ) {}

  /** The ids of all children of the return. */
  async children(): Promise<ReadonlySet<string>> {
    const children = new Set<string>();
    for await (const { CHILD: child } of this.rows('header', new Set())) if (child) children.add(child);
    return children;
  }

  /** The header rows of all children, for the return's own search. */
  async headers(): Promise<readonly Row[]> {
    const headers: Row[] = [];
    for await (const row of this.rows('header', new Set(['DOB']))) headers.push(row);
    return headers;
  }

  /** The rows of `children` in the files and columns asked for. A file that the return lacks has none. */
  async rowsOf(children: ReadonlySet<string>, needed: Columns): Promise<ReadonlyMap<string, ChildRows>> {
    const found = new Map([...children].map((child) => [child, new Map<ReturnFile, Row[]>()]));
    for (const [file, columns] of needed) {
      for await (const row of this.rows(file, columns)) {
        const ofChild = found.get(row[CHILD] ?? '');
        if (ofChild) ofChild.set(file, [...(ofChild.get(file) ?? NO_ROWS), row]);
      }
    }
    return found;
  }

  private async *rows(file: ReturnFile, columns: ReadonlySet<string>): AsyncGenerator<Row> {
    const path = join(this.folder, `${file}.csv`);
    if (!existsSync(path)) return;
    const wanted = new Set([CHILD, ...columns]);
    this.onRead({ file: `${file}.csv`, columns: [...wanted] });
    const rows = parse({
      bom: true,
      columns: (header: readonly string[]) =>
        header.map((name) => (wanted.has(name.trim()) ? name.trim() : false)),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
    // The loop below sees the error that ends the pipeline.
    pipeline(createReadStream(path), rows, () => undefined);
    try {
      for await (const row of rows as AsyncIterable<Row>) yield row;
    } catch (error) {
      throw unreadable(`${file}.csv`, error);
    }
  }
}
