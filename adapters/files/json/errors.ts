import { GatewayError } from '../../../src/errors/gateway-error';

/** The adapter cannot start with what it was given. */
export const configInvalid = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('CONFIG_INVALID', { detail: `Tenancy file adapter: ${detail}`, cause });

/** The file could not be read or is not in its form. */
export const unreadable = (cause: unknown): GatewayError =>
  new GatewayError('INTERNAL', { detail: 'Tenancy file adapter: the file could not be read', cause });
