import { z } from 'zod';
import type {
  AgencyRecord,
  AgencySource,
  LocalMatch,
  LocalSearch,
  ReadOptions,
} from '../../../src/domain/agency-source';
import type { FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import type { Clock } from '../../../src/domain/ports';
import { toPartialDate } from '../../shared/dates';
import type { Handles } from '../../shared/sealed-handles';
import { withinPeriod } from '../../shared/within-period';
import type { RestConfig } from '../config';
import { RestHttp } from '../http';
import { joined } from '../person';
import {
  documentIn,
  ENDPOINTS,
  type DocumentName,
  type Documents,
  type IntegrationPerson,
} from './documents';
import { documentsBehind } from './select';
import { INTEGRATION_OFFERS, translateDocuments } from './translate';

const LONGEST_SEARCH_LIST = 20;

/** What the source is given by its host. */
export interface IntegrationDependencies {
  readonly handles: Handles;
  readonly clock?: Clock | undefined;
}

/** Opens a source over the HMPPS Integration API (v1); local keys are its `hmppsId`s. Nothing is asked until it is read. */
export function openIntegrationSource(
  config: RestConfig,
  dependencies: IntegrationDependencies,
): AgencySource {
  return new IntegrationSource(config.agency as AgencyId, new RestHttp(config), dependencies);
}

/**
 * Whether a person's record is open: the probation record is there and says that there is neither exclusion nor
 * restriction. A flag that is absent, or a person whom probation does not know, does not say so; not knowing means no.
 */
export function isOpenPerson(person: Documents['person']): boolean {
  const probation = person?.probationOffenderSearch;
  return probation?.currentExclusion === false && probation.currentRestriction === false;
}

class IntegrationSource implements AgencySource {
  readonly offers = INTEGRATION_OFFERS;

  constructor(
    readonly agency: AgencyId,
    private readonly http: RestHttp,
    private readonly dependencies: IntegrationDependencies,
  ) {}

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const records = [...new Set(handles)].map(async (handle) => {
      const record = await this.record(handle, fields);
      return record ? ([[handle, withinPeriod(record, options)]] as const) : [];
    });
    return new Map((await Promise.all(records)).flat());
  }

  async search({ name, dateOfBirth }: LocalSearch): Promise<readonly LocalMatch[]> {
    const query = searchQuery(name, toPartialDate(dateOfBirth));
    if (query === null) return [];
    const body = await this.http.ask({ endpoint: 'search', path: `/v1/persons?${query}` });
    const matches = await Promise.all(idsIn(body).map((id) => this.match(id)));
    return matches.filter((match) => match !== null);
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /** The person is asked for first and alone: nothing else is read of a record that turns out to be limited. */
  private async record(handle: RecordHandle, fields: FieldTree): Promise<AgencyRecord | null> {
    const { handles } = this.dependencies;
    const id = handles.keyOf(handle);
    if (id === undefined) return null;
    const person = await this.document(id, 'person');
    if (!isOpenPerson(person)) return null;
    const others = await Promise.all(
      [...documentsBehind(fields)].map(async (name) => [name, await this.document(id, name)] as const),
    );
    const documents = { ...Object.fromEntries(others), person };
    const at = this.dependencies.clock?.now();
    return translateDocuments({ handle, id, documents }, fields, { handles, at });
  }

  private async match(id: string): Promise<LocalMatch | null> {
    const person = await this.document(id, 'person');
    const record = person?.probationOffenderSearch;
    if (!record || !isOpenPerson(person)) return null;
    return {
      handle: this.dependencies.handles.handleOf(id),
      name: nameOf(record) ?? '',
      dateOfBirth: toPartialDate(record.dateOfBirth),
      address: null,
    };
  }

  private async document<Name extends DocumentName>(id: string, name: Name): Promise<Documents[Name]> {
    const path = `/v1/persons/${encodeURIComponent(id)}${ENDPOINTS[name]}`;
    return documentIn(name, await this.http.askIfAny({ endpoint: name, path }));
  }
}

const nameOf = ({ firstName, middleName, lastName }: IntegrationPerson): string | null =>
  joined([firstName, middleName, lastName]);

/** The API matches first and last names; the last word of the name is taken as the surname. */
function searchQuery(name: string | undefined, dateOfBirth: string | null): string | null {
  const words = name?.trim().split(/\s+/).filter(Boolean) ?? [];
  const lastName = words.at(-1);
  const firstName = words.length > 1 ? words[0] : undefined;
  const asked = Object.entries({
    first_name: firstName,
    last_name: lastName,
    date_of_birth: dateOfBirth ?? undefined,
  });
  const given = asked.flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as [string, string]],
  );
  return given.length === 0 ? null : new URLSearchParams(given).toString();
}

const found = z.object({ data: z.array(z.object({ hmppsId: z.string() }).nullable().catch(null)) });

function idsIn(body: unknown): readonly string[] {
  const parsed = found.safeParse(body);
  const ids = parsed.success ? parsed.data.data.flatMap((one) => one?.hmppsId ?? []) : [];
  return [...new Set(ids)].slice(0, LONGEST_SEARCH_LIST);
}
