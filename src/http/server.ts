import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { STATUS_CODES } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { Socket } from 'node:net';

import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

import { GRANT_KEYS_PATH } from '../domain/disclosure-grant';
import { CATALOGUE, type ErrorCode } from '../errors/catalogue';
import type { RequestContext } from '../graphql/context';
import { createContext, type ContextDependencies } from './context';

/** Largest request body, in bytes. */
const BODY_LIMIT = 1_024 * 1_024;

/** Sent with every answer: nothing is cached anywhere, nothing is sniffed, framed or referred. */
const HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
});
/** For answers that are no page: a browser that shows one runs and loads nothing (Content Security Policy, level 3). */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A year, in seconds (RFC 6797). */
const STRICT_TRANSPORT = 'max-age=31536000';
/** How often, in the time that a client has, it is looked whether it is over: Node's own half a minute is too seldom. */
const LOOKS = 10;

/** What the HTTP server is made of. */
export interface HttpServerOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly context: ContextDependencies;
  readonly log: Logger;
  readonly requestId: () => string;
  /** Looks at what leaves, after everything else. */
  readonly guardResponses: (server: FastifyInstance) => void;
  /** The listener's own TLS; undefined speaks plain HTTP. */
  readonly tls: ServerOptions | undefined;
  /** Networks of the proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Milliseconds in which a client has to send its whole request. */
  readonly requestTimeoutMs: number;
  /** Resolves when the parts that the gateway depends on answer. */
  readonly ready: () => Promise<boolean>;
  /** What disclosure grants are verified with: a JSON Web Key Set (RFC 7517), public keys only. */
  readonly grantKeys: () => Promise<object>;
}

/** The HTTP server: `/graphql`, `/.well-known/jwks.json`, `/health/live` and `/health/ready`; it does not listen yet. Apollo Server has been started. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { apollo, context, log, requestId, guardResponses, trustedProxies, tls, ready, grantKeys } = options;
  const limits = timeLimits(options.requestTimeoutMs);
  const server = Fastify({
    ...(tls ? { https: { ...tls, ...limits } } : { http: limits }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: limits.requestTimeout,
    clientErrorHandler: refuseUnread,
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  drainOnClose(server);
  addHeaders(server, tls !== undefined);
  refuseEncoded(server);
  guardResponses(server);
  server.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never its path or query, which may carry what a client put there.
    const route = request.routeOptions.url ?? 'unmatched';
    const ms = Math.round(reply.elapsedTime);
    log.info(
      { requestId: request.id, method: request.method, route, status: reply.statusCode, ms },
      'answered',
    );
  });
  server.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const code: ErrorCode = (error.statusCode ?? 500) < 500 ? 'REQUEST_INVALID' : 'INTERNAL';
    if (code === 'INTERNAL') log.error({ requestId: request.id, error: nameOf(error) }, 'unexpected error');
    await reply.status(error.statusCode ?? CATALOGUE[code].status).send(errorBody(code));
  });
  server.setNotFoundHandler(async (_request, reply) => {
    await reply.status(404).send(errorBody('NOT_FOUND'));
  });

  server.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) => createContext({ request, reply }, context),
    }),
  });
  server.get(GRANT_KEYS_PATH, async (_request, reply) =>
    reply.type('application/jwk-set+json').send(JSON.stringify(await grantKeys())),
  );
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const isReady = await ready();
    await reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' });
  });
  return server;
}

/** Headers have as long as all: where they have longer, Node holds a body to their time and headers to the body's. */
const timeLimits = (ms: number): TimeLimits => ({
  requestTimeout: ms,
  headersTimeout: ms,
  connectionsCheckingInterval: Math.ceil(ms / LOOKS),
});

interface TimeLimits {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
}

/** What is no request, or not a whole one in time, has no route and no headers of an answer: it is told and hung up on. */
function refuseUnread({ code }: { readonly code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return;
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify(errorBody('REQUEST_INVALID'));
  const headers = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`),
    'content-type: application/json; charset=utf-8',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function addHeaders(server: FastifyInstance, isTls: boolean): void {
  server.addHook('onSend', async (request, reply) => {
    reply.headers({ ...HEADERS, 'x-request-id': request.id });
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', NO_PAGE);
    if (isTls) reply.header('strict-transport-security', STRICT_TRANSPORT);
    if (reply.statusCode === 401) {
      // RFC 6750, section 3: without a reason where no token came.
      const isAnonymous = request.headers.authorization === undefined;
      reply.header('www-authenticate', isAnonymous ? 'Bearer' : 'Bearer error="invalid_token"');
    }
  });
}

/** Bodies in another charset than UTF-8 (RFC 8259, section 8.1) are not read. */
const OTHER_CHARSET = /;\s*charset\s*=\s*(?!"?utf-?8"?\s*(?:;|$))/iu;

/** Refuses a body that is compressed, since nothing is unpacked here, or in another charset than it is read in. */
function refuseEncoded(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers }, reply) => {
    const isPacked = (headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity';
    if (!isPacked && !OTHER_CHARSET.test(headers['content-type'] ?? '')) return;
    // RFC 9110, section 12.5.3: what would have been accepted.
    await reply.status(415).header('accept-encoding', 'identity').send(errorBody('REQUEST_INVALID'));
  });
}

/**
 * Once the server stops, requests that run are answered, new ones are sent elsewhere, and every answer ends its
 * connection, since one that is kept alive would keep the server from stopping.
 */
function drainOnClose(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onRequest', async (_request, reply) => {
    if (closing) await reply.status(CATALOGUE.DRAINING.status).send(errorBody('DRAINING'));
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

const errorBody = (code: ErrorCode): Readonly<Record<string, unknown>> => ({
  errors: [{ message: CATALOGUE[code].sentence, extensions: { code } }],
});

/** The kind of an error, for the log: its text may hold data. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
