import type { z } from 'zod';
import type { RestConfig } from './config';
import { sourceMalformed, type Endpoint } from './errors';
import { RestHttp } from './http';
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

/** The probation case API. Every method fails with the adapter's own errors. */
export class ProbationClient {
  private readonly http: RestHttp;

  constructor(config: RestConfig) {
    this.http = new RestHttp(config);
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
  close(): Promise<void> {
    return this.http.close();
  }

  private async ask<Schema extends z.ZodType>({
    schema,
    ...question
  }: Question<Schema>): Promise<z.output<Schema>> {
    const parsed = schema.safeParse(await this.http.ask(question));
    if (!parsed.success) throw sourceMalformed(question.endpoint);
    return parsed.data;
  }
}

function casePath(crn: string): string {
  return `/case/${encodeURIComponent(crn)}`;
}
