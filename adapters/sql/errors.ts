import type { ZodError } from 'zod';
import { GatewayError } from '../../src/errors/gateway-error';

/**
 * Reading failed. Of the cause only the machine's own name is kept, such as an SQLSTATE or `ECONNREFUSED`: messages of a
 * database quote values.
 */
export function sourceUnavailable(cause: unknown): GatewayError {
  const named = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  const code = typeof named === 'string' ? named : 'no answer';
  return new GatewayError('INTERNAL', { detail: `sql source: database unavailable (${code})` });
}

/** The settings are malformed; the detail names them and not their values. */
export function configInvalid({ issues }: ZodError): GatewayError {
  const names = issues.map(({ path }) => path.join('.') || 'unknown setting');
  return new GatewayError('CONFIG_INVALID', { detail: `sql source: ${names.join(', ')}` });
}
