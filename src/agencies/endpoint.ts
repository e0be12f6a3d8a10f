import type { Dispatcher } from 'undici';

import type { AgencyQuestion } from '../domain/agency-operation';

/** An answer of an endpoint that cannot be worked with; the message says why in our words, never in the endpoint's. */
export class UnfitAnswer extends Error {
  override readonly name = 'UnfitAnswer';
}

/** How an endpoint is reached. */
export interface EndpointOptions {
  readonly url: URL;
  readonly dispatcher: Dispatcher;
  /** Milliseconds that one request may take. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  /** A disclosure grant for a request, as a compact JWS; without it requests go bare. */
  readonly grantFor?: (question: AgencyQuestion) => Promise<string>;
}

/** An operation, and what of the agency's records it reads. */
export interface EndpointOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly question: AgencyQuestion;
  /** Sends it without a grant. */
  readonly bare?: boolean;
}

/** What a GraphQL endpoint answered. */
export interface EndpointAnswer {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly hasErrors: boolean;
}

/** One agency's GraphQL endpoint over HTTP: bounded, without redirects, each fault in words. */
export class AgencyEndpoint {
  constructor(private readonly options: EndpointOptions) {}

  get url(): URL {
    return this.options.url;
  }

  /**
   * The answer to an operation, whatever its status.
   *
   * @throws UnfitAnswer when there is none, or it is no GraphQL over HTTP.
   */
  async send(operation: EndpointOperation): Promise<EndpointAnswer> {
    const { response, text } = await this.exchange(operation, await this.headersFor(operation));
    const { statusCode: status } = response;
    if (status >= 300 && status < 400)
      throw new UnfitAnswer('redirects, which the gateway does not follow: give the address itself');
    if (isRefusal(status)) return { status, text, data: null, hasErrors: true };
    if (!isJson(response.headers['content-type']))
      throw new UnfitAnswer('answers something else than application/json: check the path of the address');
    return { status, text, ...parsed(text) };
  }

  /**
   * The data of an operation that must succeed.
   *
   * @throws UnfitAnswer when it does not.
   */
  async data(operation: EndpointOperation): Promise<Readonly<Record<string, unknown>>> {
    const { status, data, hasErrors } = await this.send(operation);
    if (isRefusal(status))
      throw new UnfitAnswer(`refuses with status ${status}: let the grants of this gateway in`);
    if (status !== 200) throw new UnfitAnswer(`answers with status ${status}: answer with 200`);
    if (hasErrors || data === null)
      throw new UnfitAnswer('answers with errors to what its schema offers: see the log of the agency');
    return data;
  }

  private async headersFor({ question, bare }: EndpointOperation): Promise<Readonly<Record<string, string>>> {
    const { grantFor } = this.options;
    if (grantFor === undefined || bare === true) return {};
    return { authorization: `Bearer ${await grantFor(question)}` };
  }

  private async exchange(
    { query, variables = {} }: EndpointOperation,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ readonly response: Dispatcher.ResponseData; readonly text: string }> {
    const { url, dispatcher, deadlineMs, maxBytes } = this.options;
    try {
      const response = await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(deadlineMs),
      });
      return { response, text: await boundedText(response.body, maxBytes) };
    } catch (error) {
      throw error instanceof UnfitAnswer ? error : new UnfitAnswer(describeFailure(error, deadlineMs));
    }
  }
}

/** Whether an agency says that the request is not permitted. */
export const isRefusal = (status: number): boolean => status === 401 || status === 403;

async function boundedText(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new UnfitAnswer(`answers more than ${maxBytes} bytes: answer what is asked for only`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function describeFailure(error: unknown, deadlineMs: number): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof Error && error.name === 'TimeoutError')
    return `does not answer within ${deadlineMs} ms: make it faster, or check the network`;
  if (code === 'ECONNREFUSED') return 'refuses the connection: check that it runs, and its port';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'has a host name that is not known: check the address';
  if (/CERT|TLS|SSL/.test(code))
    return 'has a TLS certificate that is not trusted here: renew it or name its issuer';
  return 'breaks the connection off: see the log of the agency';
}

const isJson = (contentType: string | string[] | undefined): boolean =>
  typeof contentType === 'string' && /^application\/(graphql-response\+)?json\b/i.test(contentType);

function parsed(text: string): Pick<EndpointAnswer, 'data' | 'hasErrors'> {
  const answer = parseObject(text);
  if (answer === null) throw new UnfitAnswer('answers no JSON object: answer GraphQL over HTTP');
  const data = answer['data'];
  return { data: isObject(data) ? data : null, hasErrors: answer['errors'] !== undefined };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a JSON value is an object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
