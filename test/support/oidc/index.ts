import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { packageRoot } from '../../../src/config/package-root';
import { at } from '../service-gateway';

/** A client of the provider, and what its tokens say. */
export interface ProviderClient {
  readonly id: string;
  readonly agency: string;
  readonly roles: readonly string[];
  /** Whether its tokens are bound to the certificate that it shows. */
  readonly bound?: boolean;
}

/** A real OpenID provider as a process of its own; see `provider.mjs`. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** An access token by client credentials. @param certificate PEM of what the client shows to the provider. */
  token(client: string, certificate?: string): Promise<string>;
  /** Signs with a new key from now on; the old ones stay published, or go. Its key id. */
  newKey(how: 'rotate' | 'replace'): Promise<string>;
  /** Ends it: nothing listens at its address any more. */
  end(): Promise<void>;
}

const SECRET = 'a secret of the tests';

export async function startProvider(
  audience: string,
  clients: readonly ProviderClient[],
): Promise<OpenIdProvider> {
  const script = join(packageRoot(), 'test', 'support', 'oidc', 'provider.mjs');
  const child = spawn(process.execPath, [script, audience, JSON.stringify(clients)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const next = await lines.next();
    if (next.done === true) throw new Error('The OpenID provider has ended.');
    return next.value;
  };
  const issuer = await line();
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    token: async (client, certificate = '') => {
      const credentials = [client, SECRET].map(encodeURIComponent).join(':');
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
          'x-shown-certificate': encodeURIComponent(certificate),
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
      });
      const answer: unknown = await response.json();
      const token = at(answer, 'access_token');
      if (typeof token !== 'string') throw new Error(`The OpenID provider says ${JSON.stringify(answer)}.`);
      return token;
    },
    newKey: (how) => {
      child.stdin.write(`${how}\n`);
      return line();
    },
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
