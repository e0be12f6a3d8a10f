import { createHash, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { GatewayError } from '../../errors/gateway-error';

/** What a token says it is bound to (RFC 7800); a kind of binding that is not checked here refuses the token. */
export const CONFIRMATION_CLAIM = z
  .strictObject({
    /** SHA-256 of the certificate's DER, base64url without padding (RFC 8705, section 3.1). */
    'x5t#S256': z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  })
  .optional();

/** How a token and the connection that it came by belong together. */
export interface Binding {
  readonly confirmation: z.output<typeof CONFIRMATION_CLAIM>;
  /** DER of the certificate that the client showed on this connection; null where it showed none. */
  readonly certificate: Buffer | null;
  /** Whether a token that is bound to nothing is refused. */
  readonly required: boolean;
}

/**
 * Requires that a bound token came over mutual TLS with the certificate that it is bound to (RFC 8705, section 3). The
 * certificate is the connection's own: no header stands for it.
 *
 * @throws GatewayError `TOKEN_INVALID`
 */
export function requireBinding({ confirmation, certificate, required }: Binding): void {
  if (confirmation === undefined) {
    if (required) throw refused('the token is bound to no certificate');
    return;
  }
  const shown = certificate && createHash('sha256').update(certificate).digest();
  if (!shown || !timingSafeEqual(shown, Buffer.from(confirmation['x5t#S256'], 'base64url')))
    throw refused('the token is bound to another certificate');
}

const refused = (detail: string): GatewayError => new GatewayError('TOKEN_INVALID', { detail });
