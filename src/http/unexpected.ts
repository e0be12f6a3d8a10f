import type { Logger } from 'pino';

import { GatewayError } from '../errors/gateway-error';
import { nameOf } from './server';

/** Logs each error that is not from the catalogue by its kind alone, and by our own words of it where there are any. */
export const unexpectedIn =
  (log: Logger) =>
  (error: unknown): void => {
    const detail = error instanceof GatewayError ? error.detail : undefined;
    log.error({ error: nameOf(error), detail }, 'unexpected error');
  };
