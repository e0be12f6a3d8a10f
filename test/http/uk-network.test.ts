import type { AddressInfo } from 'node:net';

import Fastify from 'fastify';

import { isNetwork } from '../../src/config/network';
import { ukNetworkOf, type NetworkConfig } from '../../src/http/uk-network';

/** What a server with those networks says of a request from loopback with those headers. */
async function ask(
  config: Partial<NetworkConfig>,
  headers: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { ukNetworks = [], trustedProxies = [] } = config;
  const isUk = ukNetworkOf({ ukNetworks, trustedProxies });
  const server = Fastify({ trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false });
  server.get('/', async (request) => ({ uk: isUk(request) }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${String(port)}/`, { headers });
  const { uk } = (await response.json()) as { readonly uk: boolean };
  await server.close();
  return uk;
}

const PROXY = { trustedProxies: ['127.0.0.0/8'] };
const from = (...addresses: string[]): Readonly<Record<string, string>> => ({
  'x-forwarded-for': addresses.join(', '),
});

describe('ukNetworkOf', () => {
  it('takes a caller on this machine for one in the United Kingdom', async () => {
    expect(await ask({}, {})).toBe(true);
  });

  it('believes no forwarding header of a peer that is no trusted proxy', async () => {
    expect(await ask({ ukNetworks: ['10.0.0.0/8'] }, from('10.1.2.3'))).toBe(false);
    expect(await ask({}, from('127.0.0.1'))).toBe(false);
    expect(await ask({}, { forwarded: 'for=127.0.0.1' })).toBe(false);
  });

  it('goes by the address that a trusted proxy names', async () => {
    const config = { ...PROXY, ukNetworks: ['10.0.0.0/8', '2001:db8::/32'] };
    expect(await ask(config, from('10.1.2.3'))).toBe(true);
    expect(await ask(config, from('2001:db8::7'))).toBe(true);
    expect(await ask(config, from('192.0.2.1'))).toBe(false);
    expect(await ask(config, from('unknown'))).toBe(false);
  });

  it('is not deceived by an address that the caller put in front', async () => {
    expect(await ask({ ...PROXY, ukNetworks: ['10.0.0.0/8'] }, from('10.1.2.3', '192.0.2.1'))).toBe(false);
  });

  it('does not know the caller of a trusted proxy that names none', async () => {
    expect(await ask({ ...PROXY, ukNetworks: ['127.0.0.0/8'] }, {})).toBe(false);
    expect(await ask(PROXY, { forwarded: 'for=10.1.2.3' })).toBe(false);
  });
});

describe('isNetwork', () => {
  it.each(['10.0.0.0/8', '192.0.2.7/32', '::1/128', '2001:db8::/32', '0.0.0.0/0'])(
    'accepts %s',
    (network) => {
      expect(isNetwork(network)).toBe(true);
    },
  );

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    'uk/8',
    '10.0.0.0/8/8',
    '::1/129',
    '10.0.0.0/-1',
    '/8',
    '',
  ])('refuses %s', (network) => {
    expect(isNetwork(network)).toBe(false);
  });
});
