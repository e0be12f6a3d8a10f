import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../../src/domain/agency-source';
import type { FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import type { Clock } from '../../../src/domain/ports';
import { HandleBook } from '../../shared/handles';
import { matchesSearch } from '../../shared/matching';
import { withinPeriod } from '../../shared/within-period';
import { offersOf, RETURN_FORMS } from './capabilities';
import { ReturnFolder, type ReturnRead } from './client';
import { returnConfig, type ReturnConfig } from './config';
import { configInvalid } from './errors';
import type { ReturnForm } from './form';
import type { PersonRows } from './rows';
import { neededColumns, searchColumns } from './select';
import { addressOf, nameOf, translatePerson, valueOf } from './translate';

export { RETURN_FORMS } from './capabilities';
export type { ReturnRead } from './client';
export type { ReturnConfig } from './config';

/** What the adapter is given by its host. */
export interface ReturnDependencies {
  readonly clock: Clock;
  /** Told of each reading of a file. */
  readonly onRead?: (read: ReturnRead) => void;
}

/**
 * Opens a statutory return (children in need census, Annex A, school census, Common Transfer File) as an agency source.
 * The people are those of the files when it opens; their rows are streamed at each request.
 * @throws GatewayError CONFIG_INVALID when the configuration is not as `returnConfig` says or nobody is found.
 */
export async function openReturnSource(
  config: ReturnConfig,
  dependencies: ReturnDependencies,
): Promise<AgencySource> {
  const parsed = returnConfig.safeParse(config);
  const form = parsed.success ? RETURN_FORMS[parsed.data.form] : undefined;
  if (!parsed.success || form === undefined) {
    throw configInvalid('the configuration is not valid', parsed.error);
  }
  const { agency, folder, handleSecret } = parsed.data;
  const client = new ReturnFolder(folder, form, dependencies.onRead);
  const people = await client
    .read(searchColumns(form), () => true)
    .catch((error: unknown) => {
      throw configInvalid('the folder cannot be read', error);
    });
  if (people.size === 0) throw configInvalid('the folder has no file of the return, or nobody is in it');
  const book = new HandleBook(handleSecret, people.keys());
  return new ReturnSource(agency as AgencyId, { client, form, book, clock: dependencies.clock });
}

interface ReturnParts {
  readonly client: ReturnFolder;
  readonly form: ReturnForm;
  readonly book: HandleBook;
  readonly clock: Clock;
}

const LONGEST_SEARCH_LIST = 20;

class ReturnSource implements AgencySource {
  readonly offers: ReadonlySet<string>;
  readonly hasNames: boolean;

  constructor(
    readonly agency: AgencyId,
    private readonly parts: ReturnParts,
  ) {
    this.offers = offersOf(parts.form);
    this.hasNames = parts.form.person.name !== undefined;
  }

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const { client, form, book, clock } = this.parts;
    const known = new Map(
      handles.flatMap((handle) => {
        const key = book.keyOf(handle);
        return key === undefined ? [] : [[key, handle] as const];
      }),
    );
    const needed = neededColumns(form, fields);
    const rows =
      needed.size === 0 ? new Map<string, PersonRows>() : await client.read(needed, (key) => known.has(key));
    return new Map(
      [...known].map(([key, handle]) => {
        const entryHandle = (entry: string): string => book.entryHandle(`${key}/${entry}`);
        const context = { form, handle, entryHandle, at: clock.now() };
        const record = translatePerson(rows.get(key) ?? new Map(), fields.keys(), context);
        return [handle, withinPeriod(record, options)];
      }),
    );
  }

  /** By name and date of birth; a return without names is searched by the return's own identifier. */
  async search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    const { client, form } = this.parts;
    const people = await client.read(searchColumns(form), () => true);
    const matches: LocalMatch[] = [];
    for (const [key, rows] of people) {
      const match = this.matchOf(key, rows);
      const names = [match.name, ...(match.otherNames ?? [])];
      if (matchesSearch({ names, dateOfBirth: match.dateOfBirth }, by)) matches.push(match);
      if (matches.length === (by.limit ?? LONGEST_SEARCH_LIST)) break;
    }
    return matches;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private matchOf(key: string, rows: PersonRows): LocalMatch {
    const { form, book, clock } = this.parts;
    const { name, otherNames = [], datesOfBirth, address } = form.person;
    const first = (table: string): Record<string, string | undefined> => rows.get(table)?.[0] ?? {};
    const home = address && addressOf(address, first(address.table));
    const born = datesOfBirth
      .map((part) => valueOf(part, first(part.table), clock.now()))
      .find((date) => typeof date === 'string');
    return {
      handle: book.handleOf(key),
      name: (name && nameOf(name, first(name.table))) ?? key,
      dateOfBirth: born ?? null,
      address: home ? [...home.lines, home.postcode ?? ''].filter(Boolean).join(', ') : null,
      otherNames: otherNames.flatMap((part) => nameOf(part, first(part.table)) ?? []),
    };
  }
}
