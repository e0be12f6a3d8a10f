import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

import type { Clock } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';

/** Where the issuer publishes its keys, and how long they are believed; times in milliseconds. */
export interface IssuerKeysOptions {
  readonly url: URL;
  readonly clock: Clock;
  /** After which keys are fetched again before they are used; ten minutes by default. */
  readonly freshMs?: number;
  /** For which known keys go on while the issuer cannot be reached; a day by default. */
  readonly keepMs?: number;
  /** Between two fetches, whatever tokens ask for and however the first one ended; 30 seconds by default. */
  readonly cooldownMs?: number;
  /** Told of a fetch that failed. */
  readonly onFault: (error: unknown) => void;
}

const FRESH_MS = 600_000;
const KEEP_MS = 86_400_000;
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;

/**
 * The keys of an issuer, fetched from its JSON Web Key Set (RFC 7517, section 5) and kept. A key id that is not known has
 * them fetched again, so that rotation needs no restart, but never within the cooldown: tokens with invented key ids make
 * no load. While the issuer is away known keys go on, and unknown ones are refused.
 *
 * @throws GatewayError `ISSUER_UNAVAILABLE` from the returned function where no key set is known.
 */
export function issuerKeys(options: IssuerKeysOptions): JWTVerifyGetKey {
  const keys = new IssuerKeys(options);
  return async (header, token) => {
    const known = await keys.current();
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await keys.fetched())) throw error;
      return (await keys.current())(header, token);
    }
  };
}

class IssuerKeys {
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;
  private readonly now: () => number;
  private known: JWTVerifyGetKey | null = null;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private fetching: Promise<boolean> | null = null;

  constructor(private readonly options: IssuerKeysOptions) {
    // Its times go by the machine's clock; only its way of fetching is used.
    this.remote = createRemoteJWKSet(options.url, { timeoutDuration: TIMEOUT_MS });
    this.now = () => options.clock.now().getTime();
  }

  /** The key set as it is known, fetched again first where it is no longer fresh. */
  async current(): Promise<JWTVerifyGetKey> {
    const { freshMs = FRESH_MS, keepMs = KEEP_MS } = this.options;
    if (!this.isWithin(this.fetchedAt, freshMs)) await this.fetched();
    if (this.known === null || !this.isWithin(this.fetchedAt, keepMs))
      throw new GatewayError('ISSUER_UNAVAILABLE');
    return this.known;
  }

  /** Fetches the key set unless that was tried a moment ago; whether it was fetched. Those who wait share one fetch. */
  fetched(): Promise<boolean> {
    const { cooldownMs = COOLDOWN_MS } = this.options;
    if (this.fetching) return this.fetching;
    if (this.isWithin(this.triedAt, cooldownMs)) return Promise.resolve(false);
    this.triedAt = this.now();
    this.fetching = this.fetch().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  /** A clock that was set back makes nothing last longer. */
  private isWithin(at: number, ms: number): boolean {
    const passed = this.now() - at;
    return passed >= 0 && passed < ms;
  }

  private async fetch(): Promise<boolean> {
    try {
      await this.remote.reload();
      const set = this.remote.jwks();
      if (!set) return false;
      this.known = createLocalJWKSet(set);
      this.fetchedAt = this.now();
      return true;
    } catch (error) {
      this.options.onFault(error);
      return false;
    }
  }
}
