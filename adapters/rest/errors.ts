import type { ZodError } from 'zod';
import { GatewayError } from '../../src/errors/gateway-error';
import type { DocumentName } from './integration/documents';

/** The endpoints by their path without the case in it, so that a log line names no one. */
export type Endpoint = 'search' | 'addresses' | 'supervisions' | 'access-limitations' | DocumentName;

/** The API was not reached, was too slow or answered with a failure. */
export function sourceUnavailable(endpoint: Endpoint, cause: number | string): GatewayError {
  return new GatewayError('INTERNAL', { detail: `rest source: ${endpoint} unavailable (${cause})` });
}

/** The API answered with something else than its published format. */
export function sourceMalformed(endpoint: Endpoint): GatewayError {
  return new GatewayError('INTERNAL', { detail: `rest source: ${endpoint} answered in an unknown format` });
}

/** The machine's own name of a network failure, such as `ECONNREFUSED`; never its message, which may hold the address. */
export function causeOf(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof named === 'string' ? named : 'no answer';
}

/** The settings are malformed; the detail names them and not their values. */
export function configInvalid({ issues }: ZodError): GatewayError {
  const names = issues.map(({ path }) => path.join('.') || 'unknown setting');
  return new GatewayError('CONFIG_INVALID', { detail: `rest source: ${names.join(', ')}` });
}
