import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

import type { ServerOptions } from 'node:https';

import type { ServerTlsConfig } from '../config/load';
import { GatewayError } from '../errors/gateway-error';

/**
 * The TLS of the gateway's own listener: TLS 1.2 at least, and where an authority of clients is configured only clients
 * with a certificate of it. Read before anything else is opened.
 *
 * @returns undefined where the gateway speaks plain HTTP
 * @throws GatewayError `CONFIG_INVALID` when a file cannot be read, or certificate and key do not belong together.
 */
export async function readServerTls(config: ServerTlsConfig | undefined): Promise<ServerOptions | undefined> {
  if (!config) return undefined;
  const [cert, key, ca] = await Promise.all([
    contents('GATEWAY_TLS_CERT_FILE', config.certificateFile),
    contents('GATEWAY_TLS_KEY_FILE', config.keyFile),
    config.clientAuthorityFile && contents('GATEWAY_TLS_CLIENT_CA_FILE', config.clientAuthorityFile),
  ]);
  const options: ServerOptions = {
    cert,
    key,
    minVersion: 'TLSv1.2',
    ...(ca && { ca, requestCert: true, rejectUnauthorized: true }),
  };
  try {
    createSecureContext(options);
  } catch (cause) {
    const detail =
      'GATEWAY_TLS_CERT_FILE: certificate, key and client authority are not PEM that belongs together';
    throw new GatewayError('CONFIG_INVALID', { cause, detail });
  }
  return options;
}

async function contents(setting: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new GatewayError('CONFIG_INVALID', { cause, detail: `${setting}: the file cannot be read` });
  }
}
