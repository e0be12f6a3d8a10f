import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address that keeps what is posted to it. */
export interface Webhook {
  readonly url: string;
  readonly posts: readonly string[];
  close(): Promise<void>;
}

export async function startWebhook(): Promise<Webhook> {
  const posts: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      posts.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    posts,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
