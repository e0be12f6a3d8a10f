import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Logger } from 'pino';

import type { Config } from '../config/load';
import { openMetrics, type Metrics } from './metrics';

/** Metrics, and where they are read. */
export interface ServedMetrics {
  readonly metrics: Metrics;
  /** Ends the listener. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the metrics, and serves them at `/metrics` on a port of their own, so that what faces callers never shows them; GET alone, and
 * nothing at all where no port is configured.
 *
 * @throws Error when the address is taken
 */
export async function openServedMetrics({
  config,
  log,
}: {
  readonly config: Pick<Config, 'metrics'>;
  readonly log: Logger;
}): Promise<ServedMetrics> {
  const metrics = openMetrics();
  if (!config.metrics) return { metrics, close: () => Promise.resolve() };
  const { host, port } = config.metrics;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  log.info(
    { metrics: `${host.includes(':') ? `[${host}]` : host}:${bound}/metrics` },
    'metrics are read here',
  );
  return {
    metrics,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
