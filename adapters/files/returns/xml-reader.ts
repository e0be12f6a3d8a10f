import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { KeyedRow } from './rows';
import type { Columns, XmlLayout } from './form';

/** The text of a table's own element, where the element is a value and not a row of values. */
export const OWN_TEXT = '.';

type MutableRow = Record<string, string>;

interface OpenRow {
  readonly table: string;
  readonly depth: number;
  readonly row: MutableRow;
}

/**
 * Streams the people of one file, each as the rows of its tables. Only elements that were asked for are kept. Neither
 * document types nor external entities are followed.
 */
export async function* readXmlRecords(
  path: string,
  layout: XmlLayout,
  needed: Columns,
): AsyncGenerator<KeyedRow> {
  const walk = new Walk(layout, needed);
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => walk.open(localName(name)));
  parser.on('text', (text) => walk.text(text));
  parser.on('cdata', (text) => walk.text(text));
  parser.on('closetag', () => walk.close());
  let failure: Error | undefined;
  parser.on('error', (error) => (failure ??= error));
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    parser.write(chunk);
    if (failure) throw failure;
    yield* walk.take();
  }
  parser.close();
  if (failure) throw failure;
  yield* walk.take();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Where the reading stands in the document, and what it has found of the present person. */
class Walk {
  private readonly path: string[] = [];
  private readonly tables: ReadonlyMap<string, string>;
  private readonly shared: ReadonlyMap<string, string>;
  private person: { readonly depth: number; key: string | null; readonly rows: OpenRow[] } | null = null;
  private rows: OpenRow[] = [];
  private value = '';
  private done: KeyedRow[] = [];

  constructor(
    private readonly layout: XmlLayout,
    private readonly needed: Columns,
  ) {
    const byPath = (tables: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> =>
      new Map(Object.entries(tables).map(([table, path]) => [path.join('/'), table]));
    this.tables = byPath(layout.tables);
    this.shared = byPath(layout.shared ?? {});
  }

  open(name: string): void {
    this.path.push(name);
    this.value = '';
    if (this.person === null && name === this.layout.record) {
      this.person = { depth: this.path.length, key: null, rows: [] };
    }
    const table = this.tableHere();
    if (table !== undefined) this.rows.push({ table, depth: this.path.length, row: {} });
  }

  text(text: string): void {
    this.value += text;
  }

  close(): void {
    const name = this.path.at(-1) ?? '';
    this.keepValue(name, this.value.trim());
    this.value = '';
    const row = this.rows.at(-1);
    if (row?.depth === this.path.length) this.closeRow(row);
    if (this.person?.depth === this.path.length) this.closePerson();
    this.path.pop();
  }

  /** What has been found whole since the last time. */
  take(): readonly KeyedRow[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  private tableHere(): string | undefined {
    if (this.person === null) return this.shared.get(this.path.slice(1).join('/'));
    return this.tables.get(this.path.slice(this.person.depth).join('/'));
  }

  /** A value belongs to the row that it stands directly in, or is the row itself. */
  private keepValue(name: string, value: string): void {
    const row = this.rows.at(-1);
    if (row === undefined || value === '') return;
    const { key } = this.layout;
    const column =
      row.depth === this.path.length ? OWN_TEXT : row.depth === this.path.length - 1 ? name : null;
    if (column === null) return;
    if (this.person && row.table === key.table && column === key.column) this.person.key ??= value;
    if (this.needed.get(row.table)?.has(column)) row.row[column] ??= value;
  }

  private closeRow(row: OpenRow): void {
    this.rows.pop();
    if (!this.needed.has(row.table)) return;
    if (this.person) this.person.rows.push(row);
    else this.done.push({ key: null, table: row.table, row: row.row });
  }

  private closePerson(): void {
    const { key, rows } = this.person ?? { key: null, rows: [] };
    if (key !== null) for (const { table, row } of rows) this.done.push({ key, table, row });
    this.person = null;
    this.rows = [];
  }
}
