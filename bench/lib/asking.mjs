import { Agent, request } from 'node:http';

/** One connection that is kept, so that what is timed is the answer and not the handshake. */
export function asking(url, headers) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  const options = {
    ...{ agent, hostname, port, path: '/graphql', method: 'POST' },
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
  };
  return {
    /**
     * Sends a body; milliseconds from its first byte to the last of the answer, with status and text. A `length` beyond the
     * body's own announces more, of which nothing is sent.
     */
    ask: (body, length = Buffer.byteLength(body)) =>
      new Promise((resolve, reject) => {
        const began = process.hrtime.bigint();
        const isWhole = length === Buffer.byteLength(body);
        const sent = request({ ...options, headers: { ...options.headers, 'content-length': length } });
        sent.on('error', reject);
        sent.on('response', (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
          response.on('error', reject);
          response.on('end', () => {
            if (!isWhole) sent.destroy();
            resolve({
              ms: Number(process.hrtime.bigint() - began) / 1e6,
              status: response.statusCode,
              text,
            });
          });
        });
        if (isWhole) sent.end(body);
        else sent.write(body);
      }),
    close: () => agent.destroy(),
  };
}

export const bearer = (token) => ({ authorization: `Bearer ${token}` });

export const bodyOf = (query, variables = {}) => JSON.stringify({ query, variables });
