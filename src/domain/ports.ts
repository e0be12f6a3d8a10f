/** The time, injected so that tests and replays can fix it. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** Randomness, injected for the same reason. */
export interface Randomness {
  /** `size` bytes from a cryptographically secure source. */
  bytes(size: number): Buffer;
  /** A UUID version 7 (RFC 9562), ordered by `at`. */
  uuid(at: Date): string;
}
