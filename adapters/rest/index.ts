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
import type { Handles } from '../shared/sealed-handles';
import { withinPeriod } from '../shared/within-period';
import { isOpenCase } from './access';
import { REST_OFFERS } from './capabilities';
import { ProbationClient } from './client';
import { restConfigSchema, type RestConfigInput } from './config';
import { configInvalid } from './errors';
import { openIntegrationSource } from './integration';
import type { CaseSearch } from './native';
import { caseAddresses, caseName } from './person';
import { selectReads, type CaseReads } from './select';
import { translateCase, type CaseAnswers } from './translate';

/** What a source over an HTTP JSON API is opened with. */
export interface RestSourceOptions {
  readonly config: RestConfigInput;
  /** Counts ages where the API gives none; without it they are not answered. */
  readonly clock?: Clock | undefined;
  /** The agency's record handles; case reference numbers that a search finds are entered in it. */
  readonly handles: Handles;
}

const LONGEST_SEARCH_LIST = 20;

/**
 * Opens a source over a probation service's HTTP JSON API. Nothing is asked until something is read.
 * @throws GatewayError CONFIG_INVALID for malformed settings.
 */
export function openRestSource({ config, handles, clock }: RestSourceOptions): AgencySource {
  const parsed = restConfigSchema.safeParse(config);
  if (!parsed.success) throw configInvalid(parsed.error);
  if (parsed.data.api === 'hmpps-integration') return openIntegrationSource(parsed.data, { handles, clock });
  return new RestSource(parsed.data.agency as AgencyId, new ProbationClient(parsed.data), handles);
}

class RestSource implements AgencySource {
  readonly offers = REST_OFFERS;

  constructor(
    readonly agency: AgencyId,
    private readonly client: ProbationClient,
    private readonly handles: Handles,
  ) {}

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): Promise<ReadonlyMap<RecordHandle, AgencyRecord>> {
    const reads = selectReads(fields);
    const answers = await Promise.all([...new Set(handles)].map((handle) => this.readCase(handle, reads)));
    return new Map(
      answers
        .filter((answer) => answer !== null)
        .map((answer) => [answer.handle, withinPeriod(translateCase(answer, fields, this.handles), options)]),
    );
  }

  async search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    const question = searchQuestion(by);
    if (question === null) return [];
    const found = await this.client.search(question);
    const crns = [...new Set(found.map(({ otherIds }) => otherIds.crn))].slice(
      0,
      by.limit ?? LONGEST_SEARCH_LIST,
    );
    const matches = await Promise.all(crns.map((crn) => this.match(crn)));
    return matches.filter((match) => match !== null);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async readCase(handle: RecordHandle, reads: CaseReads): Promise<CaseAnswers | null> {
    const crn = this.handles.keyOf(handle);
    if (crn === undefined) return null;
    const records = await this.openRecords(crn);
    if (records === null) return null;
    const [addresses, supervisions] = await Promise.all([
      reads.addresses ? this.client.addresses(crn) : [],
      reads.supervisions ? this.client.supervisions(crn) : {},
    ]);
    return { handle, crn, records, addresses, supervisions };
  }

  /** The records of a case that may be read, or null, whether it is limited or does not exist. */
  private async openRecords(crn: string): Promise<CaseAnswers['records'] | null> {
    const [records, limitations] = await Promise.all([
      this.client.search({ crn }),
      this.client.accessLimitations(crn).catch(() => null),
    ]);
    const [first, ...others] = records;
    return first !== undefined && isOpenCase(crn, records, limitations) ? [first, ...others] : null;
  }

  private async match(crn: string): Promise<LocalMatch | null> {
    const records = await this.openRecords(crn);
    if (records === null) return null;
    const [record] = records;
    const addresses = caseAddresses(await this.client.addresses(crn));
    const current = addresses.find(({ to }) => to === null) ?? addresses.at(0);
    return {
      handle: this.handles.handleOf(crn),
      name: caseName(record) ?? '',
      dateOfBirth: toPartialDate(record.dateOfBirth),
      address: current ? [...current.lines, current.postcode].filter((part) => part).join(', ') : null,
    };
  }
}

/** The API matches whole first names and surnames; the last word of the name is taken as the surname. */
function searchQuestion({ name, dateOfBirth }: LocalSearch): CaseSearch | null {
  const words = name?.trim().split(/\s+/).filter(Boolean) ?? [];
  const surname = words.at(-1);
  const firstName = words.length > 1 ? words[0] : undefined;
  const born = toPartialDate(dateOfBirth);
  if (surname === undefined && born === null) return null;
  return {
    ...(firstName === undefined ? {} : { firstName }),
    ...(surname === undefined ? {} : { surname }),
    ...(born === null ? {} : { dateOfBirth: born }),
  };
}
