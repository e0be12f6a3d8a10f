import type { Kysely } from 'kysely';
import type {
  AgencyRecord,
  AgencySource,
  LocalMatch,
  LocalSearch,
  ReadOptions,
} from '../../src/domain/agency-source';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import type { Clock } from '../../src/domain/ports';
import { toPartialDate } from '../shared/dates';
import type { HandleBook } from '../shared/handles';
import { SQL_OFFERS } from './capabilities';
import { inSnapshot, readSelection } from './client';
import { sqlConfigSchema, type SqlConfigInput } from './config';
import { openDatabase, type CouncilConnection } from './database';
import { configInvalid, sourceUnavailable } from './errors';
import { translateAddress } from './person';
import { addresses, personKeys, searchPeople, type Council } from './person-queries';
import { selectColumns } from './select';
import type { CouncilDatabase } from './tables';
import { translateAnswers } from './translate';

/** What a source over a social care database is opened with. */
export interface SqlSourceOptions {
  readonly config: SqlConfigInput;
  readonly connection: CouncilConnection;
  /** The agency's record handles; the keys of all records are entered in it. */
  readonly handles: HandleBook;
  readonly clock: Clock;
  /** Called with the text of each statement, without its values. */
  readonly onQuery?: (statement: string) => void;
}

const LONGEST_SEARCH_LIST = 20;

/**
 * Opens a source over a council's social care database, on a PostgreSQL server or embedded.
 * @throws GatewayError CONFIG_INVALID for malformed settings, INTERNAL when the database cannot be read.
 */
export async function openSqlSource(options: SqlSourceOptions): Promise<AgencySource> {
  const parsed = sqlConfigSchema.safeParse(options.config);
  if (!parsed.success) throw configInvalid(parsed.error);
  const { connection, onQuery } = options;
  const database = openDatabase({ connection, config: parsed.data, ...(onQuery ? { onQuery } : {}) });
  const source = new SqlSource(parsed.data.agency as AgencyId, database, options);
  try {
    await source.enterRecords();
  } catch (error) {
    await source.close();
    throw error;
  }
  return source;
}

class SqlSource implements AgencySource {
  readonly offers = SQL_OFFERS;

  constructor(
    readonly agency: AgencyId,
    private readonly database: Kysely<CouncilDatabase>,
    private readonly options: Pick<SqlSourceOptions, 'handles' | 'clock'>,
  ) {}

  /** Makes the handles of all records known. */
  async enterRecords(): Promise<void> {
    for (const key of await this.snapshot(personKeys)) this.options.handles.handleOf(key);
  }

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    { period }: ReadOptions = {},
  ): Promise<ReadonlyMap<RecordHandle, AgencyRecord>> {
    const keys = [...new Set(handles)].flatMap((handle) => this.options.handles.keyOf(handle) ?? []);
    const selection = selectColumns(fields, period);
    const answers = await this.snapshot((council) => readSelection(council, keys, selection));
    return translateAnswers(answers, { fields, ...this.options });
  }

  async search({
    name,
    dateOfBirth,
    limit = LONGEST_SEARCH_LIST,
  }: LocalSearch): Promise<readonly LocalMatch[]> {
    const words = name?.trim().split(/\s+/).filter(Boolean) ?? [];
    const born = wholeDate(dateOfBirth);
    if (words.length === 0 && born === null) return [];
    return this.snapshot(async (council) => {
      const found = await searchPeople(council, { words, dateOfBirth: born, limit });
      const homes = await latestAddresses(
        council,
        found.map(({ id }) => id),
      );
      return found.map((person) => ({
        handle: this.options.handles.handleOf(person.id),
        name: person.full_name ?? '',
        dateOfBirth: toPartialDate(person.date_of_birth),
        address: homes.get(person.id) ?? null,
      }));
    });
  }

  close(): Promise<void> {
    return this.database.destroy();
  }

  private async snapshot<Result>(read: (council: Council) => Promise<Result>): Promise<Result> {
    try {
      return await inSnapshot(this.database, read);
    } catch (error) {
      throw sourceUnavailable(error);
    }
  }
}

async function latestAddresses(
  council: Council,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await addresses(council, keys, ['address', 'post_code']);
  const latestLast = [...rows].reverse();
  return new Map(
    latestLast.map((row) => {
      const { lines, postcode } = translateAddress(row);
      return [row.owner ?? '', [...lines, ...(postcode ? [postcode] : [])].join(', ')];
    }),
  );
}

function wholeDate(text: string | undefined): string | null {
  const date = toPartialDate(text);
  return date?.length === 'YYYY-MM-DD'.length ? date : null;
}
