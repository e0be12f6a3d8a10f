/** Remembers which grants were used. Replicas of one agency share one of their own, over whatever store they have. */
export interface ReplayGuard {
  /**
   * Takes the grant's id, for as long as the grant could still be accepted.
   *
   * @param until milliseconds since 1970; the id may be forgotten then.
   * @returns false when it was taken before, or when no more can be remembered: a grant that cannot be remembered could
   *   be replayed.
   */
  take(jti: string, until: number): boolean | Promise<boolean>;
}

/** Grants remembered at a time, about 10 MB; a gateway asks an agency far less often than this in a minute. */
const LIMIT = 100_000;

/** A replay guard in this process's memory, bounded by `limit` ids. */
export function memoryReplayGuard(now: () => number, limit = LIMIT): ReplayGuard {
  const used = new Map<string, number>();
  return {
    take(jti, until) {
      const at = now();
      if (used.size >= limit) for (const [id, end] of used) if (end <= at) used.delete(id);
      if (used.size >= limit || (used.get(jti) ?? 0) > at) return false;
      used.set(jti, until);
      return true;
    },
  };
}
