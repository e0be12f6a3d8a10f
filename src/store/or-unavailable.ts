import { GatewayError } from '../errors/gateway-error';

/**
 * What `work` answers. Whatever fails below, other than a catalogued error, becomes STORE_UNAVAILABLE: the words of a
 * driver never pass.
 */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError('STORE_UNAVAILABLE', { cause: error });
  }
}
