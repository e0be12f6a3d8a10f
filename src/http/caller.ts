import { TLSSocket } from 'node:tls';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { GatewayError } from '../errors/gateway-error';

/**
 * The one `Authorization` header of a request. Node keeps the first of several; which one the others would have meant is
 * not guessed.
 *
 * @throws GatewayError `TOKEN_INVALID` when there are several.
 */
export function soleAuthorization({ raw }: Pick<FastifyRequest, 'raw'>): string | undefined {
  const sent = raw.headersDistinct['authorization'] ?? [];
  if (sent.length > 1) throw new GatewayError('TOKEN_INVALID', { detail: 'several authorization headers' });
  return sent[0];
}

/** DER of the certificate that the client showed on this very connection; null where it showed none. */
export const clientCertificate = ({ raw }: Pick<FastifyRequest, 'raw'>): Buffer | null =>
  raw.socket instanceof TLSSocket ? (raw.socket.getPeerX509Certificate()?.raw ?? null) : null;

/** Aborted as soon as the client is gone before it has its answer. */
export function abandonedBy({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const abandoned = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) abandoned.abort();
  });
  return abandoned.signal;
}
