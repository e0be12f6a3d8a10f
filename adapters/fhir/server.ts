import type { LocalSearch } from '../../src/domain/agency-source';
import { toPartialDate } from '../shared/dates';
import { resourcesIn } from './bundle';
import { isClosed, withoutLocation, type FhirClient, type FoundPatient, type PatientRequest } from './client';
import type { Dialect, FhirServerConfig } from './config';
import { serverMalformed } from './errors';
import type { FhirHttp, FhirQuestion } from './http';
import { isObject, listOf, textOf, type JsonObject } from './json';
import { confidentialityOf, envelope, gather, RESOURCES } from './resources';
import type { PatientResources, Resource, ResourceType } from './resources';
import { needsOf, type Needs } from './select';
import { searchesOf } from './server-queries';

/** Read of every resource, whatever is asked for: labels close it, and mistakes are withdrawn. */
const ALWAYS = ['id', 'meta'];
/** Elements that a search screen compares and shows. */
const SEARCH_ELEMENTS = ['name', 'birthDate', 'address'];
const LONGEST_SEARCH_LIST = 20;

interface ServerParts {
  readonly http: FhirHttp;
  readonly dialect: Dialect;
  readonly config: FhirServerConfig;
}

interface Search {
  readonly type: ResourceType;
  readonly parameters: readonly (readonly [string, string])[];
  readonly elements: Iterable<string>;
}

/**
 * A FHIR R4 server, asked for what a plan needs and no more: `_elements` for the elements behind the fields, the
 * patient's own resources alone, findings by their code, and dates in the period. Local keys are ids of patients.
 */
export class FhirServer implements FhirClient {
  readonly findsByName = true;

  constructor(private readonly parts: ServerParts) {}

  async patient(key: string, { fields, period }: PatientRequest): Promise<PatientResources | null> {
    const { http, dialect, config } = this.parts;
    const needs = needsOf(fields, { dialect, dated: period !== undefined });
    const elements = config.elements ? `?_elements=${elementList(needs.get('Patient') ?? [])}` : '';
    const content = await http.ask({
      what: 'Patient',
      path: `/Patient/${encodeURIComponent(key)}${elements}`,
    });
    const patient = patientIn(content, dialect);
    if (patient?.resource.id !== key) return null;
    const open = patient.isRestricted ? withoutLocation(fields) : fields;
    const resources = await this.entries(key, {
      needs: needsOf(open, { dialect, dated: !!period }),
      fields: open,
      period,
    });
    return {
      ...resources,
      Patient: [patient.isRestricted ? withoutPlaces(patient.resource) : patient.resource],
    };
  }

  async search(by: LocalSearch): Promise<readonly FoundPatient[]> {
    const parameters = this.searchParameters(by);
    if (parameters.length === 0) return [];
    const found = await this.all(
      { type: 'Patient', parameters, elements: SEARCH_ELEMENTS },
      LONGEST_SEARCH_LIST,
    );
    return found.flatMap((content) => {
      const patient = patientIn(content, this.parts.dialect);
      if (!patient) return [];
      const { resource, isRestricted } = patient;
      return [{ key: resource.id, patient: isRestricted ? withoutPlaces(resource) : resource }];
    });
  }

