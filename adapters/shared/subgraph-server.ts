import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { AgencySource, LocalSearch } from '../../src/domain/agency-source';
import { CATALOGUE } from '../../src/errors/catalogue';
import type { DisclosureLedger } from './disclosure-ledger';
import type { Grant, GrantVerifier } from './grant-verifier';
import { countingPlugin, GrantedOperation, recordGrantRefusal } from './granted-operation';
import type { MatchingScope } from './contact-match';
import { proposalFor } from './contact-desk';
import { SubjectLoader } from './subject-loader';
import { subgraphSchema, type SubgraphContext } from './subgraph-schema';

/** A GraphQL operation that came with a grant that holds: what this agency was asked. */
export interface ReceivedQuery {
  readonly query: string;
  readonly variables: unknown;
}

export interface SubgraphOptions {
  readonly source: AgencySource;
  /** Stands before the data: without a grant of the gateway that holds, nothing but the contract is served. */
  readonly grants: GrantVerifier;
  /** The agency's own audit: a line is durable before anything is answered. */
  readonly ledger?: DisclosureLedger;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Loopback by default. */
  readonly host?: string;
  /**
   * Serves the agency's own search screen at `GET /records`, and what a contact check's answer could be at
   * `POST /contact-proposals`; only for the agency's own staff. Off by default.
   */
  readonly localSearch?: boolean;
  /** What the agency has said of its own search; without it a person looks at every answer. */
  readonly matching?: MatchingScope;
  /** Called with each operation before it is answered. */
  readonly onQuery?: (received: ReceivedQuery) => void;
  /** The agency's own operational log; never written to the caller. */
  readonly log?: (message: string, cause: unknown) => void;
}

export interface Subgraph {
  /** Where the GraphQL endpoint is. */
  readonly url: string;
  readonly port: number;
  /** The latest operations, oldest first, at most `KEPT_QUERIES` of them. */
  readonly received: readonly ReceivedQuery[];
  /** Stops accepting, ends what is open and frees the port. The source stays open: it is its opener's to close. */
  close(): Promise<void>;
}

const KEPT_QUERIES = 1_000;
const BODY_LIMIT = 256_000;
const FAILURE = { message: 'The agency could not answer.', extensions: { code: 'AGENCY_ERROR' } } as const;
const FAILED = JSON.stringify({ errors: [FAILURE] });
const refusal = (code: 'GRANT_REFUSED' | 'GRANT_EXCEEDED'): string =>
  JSON.stringify({ errors: [{ message: CATALOGUE[code].sentence, extensions: { code } }] });
/** What a gateway reads when the agency is registered: the published contract, for which nobody needs a grant. */
const CONTRACT_QUERY = /^\s*(?:query\s*\w*\s*)?\{\s*_service\s*\{\s*sdl\s*\}\s*\}\s*$/;
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Serves `source` as an Apollo Federation v2 subgraph over HTTP. Whatever goes wrong, the caller is told only that the
 * agency could not answer. A handle that is unknown or restricted answers null.
 */
