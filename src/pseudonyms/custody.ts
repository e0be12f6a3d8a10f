import type { KeyProtection } from './key-file';

/**
 * Keeps one master key and wraps the reviews' keys under it. `context` is authenticated with each wrapped key and must be
 * given again to open it, so that a wrapped key moved to another review does not open.
 */
export interface KeyCustodian {
  /** How the key file names the master key; nothing secret. */
  readonly protection: KeyProtection;
  /** @returns the wrapped key as text. @throws GatewayError KEY_UNAVAILABLE */
  wrap(key: Buffer, context: string): Promise<string>;
  /** @throws GatewayError KEY_UNAVAILABLE where it does not open */
  unwrap(wrapped: string, context: string): Promise<Buffer>;
}

/** One way of keeping master keys. */
export interface KeyCustody {
  /** Whether it can open what is protected like this. */
  keeps(protection: KeyProtection): boolean;
  /** The custodian of a key file that is there. @throws GatewayError KEY_UNAVAILABLE */
  open(protection: KeyProtection): Promise<KeyCustodian>;
  /**
   * A custodian with a new master key, for a new key file or in the place of `previous`, which still opens.
   *
   * @throws GatewayError KEY_UNAVAILABLE
   */
  renew(previous: KeyProtection | null): Promise<KeyCustodian>;
  /** Lets go of a master key under which nothing is wrapped any more. @throws GatewayError KEY_UNAVAILABLE */
  discard(protection: KeyProtection): Promise<void>;
}
