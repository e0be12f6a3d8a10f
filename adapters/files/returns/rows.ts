/** One row of a table: the columns asked for that it has. */
export type Row = Readonly<Record<string, string | undefined>>;

/** The rows of one person, by table. */
export type PersonRows = ReadonlyMap<string, readonly Row[]>;

/** Rows as they are read, with whose they are; the key is null for what all people share. */
export interface KeyedRow {
  readonly key: string | null;
  readonly table: string;
  readonly row: Row;
}
