import type { ZodError } from 'zod';
import { GatewayError } from '../../src/errors/gateway-error';

/** The settings are malformed; the detail names them and not their values. */
export function configInvalid({ issues }: ZodError): GatewayError {
  const names = issues.map(({ path }) => path.join('.') || 'unknown setting');
  return new GatewayError('CONFIG_INVALID', { detail: `subgraph source: ${names.join(', ')}` });
}

/** The agency's own subgraph gave no answer that can be read; nothing of it is repeated. */
export const sourceUnavailable = (what: string): GatewayError =>
  new GatewayError('INTERNAL', { detail: `subgraph source: ${what}` });
