import { Pool } from 'undici';
import type { RestConfig } from './config';
import { causeOf, sourceMalformed, sourceUnavailable, type Endpoint } from './errors';

/** One question to the API; with a body it is a POST that changes nothing. */
export interface RestQuestion {
  readonly endpoint: Endpoint;
  /** Path below the base. */
  readonly path: string;
  readonly body?: unknown;
}

const OK = 200;
const NOT_FOUND = 404;

/** JSON over kept-alive connections to one API. Redirects are not followed. Fails with the adapter's own errors. */
export class RestHttp {
  private readonly pool: Pool;
  private readonly basePath: string;
  private readonly headers: Record<string, string>;

  constructor(config: RestConfig) {
    const base = new URL(config.baseUrl);
    this.basePath = base.pathname.replace(/\/$/, '');
    this.headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(config.authorization === undefined ? {} : { authorization: config.authorization }),
    };
    this.pool = new Pool(base.origin, {
      connections: config.connections,
      connectTimeout: config.connectTimeout,
      headersTimeout: config.answerTimeout,
      bodyTimeout: config.answerTimeout,
      maxResponseSize: config.maximumAnswerSize,
    });
  }

  /** The answer's JSON. */
  async ask(question: RestQuestion): Promise<unknown> {
    const { status, text } = await this.answer(question);
    if (status !== OK) throw sourceUnavailable(question.endpoint, status);
    return read(question, text);
  }

  /** The answer's JSON, or null where there is nothing of that name. */
  async askIfAny(question: RestQuestion): Promise<unknown> {
    const { status, text } = await this.answer(question);
    if (status === NOT_FOUND) return null;
    if (status !== OK) throw sourceUnavailable(question.endpoint, status);
    return read(question, text);
  }

  /** Ends the connections; a request under way fails. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async answer({
    endpoint,
    path,
    body,
  }: RestQuestion): Promise<{ readonly status: number; readonly text: string }> {
    try {
      const answer = await this.pool.request({
        method: body === undefined ? 'GET' : 'POST',
        path: `${this.basePath}${path}`,
        headers: this.headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (error) {
      throw sourceUnavailable(endpoint, causeOf(error));
    }
  }
}

function read({ endpoint }: RestQuestion, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw sourceMalformed(endpoint);
  }
}
