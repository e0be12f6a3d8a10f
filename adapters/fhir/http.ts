import { readFile } from 'node:fs/promises';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { Pool } from 'undici';
import type { FhirServerConfig } from './config';
import { causeOf, configInvalid, serverMalformed, serverUnavailable } from './errors';
import { parseJson } from './json';

/** One question to the server. It changes nothing there, so it may be asked again. */
export interface FhirQuestion {
  /** For errors and logs: a resource type or operation, never a person. */
  readonly what: string;
  /** Path below the base, with its query. */
  readonly path: string;
  /** The parameters of an operation; without, the resource is read or searched. */
  readonly body?: unknown;
  /** Parameters of a search that are posted, and stand in no URL. */
  readonly form?: URLSearchParams;
}

/** What a server was asked, for a site's own log: the type and the names of the parameters, and no value of them. */
export type OnAsk = (asked: { readonly what: string; readonly parameters: readonly string[] }) => void;

/** What the site gives the connection. */
export interface FhirSite {
  /** Told of each question. */
  readonly onAsk?: OnAsk | undefined;
  /** A new id for the header that bears one. */
  readonly newRequestId: () => string;
}

const JSON_TYPE = 'application/fhir+json';
const FORM = 'application/x-www-form-urlencoded';
const OK = 200;
const GONE: ReadonlySet<number> = new Set([404, 410]);
/** Busy, or gone for the moment. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** A connection that ended before any of the answer came. */
const PASSING_CAUSES: ReadonlySet<string> = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

class Passing extends Error {
  constructor(readonly reason: number | string) {
    super('The server is busy or gone for the moment.');
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** FHIR over kept-alive connections to one server. Redirects are not followed. Fails with the adapter's own errors. */
export class FhirHttp {
  private readonly pool: Pool;
  private readonly basePath: string;

  constructor(
    private readonly config: FhirServerConfig,
    private readonly site: FhirSite,
  ) {
    const base = new URL(config.baseUrl);
    this.basePath = base.pathname.replace(/\/$/, '');
    this.pool = new Pool(base.origin, {
      connections: config.connections,
      connectTimeout: config.connectTimeout,
      headersTimeout: config.answerTimeout,
      bodyTimeout: config.answerTimeout,
      maxResponseSize: config.maximumAnswerSize,
    });
  }

  /** The answer's content, or null where there is nothing of that name. */
  async ask(question: FhirQuestion): Promise<unknown> {
    const { what, path, form } = question;
    const [, query = ''] = path.split('?', 2);
    this.site.onAsk?.({ what, parameters: [...(form ?? new URLSearchParams(query)).keys()] });
    const { status, text } = await this.patiently(question);
    if (GONE.has(status)) return null;
    if (status !== OK) throw serverUnavailable(what, status);
    const content = parseJson(text);
    if (content === undefined) throw serverMalformed(what, 'answered with something else than JSON');
    return content;
  }

  /**
   * The path below the base that a page's `next` link names.
   * @throws GatewayError when it leads to another host or out of the base: a token never goes anywhere else.
   */
  pathOf(link: string, what: string): string {
    const base = new URL(this.config.baseUrl);
    const url = URL.canParse(link, base.href) ? new URL(link, base.href) : null;
    const isBelow = url?.pathname === base.pathname || url?.pathname.startsWith(`${this.basePath}/`) === true;
    if (url?.origin !== base.origin || !isBelow) throw serverMalformed(what, 'has its next page elsewhere');
    return `${url.pathname.slice(this.basePath.length)}${url.search}`;
  }

  /** Ends the connections; a request under way fails. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async patiently(question: FhirQuestion): Promise<Answer> {
    const { attempts, retryDelay } = this.config;
    const backoff = new ExponentialBackoff({ initialDelay: retryDelay, maxDelay: retryDelay * 8 });
    const again = retry(
      handleWhen((error) => error instanceof Passing),
      { maxAttempts: attempts - 1, backoff },
    );
    try {
      return await again.execute(() => this.once(question));
    } catch (error) {
      if (error instanceof Passing) throw serverUnavailable(question.what, error.reason);
      throw error;
    }
  }

  private async once({ what, path, body, form }: FhirQuestion): Promise<Answer> {
    const headers = await this.headers(form ? FORM : JSON_TYPE);
    const sent = form?.toString() ?? (body === undefined ? undefined : JSON.stringify(body));
    let answer: Answer;
    try {
      const { statusCode, body: content } = await this.pool.request({
        method: sent === undefined ? 'GET' : 'POST',
        path: `${this.basePath}${path}`,
        headers,
        ...(sent === undefined ? {} : { body: sent }),
      });
      answer = { status: statusCode, text: await content.text() };
    } catch (error) {
      const cause = causeOf(error);
      throw PASSING_CAUSES.has(cause) ? new Passing(cause) : serverUnavailable(what, cause);
    }
    if (PASSING.has(answer.status)) throw new Passing(answer.status);
    return answer;
  }

  private async headers(contentType: string): Promise<Record<string, string>> {
    const { headers, requestIdHeader } = this.config;
    const token = await this.token();
    return {
      ...headers,
      accept: JSON_TYPE,
      'content-type': contentType,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(requestIdHeader === undefined ? {} : { [requestIdHeader]: this.site.newRequestId() }),
    };
  }

  private async token(): Promise<string | undefined> {
    const { token, tokenFile } = this.config;
    if (tokenFile === undefined) return token;
    try {
      return (await readFile(tokenFile, 'utf8')).trim();
    } catch (error) {
      throw configInvalid('the token file cannot be read', causeOf(error));
    }
  }
}
