import DataLoader from 'dataloader';
import type { AgencyRecord, AgencySource } from '../../src/domain/agency-source';
import { printFieldTree, type FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';

interface Request {
  readonly handle: RecordHandle;
  readonly fields: FieldTree;
  /** The fields as text: requests for the same fields go together. */
  readonly group: string;
}

/** Gathers what one operation asks of a source, so that all subjects with the same fields are read in one call. */
export class SubjectLoader {
  private readonly loader: DataLoader<Request, AgencyRecord | null, string>;

  constructor(source: AgencySource) {
    this.loader = new DataLoader((requests) => readAll(source, requests), {
      cacheKeyFn: ({ group, handle }) => `${group} ${handle}`,
    });
  }

  /** The record behind `handle` with `fields`, or null when the source has none or restricts it. */
  load(handle: string, fields: FieldTree): Promise<AgencyRecord | null> {
    return this.loader.load({ handle: handle as RecordHandle, fields, group: printFieldTree(fields) });
  }
}

async function readAll(source: AgencySource, requests: readonly Request[]): Promise<(AgencyRecord | null)[]> {
  const groups = new Map<string, Request[]>();
  for (const request of requests) groups.set(request.group, [...(groups.get(request.group) ?? []), request]);
  const records = new Map<string, ReadonlyMap<RecordHandle, AgencyRecord>>();
  await Promise.all(
    [...groups].map(async ([group, members]) => {
      const [first] = members;
      if (first)
        records.set(
          group,
          await source.read(
            members.map(({ handle }) => handle),
            first.fields,
          ),
        );
    }),
  );
  return requests.map(({ group, handle }) => records.get(group)?.get(handle) ?? null);
}
