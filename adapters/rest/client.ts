import { Pool } from 'undici';
import type { z } from 'zod';
import type { RestConfig } from './config';
import { causeOf, sourceMalformed, sourceUnavailable, type Endpoint } from './errors';
import {
  accessLimitationsAnswer,
  addressesAnswer,
  searchAnswer,
  supervisionsAnswer,
  type AccessLimitations,
  type CaseSearch,
  type ProbationAddress,
  type ProbationCase,
  type Supervisions,
} from './native';

interface Question<Schema extends z.ZodType> {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly body?: CaseSearch;
  readonly schema: Schema;
}

const OK = 200;

/** The probation case API over kept-alive connections. Every method fails with the adapter's own errors. */
export class ProbationClient {
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

  /** The cases that match; an empty list for none. */
  async search(by: CaseSearch): Promise<readonly ProbationCase[]> {
    return this.ask({ endpoint: 'search', path: '/search/probation-cases', body: by, schema: searchAnswer });
  }

  async accessLimitations(crn: string): Promise<AccessLimitations> {
    const path = `${casePath(crn)}/access-limitations`;
    return this.ask({ endpoint: 'access-limitations', path, schema: accessLimitationsAnswer });
  }

  async addresses(crn: string): Promise<readonly ProbationAddress[]> {
    const path = `${casePath(crn)}/addresses`;
    const answer = await this.ask({ endpoint: 'addresses', path, schema: addressesAnswer });
    return answer.contactDetails?.addresses ?? [];
  }

  async supervisions(crn: string): Promise<Supervisions> {
    const path = `${casePath(crn)}/supervisions`;
    return this.ask({ endpoint: 'supervisions', path, schema: supervisionsAnswer });
  }

  /** Ends the connections; a request under way fails. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async ask<Schema extends z.ZodType>(question: Question<Schema>): Promise<z.output<Schema>> {
    const parsed = question.schema.safeParse(await this.fetch(question));
    if (!parsed.success) throw sourceMalformed(question.endpoint);
    return parsed.data;
  }

  private async fetch({ endpoint, path, body }: Question<z.ZodType>): Promise<unknown> {
    let status: number;
    let text: string;
    try {
      const answer = await this.pool.request({
        method: body === undefined ? 'GET' : 'POST',
        path: `${this.basePath}${path}`,
        headers: this.headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      status = answer.statusCode;
      text = await answer.body.text();
    } catch (error) {
      throw sourceUnavailable(endpoint, causeOf(error));
    }
    if (status !== OK) throw sourceUnavailable(endpoint, status);
    try {
      return JSON.parse(text);
    } catch {
      throw sourceMalformed(endpoint);
    }
  }
}

function casePath(crn: string): string {
  return `/case/${encodeURIComponent(crn)}`;
}