export async function serveSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  const apollo = startApollo(options);
  await apollo.start();
  const received: ReceivedQuery[] = [];
  const keep = (query: ReceivedQuery): void => {
    if (received.push(query) > KEPT_QUERIES) received.shift();
    options.onQuery?.(query);
  };
  const server = createServer((request, response) => {
    respond({ options, apollo, keep, request, response }).catch((error: unknown) => {
      options.log?.('request failed', error);
      if (response.headersSent) response.destroy();
      else send(response, 500, FAILED);
    });
  });
  const port = await listen(server, options);
  const host = options.host ?? '127.0.0.1';
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`,
    port,
    received,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await apollo.stop();
    },
  };
}

function startApollo({ log, source }: SubgraphOptions): ApolloServer<SubgraphContext> {
  const quiet = (): void => undefined;
  const report = (message: unknown): void => log?.('subgraph server', message);
  return new ApolloServer<SubgraphContext>({
    schema: subgraphSchema(source.offers),
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: { debug: quiet, info: quiet, warn: report, error: report },
    formatError: (formatted, error) => {
      if (formatted.extensions?.['code'] !== 'GRANT_EXCEEDED') log?.('operation failed', error);
      return FAILURE;
    },
    plugins: [
      countingPlugin,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

interface Exchange {
  readonly options: SubgraphOptions;
  readonly apollo: ApolloServer<SubgraphContext>;
  readonly keep: (query: ReceivedQuery) => void;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function respond(exchange: Exchange): Promise<void> {
  const { options, request, response } = exchange;
  const url = new URL(request.url ?? '/', 'http://agency.invalid');
  if (url.pathname === '/graphql' && request.method === 'POST') {
    await answerOperation(exchange, url);
  } else if (url.pathname === '/records' && request.method === 'GET' && options.localSearch === true) {
    send(response, 200, JSON.stringify(await options.source.search(readSearch(url))));
  } else if (
    url.pathname === '/contact-proposals' &&
    request.method === 'POST' &&
    options.localSearch === true
  ) {
    await proposeAnswer(exchange);
  } else {
    send(response, 404, FAILED);
  }
}

async function proposeAnswer({ options, request, response }: Exchange): Promise<void> {
  const body = await readBody(request);
  const proposal =
    body === null ? null : await proposalFor(options.source, parseJson(body), options.matching);
  send(response, proposal === null ? 400 : 200, proposal === null ? FAILED : JSON.stringify(proposal));
}

function readSearch(url: URL): LocalSearch {
  const name = url.searchParams.get('name');
  const dateOfBirth = url.searchParams.get('dateOfBirth');
  return { ...(name === null ? {} : { name }), ...(dateOfBirth === null ? {} : { dateOfBirth }) };
}

async function answerOperation(exchange: Exchange, url: URL): Promise<void> {
  const { options, keep, request, response } = exchange;
  const body = await readBody(request);
  const parsed = body === null ? null : parseJson(body);
  if (parsed === null) {
    send(response, body === null ? 413 : 400, FAILED);
    return;
  }
  const query = typeof parsed.query === 'string' ? parsed.query : '';
  const verdict = CONTRACT_QUERY.test(query)
    ? { grant: null, refused: null }
    : await options.grants.verify(bearerOf(request));
  if (verdict.refused !== null) {
    await recordGrantRefusal(options.ledger, verdict);
    send(response, CATALOGUE.GRANT_REFUSED.status, refusal('GRANT_REFUSED'));
    return;
  }
  if (verdict.grant) keep({ query, variables: parsed.variables });
  await execute(exchange, { url, body: parsed, grant: verdict.grant });
}

interface Operation {
  readonly url: URL;
  readonly body: object;
  readonly grant: Grant | null;
}

async function execute(
  { options, apollo, request, response }: Exchange,
  { url, body, grant }: Operation,
): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const operation = new GrantedOperation(grant, new SubjectLoader(options.source));
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: url.search, body },
    context: () => Promise.resolve({ operation }),
  });
  const status = answer.status ?? 200;
  const entry = operation.entry(status !== 200);
  if (entry) await options.ledger?.append(entry);
  if (operation.exceeded) send(response, CATALOGUE.GRANT_EXCEEDED.status, refusal('GRANT_EXCEEDED'));
  else send(response, status, await wholeBody(answer));
}

/** The token of `Authorization: Bearer` (RFC 6750); null where there is none. */
const bearerOf = ({ headers }: IncomingMessage): string | null =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;

async function wholeBody({ body }: HTTPGraphQLResponse): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const chunk of body.asyncIterator) text += chunk;
  return text;
}

/** The body as text, or null when it is larger than `BODY_LIMIT`. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): { readonly query?: unknown; readonly variables?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': JSON_TYPE, 'cache-control': 'no-store' }).end(body);
}

function listen(server: Server, { port = 0, host = '127.0.0.1' }: SubgraphOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
