import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { z } from 'zod';

/** A key management service over HTTP: versions of one key that never leave it, wrapping and unwrapping. */
export interface KmsServer {
  /** Up to and with the mount. */
  readonly url: string;
  readonly key: string;
  token: string;
  /** What every request is answered with while it is set. */
  failWith: number | null;
  /** The paths asked for, without the mount. */
  readonly asked: string[];
  close(): Promise<void>;
}

const BODY = z.object({
  plaintext: z.base64().optional(),
  ciphertext: z.string().optional(),
  associated_data: z.base64().optional(),
  min_decryption_version: z.int().optional(),
});
type Body = z.infer<typeof BODY>;

class WrappingKey {
  readonly #versions = [randomBytes(32)];
  #oldest = 1;

  get latest(): number {
    return this.#versions.length;
  }

  rotate(): void {
    this.#versions.push(randomBytes(32));
  }

  openFrom(version: number): void {
    this.#oldest = version;
  }

  encrypt({ plaintext = '', associated_data: data = '' }: Body): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(this.latest), nonce);
    cipher.setAAD(Buffer.from(data, 'base64'));
    const text = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final()]);
    return `vault:v${String(this.latest)}:${Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64')}`;
  }

  decrypt({ ciphertext = '', associated_data: data = '' }: Body): string {
    const [, version, box = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    if (Number(version) < this.#oldest) throw new Error('version is too old');
    const bytes = Buffer.from(box, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(Number(version)), bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(data, 'base64'));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64');
  }

  #keyOf(version: number): Buffer {
    const key = this.#versions[version - 1];
    if (!key) throw new Error('no such version');
    return key;
  }
}

const NAME = 'review-keys';

function answer(path: string, key: WrappingKey, body: Body): unknown {
  switch (path) {
    case `encrypt/${NAME}`:
      return { data: { ciphertext: key.encrypt(body), key_version: key.latest } };
    case `decrypt/${NAME}`:
      return { data: { plaintext: key.decrypt(body) } };
    case `keys/${NAME}/rotate`:
      key.rotate();
      return undefined;
    case `keys/${NAME}/config`:
      key.openFrom(body.min_decryption_version ?? 1);
      return undefined;
    case `keys/${NAME}`:
      return { data: { name: NAME, latest_version: key.latest } };
    default:
      throw new Error('no such path');
  }
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return BODY.parse(text === '' ? {} : JSON.parse(text));
}

/** Starts one on loopback, in the shape of Vault's transit engine, for the key `review-keys`. */
export async function startKms(): Promise<KmsServer> {
  const key = new WrappingKey();
  const state: { token: string; failWith: number | null; asked: string[] } = {
    token: randomBytes(12).toString('hex'),
    failWith: null,
    asked: [],
  };
  const server = createServer((request, response) => {
    void (async () => {
      const path = (request.url ?? '').replace('/v1/transit/', '');
      state.asked.push(path);
      const isKnown = request.headers['x-vault-token'] === state.token;
      if (state.failWith !== null || !isKnown) return response.writeHead(state.failWith ?? 403).end('{}');
      try {
        const answered = answer(path, key, await bodyOf(request));
        if (answered === undefined) return response.writeHead(204).end();
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
      } catch {
        return response.writeHead(400).end('{"errors":["refused"]}');
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${String(port)}/v1/transit`,
    key: NAME,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  });
}
