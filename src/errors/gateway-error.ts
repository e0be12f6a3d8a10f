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
