import type { TypedDocumentString } from '../operations.generated';
import { StoryError } from './story-error';

/** An operation as graphql-codegen types it. */
export type Operation<Result, Variables> = TypedDocumentString<Result, Variables>;

/** What the gateway answered. */
export interface Answer<Result> {
  readonly data: Result | null;
  /** The catalogue codes of its errors. */
  readonly codes: readonly string[];
}

interface Body<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly disclosure?: unknown };
}

/** Speaks to a demo gateway over HTTP, as one persona or another; knows nothing of it but its URL. */
export class GatewayClient {
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #receipts: string[] = [];

  /** @param url scheme, host and port */
  constructor(readonly url: string) {}

  /** The audit events on which the answers so far rest: disclosures name them in `extensions`, changes in their payload. */
  get receipts(): readonly string[] {
    return this.#receipts;
  }

  /** Sends an operation in the name of a persona. */
  async send<Result, Variables>(
    persona: string,
    operation: Operation<Result, Variables>,
    variables: Variables,
  ): Promise<Answer<Result>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.#token(persona)}` },
      body: JSON.stringify({ query: String(operation), variables }),
    });
    const { data = null, errors = [], extensions } = (await response.json()) as Body<Result>;
    this.#receipts.push(
      ...receiptsIn(extensions?.disclosure),
      ...Object.values(data ?? {}).flatMap(receiptsIn),
    );
    return { data, codes: errors.map((error) => error.extensions?.code ?? 'UNKNOWN') };
  }

  /**
   * Sends an operation that the story needs the answer of.
   *
   * @throws StoryError when it is refused.
   */
  async ask<Result, Variables>(
    persona: string,
    operation: Operation<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const { data, codes } = await this.send(persona, operation, variables);
    if (data === null || codes.length > 0)
      throw new StoryError(`The gateway refused an operation of ${persona}: ${codes.join(', ')}`);
    return data;
  }

  /** @throws StoryError when the gateway has nothing there. */
  async get<Content>(path: string): Promise<Content> {
    return getJson<Content>(`${this.url}${path}`);
  }

  #token(persona: string): Promise<string> {
    const known = this.#tokens.get(persona);
    if (known) return known;
    const issued = this.get<{ readonly token: string }>(`/demo/token?persona=${persona}`).then(
      ({ token }) => token,
    );
    this.#tokens.set(persona, issued);
    return issued;
  }
}

function receiptsIn(part: unknown): readonly string[] {
  const id = typeof part === 'object' && part !== null && 'auditEventId' in part ? part.auditEventId : null;
  return typeof id === 'string' ? [id] : [];
}

/** @throws StoryError when the server does not answer with JSON and a status of success. */
export async function getJson<Content>(url: string): Promise<Content> {
  const response = await fetch(url);
  if (!response.ok) throw new StoryError(`${url} answered ${response.status}.`);
  return (await response.json()) as Content;
}
