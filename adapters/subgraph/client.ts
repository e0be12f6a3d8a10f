import { Pool } from 'undici';
import type { AgencyOperation } from '../../src/domain/agency-operation';
import type { SubgraphConfig } from './config';
import { sourceUnavailable } from './errors';

const OK = 200;

/** The agency's own subgraph over kept-alive connections; redirects are not followed. */
export class SubgraphClient {
  private readonly pool: Pool;
  private readonly headers: Record<string, string>;

  constructor(private readonly config: SubgraphConfig) {
    this.headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(config.authorization === undefined ? {} : { authorization: config.authorization }),
    };
    this.pool = new Pool(new URL(config.url).origin, {
      connections: config.connections,
      connectTimeout: config.connectTimeout,
      headersTimeout: config.answerTimeout,
      bodyTimeout: config.answerTimeout,
      maxResponseSize: config.maximumAnswerSize,
    });
  }

  /** The data of an operation. @throws GatewayError INTERNAL when it fails in any way */
  async ask({ query, variables }: AgencyOperation): Promise<Readonly<Record<string, unknown>>> {
    const { pathname, search } = new URL(this.config.url);
    const body = JSON.stringify({ query, variables });
    const answer = await this.fetch({ method: 'POST', path: `${pathname}${search}`, body });
    if (!isObject(answer) || answer['errors'] !== undefined || !isObject(answer['data']))
      throw sourceUnavailable('it answered with errors');
    return answer['data'];
  }

  /** What the agency's search screen answers; an empty list where it has none. */
  async search(by: URLSearchParams): Promise<readonly unknown[]> {
    const { searchUrl } = this.config;
    if (searchUrl === undefined) return [];
    const { origin, pathname } = new URL(searchUrl);
    if (origin !== new URL(this.config.url).origin) throw sourceUnavailable('its search screen is elsewhere');
    const found = await this.fetch({ method: 'GET', path: `${pathname}?${by.toString()}` });
    return Array.isArray(found) ? (found as readonly unknown[]) : [];
  }

  /** Ends the connections; a request under way fails. */
  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async fetch(request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly body?: string;
  }): Promise<unknown> {
    try {
      const { statusCode, body } = await this.pool.request({ ...request, headers: this.headers });
      const text = await body.text();
      if (statusCode === OK) return JSON.parse(text) as unknown;
    } catch {
      throw sourceUnavailable('it gave no answer');
    }
    throw sourceUnavailable('it answered with another status than 200');
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
