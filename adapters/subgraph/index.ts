import { z } from 'zod';
import { agencyOperation } from '../../src/domain/agency-operation';
import type {
  AgencyRecord,
  AgencySource,
  LocalMatch,
  LocalSearch,
  ReadOptions,
} from '../../src/domain/agency-source';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import { offersOf } from './capabilities';
import { isObject, SubgraphClient } from './client';
import { subgraphConfigSchema, type SubgraphConfigInput } from './config';
import { configInvalid, sourceUnavailable } from './errors';
import { selectFields } from './select';

/**
 * Opens an agency that already speaks the contract as a source, so that the grants are verified and the ledger is kept in
 * front of a subgraph that does neither. What it offers is read from its SDL once, at the opening.
 * @throws GatewayError CONFIG_INVALID for malformed settings, INTERNAL when it does not answer.
 */
export async function openSubgraphSource(config: SubgraphConfigInput): Promise<AgencySource> {
  const parsed = subgraphConfigSchema.safeParse(config);
  if (!parsed.success) throw configInvalid(parsed.error);
  const client = new SubgraphClient(parsed.data);
  try {
    const { _service: service } = await client.ask({ query: '{ _service { sdl } }', variables: {} });
    const sdl = isObject(service) ? service['sdl'] : undefined;
    if (typeof sdl !== 'string') throw sourceUnavailable('it serves no SDL');
    return new SubgraphSource(parsed.data.agency as AgencyId, offersOf(sdl), {
      client,
      hasNames: parsed.data.searchUrl !== undefined,
    });
  } catch (error) {
    await client.close();
    throw error;
  }
}

const match = z.object({
  handle: z.string().transform((handle) => handle as RecordHandle),
  name: z.string(),
  dateOfBirth: z.string().nullable(),
  address: z.string().nullable(),
});

class SubgraphSource implements AgencySource {
  constructor(
    readonly agency: AgencyId,
    readonly offers: ReadonlySet<string>,
    private readonly parts: { readonly client: SubgraphClient; readonly hasNames: boolean },
  ) {}

  /** Without a search screen nobody can be found by name. */
  get hasNames(): boolean {
    return this.parts.hasNames;
  }

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    { period = null }: { readonly period?: ReadOptions['period'] | null } = {},
  ): Promise<ReadonlyMap<RecordHandle, AgencyRecord>> {
    const asked = [...new Set(handles)];
    if (asked.length === 0) return new Map();
    const question = { handles: asked, fields: selectFields(fields, this.offers), period };
    const { _entities: entities } = await this.parts.client.ask(agencyOperation(question));
    if (!Array.isArray(entities) || entities.length !== asked.length)
      throw sourceUnavailable('it answered another number of entities');
    const records = new Map<RecordHandle, AgencyRecord>();
    for (const [index, entity] of (entities as readonly unknown[]).entries()) {
      const handle = asked[index];
      if (entity === null || handle === undefined) continue;
      if (!isRecord(entity) || entity.handle !== handle) throw sourceUnavailable('it answered somebody else');
      records.set(handle, entity);
    }
    return records;
  }

  async search({ name, dateOfBirth }: LocalSearch): Promise<readonly LocalMatch[]> {
    const by = new URLSearchParams({ ...(name && { name }), ...(dateOfBirth && { dateOfBirth }) });
    const found = by.size === 0 ? [] : await this.parts.client.search(by);
    return found.map((one) => match.parse(one));
  }

  close(): Promise<void> {
    return this.parts.client.close();
  }
}

/** Its fields are checked one by one where they are copied; here only that it says whose it is. */
const isRecord = (value: unknown): value is AgencyRecord =>
  isObject(value) && typeof value['handle'] === 'string';