  keys(): Promise<Iterable<string>> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    return this.parts.http.close();
  }

  private entries(
    key: string,
    { needs, fields, period }: PatientRequest & { readonly needs: Needs },
  ): Promise<PatientResources> {
    const asked = new Set(fields.keys());
    return gather(async (type) => {
      const elements = needs.get(type);
      if (!elements || type === 'Patient') return [];
      // Practitioners are not dated, and are read off the same encounters.
      const narrowed = type === 'Encounter' && asked.has('practitioners') ? undefined : period;
      const searches = searchesOf({ type, patientId: key, fields: asked, period: narrowed });
      const found = await Promise.all(searches.map((parameters) => this.all({ type, parameters, elements })));
      return parsed(type, found.flat());
    });
  }

  /** All resources that a search finds, page by page. */
  private async all({ type, parameters, elements }: Search, most = Infinity): Promise<readonly JsonObject[]> {
    const { http, dialect, config } = this.parts;
    const query = new URLSearchParams();
    for (const [name, value] of parameters) query.append(name, value);
    query.set('_count', String(config.pageSize));
    const all: JsonObject[] = [];
    if (config.elements) query.set('_elements', elementList(elements));
    let question: FhirQuestion | null = this.firstPage(type, query);
    for (let page = 0; question !== null && all.length < most; page += 1) {
      if (page >= config.maximumPages) throw serverMalformed(type, 'has more pages than may be read');
      const content = await http.ask(question);
      if (content === null) return all;
      if (!isObject(content) || content['resourceType'] !== 'Bundle')
        throw serverMalformed(type, 'answered a search with something else than a Bundle');
      all.push(...resourcesIn(content, dialect).filter(isObject));
      const next = listOf(content['link']).find(({ relation }) => relation === 'next')?.['url'];
      question = typeof next === 'string' ? { what: type, path: http.pathOf(next, type) } : null;
    }
    return all;
  }

  /** PDS keeps a patient's relatives below the patient; elsewhere they are searched for like any entry. */
  private firstPage(type: ResourceType, query: URLSearchParams): FhirQuestion {
    const { dialect, config } = this.parts;
    const owner = encodeURIComponent(query.get('patient') ?? '');
    if (dialect === 'pds' && type === 'RelatedPerson')
      return { what: type, path: `/Patient/${owner}/RelatedPerson` };
    if (config.postSearches) return { what: type, path: `/${type}/_search`, form: query };
    return { what: type, path: `/${type}?${query.toString()}` };
  }

  /** The last word of the name is taken as the surname. PDS wants the date's comparator written out. */
  private searchParameters({ name, dateOfBirth }: LocalSearch): Search['parameters'] {
    const words = name?.trim().split(/\s+/).filter(Boolean) ?? [];
    const family = words.at(-1);
    const given = words.slice(0, -1);
    const born = toPartialDate(dateOfBirth);
    const date = this.parts.dialect === 'pds' ? `eq${born ?? ''}` : (born ?? '');
    return [
      ...(family === undefined ? [] : [['family', family] as const]),
      ...given.map((one) => ['given', one] as const),
      ...(born === null ? [] : [['birthdate', date] as const]),
    ];
  }
}

const elementList = (elements: Iterable<string>): string => [...new Set([...ALWAYS, ...elements])].join(',');

interface ReadPatient {
  readonly resource: Resource<'Patient'>;
  readonly isRestricted: boolean;
}

/** The patient of an answer; null where there is none, or they are closed to everybody. */
function patientIn(content: unknown, dialect: Dialect): ReadPatient | null {
  const [value] = content === null ? [] : resourcesIn(content, dialect);
  const about = envelope.safeParse(value);
  const resource = RESOURCES.Patient.safeParse(value);
  if (!about.success || !resource.success || about.data.resourceType !== 'Patient') return null;
  const confidentiality = confidentialityOf(about.data);
  if (isClosed(confidentiality, dialect)) return null;
  return { resource: resource.data, isRestricted: confidentiality !== 'OPEN' };
}

const withoutPlaces = (patient: Resource<'Patient'>): Resource<'Patient'> => ({
  ...patient,
  address: [],
  telecom: [],
  contact: [],
});

/** The resources of `type`, each once, without those that a label closes. */
export function parsed<Type extends ResourceType>(
  type: Type,
  contents: readonly JsonObject[],
): readonly Resource<Type>[] {
  const found = new Map<string, Resource<Type>>();
  for (const content of contents) {
    const about = envelope.safeParse(content);
    const resource = RESOURCES[type].safeParse(content);
    if (textOf(content['resourceType']) !== type || !about.success || !resource.success) continue;
    if (confidentialityOf(about.data) === 'OPEN')
      found.set(resource.data.id, resource.data as Resource<Type>);
  }
  return [...found.values()];
}
