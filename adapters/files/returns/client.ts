import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCsvTable } from './csv-reader';
import { unreadable } from './errors';
import type { Columns, ReturnForm } from './form';
import type { KeyedRow, PersonRows, Row } from './rows';
import { readXmlRecords } from './xml-reader';

/** One reading of a file, so that a site can log, and a test can prove, what was opened for a request. */
export interface ReturnRead {
  readonly file: string;
  readonly columns: readonly string[];
}

/** A folder that holds a return; its files are streamed at each request, and nothing of them is kept. */
export class ReturnFolder {
  constructor(
    private readonly folder: string,
    private readonly form: ReturnForm,
    private readonly onRead: (read: ReturnRead) => void = () => undefined,
  ) {}

  /**
   * The rows of everybody whom `wants` accepts, by key, in the tables and columns asked for.
   * @throws GatewayError INTERNAL when a file cannot be read
   */
  async read(needed: Columns, wants: (key: string) => boolean): Promise<ReadonlyMap<string, PersonRows>> {
    const found = new Map<string, Map<string, Row[]>>();
    const shared: KeyedRow[] = [];
    for await (const each of this.rows(needed)) {
      if (each.key === null) shared.push(each);
      else if (wants(each.key)) enter(found, { ...each, key: each.key });
    }
    for (const key of found.keys()) for (const each of shared) enter(found, { ...each, key });
    return found;
  }

  private async *rows(needed: Columns): AsyncGenerator<KeyedRow> {
    const { layout } = this.form;
    const files = readdirSync(this.folder).sort();
    if (layout.kind === 'xml') {
      for (const file of files.filter((name) => name.toLowerCase().endsWith('.xml'))) {
        this.onRead({ file, columns: [...needed.values()].flatMap((columns) => [...columns]) });
        yield* this.guarded(file, readXmlRecords(join(this.folder, file), layout, needed));
      }
      return;
    }
    for (const [table, columns] of needed) {
      const ending = `${layout.files[table] ?? table}.csv`;
      for (const file of files.filter((name) => isFileOf(name, ending))) {
        this.onRead({ file, columns: [...columns] });
        yield* this.guarded(file, readCsvTable(join(this.folder, file), { table, columns, key: layout.key }));
      }
    }
  }

  private async *guarded(file: string, rows: AsyncIterable<KeyedRow>): AsyncGenerator<KeyedRow> {
    try {
      yield* rows;
    } catch (error) {
      throw unreadable(file, error);
    }
  }
}

/** `2024_autumn_addresses.csv` is a file of `addresses.csv`; `otheraddresses.csv` is not. */
const isFileOf = (name: string, ending: string): boolean => {
  const lower = name.toLowerCase();
  return lower === ending || lower.endsWith(`_${ending}`);
};

function enter(
  found: Map<string, Map<string, Row[]>>,
  { key, table, row }: KeyedRow & { readonly key: string },
): void {
  const tables = found.get(key) ?? new Map<string, Row[]>();
  const rows = tables.get(table) ?? [];
  rows.push(row);
  tables.set(table, rows);
  found.set(key, tables);
}
