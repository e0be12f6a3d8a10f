import { isIP } from 'node:net';

/** Whether the text is a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const { address, prefix, family } = networkParts(text);
  const bits = Number(prefix);
  return family !== 0 && address !== '' && /^\d{1,3}$/.test(prefix) && bits <= (family === 4 ? 32 : 128);
}

/** Address, prefix and family (4, 6, or 0 for neither) of a network in CIDR notation. */
export function networkParts(network: string): {
  readonly address: string;
  readonly prefix: string;
  readonly family: number;
} {
  const [address = '', prefix = '', ...rest] = network.split('/');
  return { address, prefix, family: rest.length > 0 ? 0 : isIP(address) };
}
