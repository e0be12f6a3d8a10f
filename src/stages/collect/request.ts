import type { Dispatcher } from 'undici';

import type { AgencyRecord } from '../../domain/agency-source';
import { agencyOperation } from '../../domain/agency-operation';
import type { FieldTree } from '../../domain/field-tree';
import type { Period } from '../../domain/period';
import type { RecordHandle } from '../../domain/ids';
import type { AgencyStatus } from '../../domain/review';
import { parseStrictJson } from './json-text';

/** Where and within which bounds one agency is asked. */
export interface AgencyRequest {
  readonly dispatcher: Dispatcher;
  readonly endpoint: URL;
  readonly handles: readonly RecordHandle[];
  readonly fields: FieldTree;
  /** Null asks for statements of any time. */
  readonly period: Period | null;
  readonly maxBytes: number;
  /** The disclosure grant, as a compact JWS. */
  readonly grant: string;
  readonly signal: AbortSignal;
}

/** One agency's answer: its status, and the records that can be read of it. */
export interface AgencyAnswer {
  readonly status: AgencyStatus;
  /** Records by handle; a handle that the agency does not answer is left out. */
  readonly records: ReadonlyMap<RecordHandle, AgencyRecord>;
  /** Whether the same request may well be answered when it is sent again. */
  readonly transient: boolean;
}

const NOTHING: ReadonlyMap<RecordHandle, AgencyRecord> = new Map();

/** The answer of an agency of which nothing can be read. */
export const nothing = (status: AgencyStatus, transient = false): AgencyAnswer => ({
  status,
  records: NOTHING,
  transient,
});

/** Answers of something before the agency that has not reached it (RFC 9110, sections 15.6.3 to 15.6.5). */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/** A connection that was refused, or broke: codes of Node and of undici. */
const TRANSIENT_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

/** A JSON body, without parameters such as a character set. */
const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;|$)/i;

/**
 * Asks one agency for the records behind `handles` in one `_entities` request (Apollo Federation subgraph
 * specification). It never throws: whatever goes wrong is this agency's status and nobody else's. Redirects are not
 * followed, and neither the agency's error texts nor the transport's leave this function.
 */
export async function askAgency(request: AgencyRequest): Promise<AgencyAnswer> {
  try {
    const response = await send(request);
    if (response.statusCode === 401 || response.statusCode === 403) return await dropped(response, 'REFUSED');
    if (response.statusCode !== 200)
      return await dropped(response, 'UNAVAILABLE', TRANSIENT_STATUSES.has(response.statusCode));
    if (!isJson(response.headers['content-type'])) return await dropped(response, 'INVALID');
    const body = await readBody(response.body, request.maxBytes);
    return body === null ? nothing('INVALID') : readAnswer(body, request.handles);
  } catch (error) {
    return nothing('UNAVAILABLE', !request.signal.aborted && TRANSIENT_CODES.has(codeOf(error)));
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const send = (request: AgencyRequest): Promise<Dispatcher.ResponseData> =>
  request.dispatcher.request({
    origin: request.endpoint.origin,
    path: `${request.endpoint.pathname}${request.endpoint.search}`,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${request.grant}`,
    },
    body: JSON.stringify(agencyOperation(request)),
    signal: request.signal,
  });

async function dropped(
  response: Dispatcher.ResponseData,
  status: AgencyStatus,
  transient = false,
): Promise<AgencyAnswer> {
  await response.body.dump();
  return nothing(status, transient);
}

const isJson = (contentType: string | string[] | undefined): boolean =>
  typeof contentType === 'string' && JSON_TYPE.test(contentType);

/** The body as text, or null when it is larger than `maxBytes`. */
async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer(body: string, handles: readonly RecordHandle[]): AgencyAnswer {
  const answer = parseStrictJson(body);
  if (!isObject(answer)) return nothing('INVALID');
  const entities = isObject(answer['data']) ? answer['data']['_entities'] : undefined;
  if (!Array.isArray(entities) || entities.length !== handles.length) return nothing('INVALID');
  const asked: ReadonlySet<string> = new Set(handles);
  const records = new Map<RecordHandle, AgencyRecord>();
  for (const entity of entities as unknown[]) {
    if (entity === null) continue;
    if (!isRecord(entity) || !asked.has(entity.handle)) return nothing('INVALID');
    records.set(entity.handle as RecordHandle, entity);
  }
  return { status: answer['errors'] === undefined ? 'OK' : 'PARTIAL', records, transient: false };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entity's fields are checked one by one where they are copied; here only that it says whose it is. */
const isRecord = (value: unknown): value is AgencyRecord =>
  isObject(value) && typeof value['handle'] === 'string';
