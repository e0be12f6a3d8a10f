import { GatewayError } from '../../src/errors/gateway-error';

/** The adapter cannot start with what it was given. */
export const configInvalid = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('CONFIG_INVALID', { detail: `FHIR adapter: ${detail}`, cause });

/** A file of the export could not be read; the detail names the resource type and never a person. */
export const unreadable = (what: string, cause: unknown): GatewayError =>
  new GatewayError('INTERNAL', { detail: `FHIR adapter: ${what} could not be read`, cause });

/** The server was not reached, was too slow or answered with a failure; `cause` is a status or the machine's own word. */
export const serverUnavailable = (what: string, cause: number | string): GatewayError =>
  new GatewayError('INTERNAL', { detail: `FHIR adapter: ${what} unavailable (${cause})` });

/** The server answered with something else than FHIR, or with more than may be read. */
export const serverMalformed = (what: string, how: string): GatewayError =>
  new GatewayError('INTERNAL', { detail: `FHIR adapter: ${what} ${how}` });

/** The machine's own name of a network failure, such as `ECONNREFUSED`; never its message, which may hold the address. */
export function causeOf(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof named === 'string' ? named : 'no answer';
}
