import DataLoader from 'dataloader';
import type { AgencyRecord, AgencySource } from '../../src/domain/agency-source';
import { printFieldTree, type FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';
import type { Period } from '../../src/domain/period';

interface Request {
  readonly handle: RecordHandle;
  readonly fields: FieldTree;
  readonly period: Period | null;
  /** The fields and the period as text: requests for the same go together. */
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

  /** The record behind `handle` with `fields`, narrowed to `period` where there is one, or null when the source has none or restricts it. */
  load(handle: string, fields: FieldTree, period: Period | null): Promise<AgencyRecord | null> {
    const group = `${printFieldTree(fields)} ${period?.from ?? ''}/${period?.to ?? ''}`;
    return this.loader.load({ handle: handle as RecordHandle, fields, period, group });
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
            first.period ? { period: first.period } : {},
          ),
        );
    }),
  );
  return requests.map(({ group, handle }) => records.get(group)?.get(handle) ?? null);
}
