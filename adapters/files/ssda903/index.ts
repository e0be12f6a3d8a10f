import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../../src/domain/agency-source';
import type { FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import type { Clock } from '../../../src/domain/ports';
import { toPartialDate } from '../../shared/dates';
import { HandleBook } from '../../shared/handles';
import { matchesSearch } from '../../shared/matching';
import { SSDA903_OFFERS } from './capabilities';
import { Ssda903Folder, type ReturnRead } from './client';
import { ssda903Config, type Ssda903Config } from './config';
import { withinPeriod } from '../../shared/within-period';
import { configInvalid } from './errors';
import { neededColumns } from './select';
import { translateChild } from './translate';

export type { Ssda903Config } from './config';
export type { ReturnRead } from './client';

/** What the adapter is given by its host. */
export interface Ssda903Dependencies {
  readonly clock: Clock;
  /** Told of each reading of a file. */
  readonly onRead?: (read: ReturnRead) => void;
}

/**
 * Opens a looked-after children return as an agency source. The children are those of `header.csv` when it opens; their
 * rows are read at each request.
 * @throws GatewayError CONFIG_INVALID when the configuration is not as `ssda903Config` says or no child is found.
 */
export async function openSsda903Source(
  config: Ssda903Config,
  dependencies: Ssda903Dependencies,
): Promise<AgencySource> {
  const parsed = ssda903Config.safeParse(config);
  if (!parsed.success) throw configInvalid('the configuration is not valid', parsed.error);
  const { agency, folder, handleSecret } = parsed.data;
  const client = new Ssda903Folder(folder, dependencies.onRead);
  const children = await client.children();
  if (children.size === 0) throw configInvalid('header.csv is missing or names no child');
  const book = new HandleBook(handleSecret, children);
  return new Ssda903Source(agency as AgencyId, { client, book, clock: dependencies.clock });
}

interface Ssda903Parts {
  readonly client: Ssda903Folder;
  readonly book: HandleBook;
  readonly clock: Clock;
}

class Ssda903Source implements AgencySource {
  readonly offers = SSDA903_OFFERS;
  /** The return knows children by identifiers only. */
  readonly hasNames = false;

  constructor(
    readonly agency: AgencyId,
    private readonly parts: Ssda903Parts,
  ) {}

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const { client, book, clock } = this.parts;
    const known = [...new Set(handles)].flatMap((handle) => {
      const child = book.keyOf(handle);
      return child === undefined ? [] : [{ handle, child }];
    });
    const rows = await client.rowsOf(new Set(known.map(({ child }) => child)), neededColumns(fields));
    return new Map(
      known.map(({ handle, child }) => {
        const entryHandle = (key: string): string => book.entryHandle(`${child}/${key}`);
        const context = { handle, entryHandle, at: clock.now() };
        const record = translateChild(rows.get(child) ?? new Map(), fields.keys(), context);
        return [handle, withinPeriod(record, options)];
      }),
    );
  }

  /** The return has no names, so its staff search by the return's own child id or by date of birth. */
  async search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    const { client, book } = this.parts;
    const matches: LocalMatch[] = [];
    for (const { CHILD: child, DOB } of await client.headers()) {
      const dateOfBirth = toPartialDate(DOB);
      if (child === undefined || !matchesSearch({ names: [child], dateOfBirth }, by)) continue;
      matches.push({ handle: book.handleOf(child), name: child, dateOfBirth, address: null });
    }
    return matches;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
