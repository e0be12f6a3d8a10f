import { agencyOperation } from '../domain/agency-operation';
import type { AgencyRecord, ReadOptions } from '../domain/agency-source';
import type { FieldTree } from '../domain/field-tree';
import type { RecordHandle } from '../domain/ids';
import type { AgencyUnderTest } from './conformance';
import { isObject, UnfitAnswer, type AgencyEndpoint } from './endpoint';
import { fieldsBelow } from './sdl/contract';

/** People of an agency who exist for tests only. */
export interface TestSubjects {
  readonly handles: readonly RecordHandle[];
  readonly restricted: RecordHandle | null;
  /** Texts that no handle may contain. */
  readonly secrets: readonly string[];
}

/** An agency under test that is asked over HTTP, just as the gateway asks; undefined when nobody is named for tests. */
export function liveAgency(
  endpoint: AgencyEndpoint,
  offers: ReadonlySet<string>,
  { handles, restricted, secrets }: TestSubjects,
): AgencyUnderTest | undefined {
  const [handle] = handles;
  if (handle === undefined) return undefined;
  return {
    offers,
    handle,
    restricted,
    secrets,
    read: (asked, fields, options) =>
      readRecords(endpoint, { handles: asked, fields: whole(fields) }, options),
  };
}

/** Each field with everything below it, since a composite field cannot be asked for bare. */
const whole = (fields: FieldTree): FieldTree =>
  new Map([...fields].map(([name, below]) => [name, below.size === 0 ? fieldsBelow(name) : below]));

/**
 * @throws UnfitAnswer when the answer is not one entity or null for each handle, in their order.
 */
async function readRecords(
  endpoint: AgencyEndpoint,
  { handles, fields }: { readonly handles: readonly RecordHandle[]; readonly fields: FieldTree },
  { period = null }: { readonly period?: ReadOptions['period'] | null } = {},
): Promise<ReadonlyMap<RecordHandle, AgencyRecord>> {
  const question = { handles, fields, period };
  const { _entities: entities } = await endpoint.data({ ...agencyOperation(question), question });
  if (!Array.isArray(entities) || entities.length !== handles.length)
    throw new UnfitAnswer('answers another number of entities than it was asked for: one or null for each');
  const records = new Map<RecordHandle, AgencyRecord>();
  for (const [index, entity] of (entities as readonly unknown[]).entries()) {
    if (entity === null) continue;
    const handle = handles[index];
    if (!isRecord(entity) || entity.handle !== handle)
      throw new UnfitAnswer(
        'answers entities in another order than it was asked: keep the order of the handles',
      );
    records.set(handle, entity);
  }
  return records;
}

const isRecord = (value: unknown): value is AgencyRecord =>
  isObject(value) && typeof value['handle'] === 'string';
