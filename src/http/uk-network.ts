import { BlockList, isIP } from 'node:net';

import type { FastifyRequest } from 'fastify';

import { networkParts } from '../config/network';

/** Networks by which the gateway tells callers in the United Kingdom; loopback always is among them. */
export interface NetworkConfig {
  /** CIDR networks, such as `10.20.0.0/16`. */
  readonly ukNetworks: readonly string[];
  /** CIDR networks of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * Tells whether a request came from a UK network. Where that cannot be known it did not: a forwarded request from a peer
 * that is no trusted proxy, a trusted proxy that does not say for whom it asks.
 */
export function ukNetworkOf({
  ukNetworks,
  trustedProxies,
}: NetworkConfig): (request: Pick<FastifyRequest, 'ip' | 'ips' | 'headers' | 'socket'>) => boolean {
  const uk = listOf([...LOOPBACK, ...ukNetworks]);
  const proxies = listOf(trustedProxies);
  return ({ ip, headers, socket }) => {
    const peer = socket.remoteAddress ?? '';
    const isProxied = contains(proxies, peer);
    const forwarded = headers['x-forwarded-for'] !== undefined;
    // RFC 7239 `Forwarded` is not read; whoever sends it alone stays unknown.
    if (isProxied !== forwarded || headers.forwarded !== undefined) return false;
    return contains(uk, ip);
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const { address, prefix, family } = networkParts(network);
    list.addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
