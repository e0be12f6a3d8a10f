import { CATALOGUE, type ErrorCode } from './catalogue';

/**
 * The only error that the gateway raises on purpose. Its message is the catalogue's sentence; `detail` is for the
 * operator's log, never for a caller, and holds no personal data.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { readonly detail?: string; readonly cause?: unknown } = {}) {
    super(CATALOGUE[code].sentence, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
  }
}

/** Whether `error` is one of the gateway's own, and of that code if one is given. */
export const isGatewayError = (error: unknown, code?: ErrorCode): error is GatewayError =>
  error instanceof GatewayError && (code === undefined || error.code === code);
