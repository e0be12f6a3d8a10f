/** A repeatable source of choices for sample data. It is not secure and must guard nothing. */
export interface SeededRandom {
  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** One of `choices`, which must not be empty. */
  pick<T>(choices: readonly T[]): T;
  /** Whether an event of `probability` (0 to 1) happens. */
  chance(probability: number): boolean;
}

/** A generator that gives the same sequence for the same 32-bit `seed` (mulberry32, public domain). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    integer,
    pick: <T>(choices: readonly T[]): T => {
      const chosen = choices[integer(0, choices.length - 1)];
      if (chosen === undefined) throw new RangeError('A choice needs at least one value.');
      return chosen;
    },
    chance: (probability) => next() < probability,
  };
}
