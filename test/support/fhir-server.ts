import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { answers, heldList, summarised, type Held } from './fhir-search';

/** What a FHIR server was asked. */
export interface FhirAsked {
  readonly method: string;
  readonly type: string;
  readonly path: string;
  readonly url: string;
  readonly parameters: URLSearchParams;
  readonly elements: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** An answer that stands in for the server's own. */
export interface FhirFault {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends nothing until the connection ends. */
  readonly hangs?: boolean;
}

export interface FhirServerOptions {
  readonly resources: readonly Held[];
  /** Lets the server misbehave; undefined leaves the answer alone. */
  readonly disturb?: (asked: FhirAsked) => FhirFault | undefined;
  /** Answers GP Connect's operation from these resources. */
  readonly structuredRecord?: boolean;
}

export interface TestFhirServer {
  /** Where the server's paths begin. */
  readonly url: string;
  /** All requests so far, oldest first. */
  readonly asked: FhirAsked[];
  close(): Promise<void>;
}

const BASE = '/fhir/R4';

/** The resources of the ndjson and JSON files of a folder. */
export async function resourcesOf(folder: string): Promise<readonly Held[]> {
  const names = (await readdir(folder)).filter((name) => /\.(json|ndjson)$/.test(name)).sort();
  const files = names.map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8');
    const contents = name.endsWith('.ndjson')
      ? text.split('\n').filter((line) => line.trim() !== '')
      : [text];
    return contents.flatMap((one) => {
      const content = JSON.parse(one) as Held;
      return content['resourceType'] === 'Bundle'
        ? heldList(content['entry']).flatMap(({ resource }) => heldList(resource))
        : [content];
    });
  });
  return (await Promise.all(files)).flat();
}

/** A FHIR server on a free loopback port: search with `_elements`, `_count` and `next` links, read, and GP Connect. */
export async function startFhirServer(options: FhirServerOptions): Promise<TestFhirServer> {
  const asked: FhirAsked[] = [];
  const server = createServer((request, response) => {
    answer(options, asked, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${BASE}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: FhirServerOptions,
  log: FhirAsked[],
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const asked = await read(request);
  log.push(asked);
  const fault = options.disturb?.(asked);
  if (fault?.hangs) return;
  const content = fault ? undefined : respond(options, asked, `http://${request.headers.host ?? ''}`);
  response.writeHead(fault?.status ?? (content === null ? 404 : 200), {
    'content-type': 'application/fhir+json',
    ...fault?.headers,
  });
  response.end(
    fault ? (fault.body ?? '{}') : JSON.stringify(content ?? { resourceType: 'OperationOutcome' }),
  );
}

async function read(request: IncomingMessage): Promise<FhirAsked> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  const url = new URL(request.url ?? '/', 'http://server.invalid');
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const parameters = isForm ? new URLSearchParams(text) : url.searchParams;
  const path = url.pathname.slice(BASE.length).replace(/\/_search$/, '');
  return {
    method: request.method ?? '',
    type: path.split('/')[1] ?? '',
    path,
    url: url.href,
    parameters,
    elements: parameters.get('_elements')?.split(',') ?? [],
    headers: request.headers,
    body: text === '' || isForm ? null : JSON.parse(text),
  };
}

function respond(
  { resources, structuredRecord }: FhirServerOptions,
  asked: FhirAsked,
  origin: string,
): Held | null {
  const [, type = '', id, below] = asked.path.split('/').map(decodeURIComponent);
  if (structuredRecord === true && id === '$gpc.getstructuredrecord')
    return structured(resources, asked.body);
  if (id === undefined)
    return page(
      resources.filter((one) => one['resourceType'] === type),
      asked,
      origin,
    );
  if (below !== undefined) {
    const owned = new URLSearchParams({ patient: id });
    return bundleOf(resources.filter((one) => one['resourceType'] === below && answers(one, owned)));
  }
  const found = resources.find((one) => one['resourceType'] === type && one['id'] === id);
  return found ? summarised(found, asked.parameters.get('_elements')) : null;
}

const bundleOf = (found: readonly Held[], links: readonly Held[] = []): Held => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: links,
  entry: found.map((resource) => ({ resource })),
});

function page(candidates: readonly Held[], { parameters, path }: FhirAsked, origin: string): Held {
  const found = candidates.filter((one) => answers(one, parameters));
  const size = Number(parameters.get('_count') ?? 20);
  const from = Number(parameters.get('_page') ?? 0);
  const shown = found.slice(from, from + size).map((one) => summarised(one, parameters.get('_elements')));
  if (from + size >= found.length) return bundleOf(shown);
  const next = new URLSearchParams(parameters);
  next.set('_page', String(from + size));
  return bundleOf(shown, [{ relation: 'next', url: `${origin}${BASE}${path}?${next.toString()}` }]);
}

/** What each part of the operation's parameters brings beside the patient (GP Connect 1.6). */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  includeAllergies: ['AllergyIntolerance'],
  includeMedication: ['MedicationStatement', 'MedicationRequest', 'Medication'],
  includeProblems: ['Condition'],
  includeImmunisations: ['Immunization'],
  includeConsultations: ['Encounter', 'Practitioner', 'PractitionerRole', 'Organization'],
  includeUncategorisedData: ['Observation'],
};

function structured(resources: readonly Held[], body: unknown): Held | null {
  const parameters = heldList(body).flatMap(({ parameter }) => heldList(parameter));
  const [number] = parameters
    .flatMap(({ valueIdentifier }) => heldList(valueIdentifier))
    .map(({ value }) => value);
  const isNumber = (one: Held): boolean => heldList(one['identifier']).some(({ value }) => value === number);
  const patient = resources.find((one) => one['resourceType'] === 'Patient' && isNumber(one));
  if (!patient) return null;
  const types = new Set(parameters.flatMap(({ name }) => PARTS[String(name)] ?? []));
  const owned = new URLSearchParams({ patient: String(patient['id']) });
  const held = resources.filter((one) => types.has(String(one['resourceType'])));
  const found = held.filter((one) => (one['subject'] ?? one['patient']) === undefined || answers(one, owned));
  const lists = resources.filter(
    (one) => one['resourceType'] === 'List' && types.size > 0 && answers(one, owned),
  );
  return { ...bundleOf([patient, ...found, ...lists]), type: 'collection' };
}
