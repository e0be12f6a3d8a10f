import { createServer } from 'node:http';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Longer than a contender's turn is away, so that no connection ends while nobody uses it. */
const KEEP_ALIVE_MS = 600_000;

/** Listens on a free port of loopback. */
export async function listen(handler) {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { url: `http://127.0.0.1:${server.address().port}/graphql`, close };
}

/** The whole body of a request. */
export async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
