import { GatewayError } from '../../src/errors/gateway-error';

/** The adapter cannot start with what it was given. */
export const configInvalid = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('CONFIG_INVALID', { detail: `FHIR adapter: ${detail}`, cause });

/** A file of the export could not be read; the detail names the resource type and never a person. */
export const unreadable = (what: string, cause: unknown): GatewayError =>
  new GatewayError('INTERNAL', { detail: `FHIR adapter: ${what} could not be read`, cause });
