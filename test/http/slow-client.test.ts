import { connect } from 'node:net';

import { startServiceGateway, type ServiceGateway } from '../support/service-gateway';

/** Short, so that the test need not wait; what it shows is that the time ends, not how long it is. */
const TIMEOUT_MS = 2_000;
const PAUSE_MS = 50;

let service: ServiceGateway;
let token: string;
beforeAll(async () => {
  service = await startServiceGateway({
    environment: { GATEWAY_REQUEST_TIMEOUT_MS: String(TIMEOUT_MS) },
  });
  token = await service.issuer.token({ user: 'slow', agency: 'a', roles: ['AGENCY_CONTACT'] });
}, 240_000);
afterAll(() => service.close());

/** What the gateway says to a client that sends `head` at once and then `rest` a byte at a time, until it is hung up on. */
function drip(head: string, rest: string): Promise<{ readonly answer: string; readonly sent: number }> {
  const { hostname, port } = new URL(service.gateway.url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < rest.length) socket.write(rest.charAt(sent));
      sent += 1;
    }, PAUSE_MS);
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    // A byte that is sent after the gateway has hung up comes back as a reset: that is the end as well.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error);
    });
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ answer, sent });
    });
    socket.write(head);
  });
}

const BODY = JSON.stringify({ query: `{ viewer { user } } #${'.'.repeat(1_000)}` });
const head = (length: number): string =>
  [
    'POST /graphql HTTP/1.1',
    'host: gateway',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${String(length)}`,
    '',
    '',
  ].join('\r\n');

describe('a client that takes its time', () => {
  it.each([
    ['over its body', () => [head(BODY.length), BODY]],
    ['over its headers', () => ['POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-slow: ', '.'.repeat(1_000)]],
  ])('%s is told of the catalogue and hung up on long before it has ended', async (_what, of) => {
    const [first = '', rest = ''] = of();
    const { answer, sent } = await drip(first, rest);
    expect(sent).toBeLessThan(rest.length);
    const [headers = '', body = ''] = answer.split('\r\n\r\n');
    expect(headers).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/u);
    expect(headers).toMatch(/\r\ncache-control: no-store\r\n/u);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'REQUEST_INVALID' } }],
    });
    expect(answer).not.toMatch(/client|timeout"|fastify/iu);
  });

  it('keeps nobody else waiting, and is answered itself where it ends in time', async () => {
    const slow = drip(head(BODY.length), BODY);
    const ask = await service.as({ user: 'quick', agency: 'a', roles: ['AGENCY_CONTACT'] });
    expect((await ask('{ viewer { user } }')).errors).toEqual([]);
    expect((await slow).answer).toContain('408');
    const short = JSON.stringify({ query: '{ viewer { user } }' });
    const closing = head(short.length).replace('host: gateway', 'host: gateway\r\nconnection: close');
    const { answer } = await drip(`${closing}${short.slice(0, -1)}`, short.slice(-1));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /u);
    expect(answer).toContain('"user":"slow"');
  });

  it('that sends what is no request is told no more', async () => {
    const { answer } = await drip('GARBAGE\r\n\r\n', '');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/u);
    expect(answer).toContain('REQUEST_INVALID');
    const large = await drip(`GET / HTTP/1.1\r\nhost: gateway\r\nx-large: ${'.'.repeat(40_000)}\r\n\r\n`, '');
    expect(large.answer).toMatch(/^HTTP\/1\.1 431 /u);
    expect(large.answer).toContain('REQUEST_INVALID');
  });
});
