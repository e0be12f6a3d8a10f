import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { loadConfig } from '../config/load';
import { systemClock } from '../config/system';
import { openDemoIssuer } from '../demo/issuer';
import { findPersona } from '../demo/personas';
import type { TypedDocumentString } from './operations.generated';
import { UsageError, type Terminal } from './terminal';

/** Where a command finds the gateway, and in whose name it speaks to it. */
export interface SessionOptions {
  readonly gateway?: string;
  readonly tokenFile?: string;
  readonly as: string;
}

/** Milliseconds that the gateway has; it may check an agency meanwhile. */
const PATIENCE_MS = 120_000;

export const SESSION_HELP = `
The command speaks to the running gateway and is on its audit record: at --gateway, else where the settings have it
listen. A service is sent the token of --token-file; the demo vouches for the persona of --as itself.
`;

/** The options by which a command finds the gateway. */
export const withSession = (command: Command): Command =>
  command
    .option('--gateway <url>', "the gateway's address, such as https://gateway.example.gov.uk")
    .option('--token-file <file>', 'a file with your bearer token')
    .option('--as <persona>', 'the persona to act as; demo mode only', 'coordinator');

/** A signed-in connection to the running gateway. */
export class GatewaySession {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async open({ gateway, tokenFile, as }: SessionOptions, terminal: Terminal): Promise<GatewaySession> {
    const config = loadConfig(terminal.environment);
    const url = gateway ?? `http://${config.host}:${config.port}`;
    if (tokenFile !== undefined) return new GatewaySession(url, (await readFile(tokenFile, 'utf8')).trim());
    if (!config.demo) throw new UsageError('Name a file with your bearer token: --token-file.');
    const persona = findPersona(as);
    if (!persona) throw new UsageError(`There is no persona "${as}": see token --help.`);
    const issuer = await openDemoIssuer({ keyFolder: config.keyFolder, clock: systemClock });
    return new GatewaySession(url, await issuer.token(persona));
  }

  /** @throws UsageError when the gateway cannot be reached, or refuses, with its sentence. */
  async ask<Result, Variables>(
    operation: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const { data, errors } = await this.send(String(operation), variables);
    if (data !== undefined && data !== null && errors.length === 0) return data as Result;
    throw new UsageError(errors.map(({ message }) => message).join('\n') || 'The gateway gave no answer.');
  }

  private async send(query: string, variables: unknown): Promise<Body> {
    try {
      const response = await fetch(new URL('/graphql', this.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const { data, errors = [] } = (await response.json()) as Partial<Body>;
      return { data, errors };
    } catch {
      throw new UsageError(
        `No gateway answers at ${this.url}: start it, or name its address with --gateway.`,
      );
    }
  }
}

interface Body {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string }[];
}
