import { GatewayError } from '../../../src/errors/gateway-error';

/** The adapter cannot start with what it was given. */
export const configInvalid = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('CONFIG_INVALID', { detail: `statutory return adapter: ${detail}`, cause });

/** A file of the return could not be read. */
export const unreadable = (file: string, cause: unknown): GatewayError =>
  new GatewayError('INTERNAL', { detail: `statutory return adapter: ${file} could not be read`, cause });
