import { Pool } from 'undici';

import type { Printed } from './operation';
import type { Principal } from './world';

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

/** The gateway under test: an address, tokens, and whatever it writes down. Another gateway needs only these. */
export interface Target {
  readonly url: string;
  tokenOf(principal: Principal): Promise<string>;
  /** What it has logged since the last call. */
  newLog(): string;
  /** Everything that it keeps or publishes, each under a name: rows of tables, keys and values, metrics. */
  stores(): Promise<ReadonlyMap<string, string>>;
}

/** An operation with who sends it and how. */
export interface Request extends Printed {
  readonly principal: Principal;
  readonly method: 'GET' | 'POST';
}

/** Longest text that fits the line of a GET request with what else is in its head. */
const LONGEST_GET = 6_000;

/** Sends operations over connections that are kept. */
export class Sender {
  readonly #target: Target;
  readonly #pool: Pool;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(target: Target, connections: number) {
    this.#target = target;
    this.#pool = new Pool(target.url, { connections, pipelining: 1, keepAliveTimeout: 60_000 });
  }

  async send(request: Request): Promise<Answer> {
    const { principal, query, variables, operationName, method } = request;
    const token = await this.#token(principal);
    const parameters = new URLSearchParams({
      query,
      variables: JSON.stringify(variables),
      ...(operationName !== null && { operationName }),
    }).toString();
    const isGet = method === 'GET' && parameters.length < LONGEST_GET;
    const { statusCode, headers, body } = await this.#pool.request({
      method: isGet ? 'GET' : 'POST',
      path: isGet ? `/graphql?${parameters}` : '/graphql',
      headers: {
        authorization: `Bearer ${token}`,
        ...(isGet ? { 'apollo-require-preflight': 'true' } : { 'content-type': 'application/json' }),
        ...(principal.forwarded && { 'x-forwarded-for': '203.0.113.7' }),
      },
      ...(!isGet && { body: JSON.stringify({ query, variables, operationName }) }),
    });
    return { status: statusCode, headers: JSON.stringify(headers), text: await body.text() };
  }

  #token(principal: Principal): Promise<string> {
    const key = JSON.stringify(principal);
    const token = this.#tokens.get(key) ?? this.#target.tokenOf(principal);
    this.#tokens.set(key, token);
    return token;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
