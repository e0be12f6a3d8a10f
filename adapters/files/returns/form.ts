/** The words of a code set, by code; a code that is not in it is carried as it is. */
export type Words = Readonly<Record<string, string>>;

/** Only rows whose column has one of the codes, or none of them. */
export interface When {
  readonly column: string;
  readonly is?: readonly string[];
  readonly not?: readonly string[];
}

interface Of {
  /** The table of the return that it is read from. */
  readonly table: string;
  readonly when?: When;
}

/** A single value: the first of the columns that is given. */
export interface ValuePart extends Of {
  readonly as: 'text' | 'date' | 'age';
  readonly columns: readonly string[];
  readonly words?: Words;
}

/** The parts of a name, in the order in which they are said. */
export interface NamePart extends Of {
  readonly as: 'name';
  readonly columns: readonly string[];
}

export interface AddressPart extends Of {
  readonly as: 'address';
  readonly kind: string;
  readonly lines?: readonly string[];
  readonly postcode?: string;
  readonly uprn?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface ContactPart extends Of {
  readonly as: 'contact';
  readonly kind: 'telephone' | 'email' | 'language';
  readonly column: string;
}

/** A statement per row; none where the column that makes it one is empty. */
export interface StatementPart extends Of {
  readonly as: 'statement';
  readonly kind: string;
  /** The column without which there is no statement. */
  readonly needs: string;
  readonly code?: string;
  readonly words?: Words;
  /** What it is, where no code says it. */
  readonly description?: string;
  readonly service?: string;
  readonly from?: string;
  readonly to?: string;
  readonly assertion?: 'FACT' | 'OPINION' | 'COMBINATION';
}

/** A person who works with the child. */
export interface PractitionerPart extends Of {
  readonly as: 'practitioner';
  readonly name: string;
  readonly role: string;
  readonly organisation?: string;
}

export type Part = ValuePart | NamePart | AddressPart | ContactPart | StatementPart | PractitionerPart;

/** CSV files in one folder, a table each. */
export interface CsvLayout {
  readonly kind: 'csv';
  /** How each table's file name ends, without `.csv`. */
  readonly files: Readonly<Record<string, string>>;
  /** The columns, in every table, that together say whose row it is. */
  readonly key: readonly string[];
}

/** XML files in one folder. */
export interface XmlLayout {
  readonly kind: 'xml';
  /** The element of one person. */
  readonly record: string;
  /** The element of each table, by its path below the person; the empty path is the person's element itself. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** Tables that stand outside the people and are the same for all, by their path from the root's children. */
  readonly shared?: Readonly<Record<string, readonly string[]>>;
  /** The table and the element in it that say who it is. */
  readonly key: { readonly table: string; readonly column: string };
}

/** A statutory return, described: where it lies, who is in it, and which contract field is made of what. */
export interface ReturnForm {
  /** Also the code system of its codes. */
  readonly name: string;
  readonly layout: CsvLayout | XmlLayout;
  /** What the agency's own staff search by. No names where the return has none. */
  readonly person: {
    readonly name?: NamePart;
    readonly otherNames?: readonly NamePart[];
    /** The first that is given counts. */
    readonly datesOfBirth: readonly ValuePart[];
    readonly address?: AddressPart;
  };
  readonly fields: Readonly<Record<string, readonly Part[]>>;
}

/** The columns to read, by table. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** The columns that a part is made of. */
export function columnsOf(part: Part): readonly string[] {
  const condition = part.when ? [part.when.column] : [];
  switch (part.as) {
    case 'text':
    case 'date':
    case 'age':
    case 'name':
      return [...part.columns, ...condition];
    case 'address':
      return [...(part.lines ?? []), ...given(part.postcode, part.uprn, part.from, part.to), ...condition];
    case 'contact':
      return [part.column, ...condition];
    case 'statement':
      return [part.needs, ...given(part.code, part.from, part.to), ...condition];
    case 'practitioner':
      return [part.name, ...given(part.organisation), ...condition];
  }
}

const given = (...columns: readonly (string | undefined)[]): readonly string[] =>
  columns.filter((column) => column !== undefined);

/** The tables and columns that must be read for `parts`, and no others. */
export function columnsFor(parts: readonly Part[]): Columns {
  const needed = new Map<string, Set<string>>();
  for (const part of parts) {
    needed.set(part.table, new Set([...(needed.get(part.table) ?? []), ...columnsOf(part)]));
  }
  return needed;
}
