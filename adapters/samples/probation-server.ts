import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One case as a probation case system holds it, in the format of its API's own answers. */
export interface NativeCase {
  readonly crn: string;
  /** `ProbationCaseDetail` objects under this case reference number. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** `AddressWrapper`. */
  readonly addresses: unknown;
  /** `SupervisionResponse`. */
  readonly supervisions: unknown;
  /** `LimitedAccessDetail`. */
  readonly accessLimitations: unknown;
}

/** What a case system was asked. */
export interface NativeRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** An answer that stands in for the one the case system would give. */
export interface NativeAnswer {
  readonly status: number;
  /** Sent as it is. */
  readonly body: string;
}

export interface ProbationServerOptions {
  readonly cases: readonly NativeCase[];
  /** Lets a case system misbehave; undefined leaves the answer alone. */
  readonly disturb?: (request: NativeRequest) => NativeAnswer | undefined;
}

export interface ProbationServer {
  /** Where the API's paths begin. */
  readonly url: string;
  /** All requests so far, oldest first. */
  readonly requests: readonly NativeRequest[];
  close(): Promise<void>;
}

const BODY_LIMIT = 100_000;
const NOT_FOUND: NativeAnswer = { status: 404, body: JSON.stringify({ status: 404, message: 'Not found' }) };

/** A probation case system with an HTTP JSON API on a free loopback port. */
export async function startProbationServer(options: ProbationServerOptions): Promise<ProbationServer> {
  const requests: NativeRequest[] = [];
  const server = createServer((request, response) => {
    answer(options, requests, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { cases, disturb }: ProbationServerOptions,
  requests: NativeRequest[],
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const asked = { method: request.method ?? '', path: request.url ?? '', body: await readJson(request) };
  requests.push(asked);
  const { status, body } = disturb?.(asked) ?? route(cases, asked);
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function route(cases: readonly NativeCase[], { method, path, body }: NativeRequest): NativeAnswer {
  if (method === 'POST' && path === '/search/probation-cases') {
    return found(cases.flatMap(({ records }) => records).filter((record) => matches(record, body)));
  }
  if (method !== 'GET') return NOT_FOUND;
  const [, crn, part] = /^\/case\/([^/]+)\/(supervisions|addresses|access-limitations)$/.exec(path) ?? [];
  const held = cases.find((one) => one.crn === decodeURIComponent(crn ?? ''));
  if (!held) return NOT_FOUND;
  if (part === 'supervisions') return found(held.supervisions);
  return found(part === 'addresses' ? held.addresses : held.accessLimitations);
}

const found = (value: unknown): NativeAnswer => ({ status: 200, body: JSON.stringify(value) });

/** `SearchRequest`: all that is given must be equal, names in any case. */
function matches(record: NativeCase['records'][number], body: unknown): boolean {
  if (!isObject(body)) return false;
  const { otherIds } = record;
  const held = { ...record, ...(isObject(otherIds) ? otherIds : {}) };
  const asked = Object.entries(body).filter(([, value]) => typeof value === 'string');
  return asked.length > 0 && asked.every(([key, value]) => same(held, key, String(value)));
}

function same(held: Readonly<Record<string, unknown>>, key: string, value: string): boolean {
  const own = held[key];
  return typeof own === 'string' && own.toLowerCase() === value.toLowerCase();
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > BODY_LIMIT) throw new RangeError('The request is too long.');
  }
  return text === '' ? null : JSON.parse(text);
}
