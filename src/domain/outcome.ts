/** What happens to a data category on its way out, from the most to the least that leaves. */
export const OUTCOMES = ['CLEAR', 'PSEUDONYMISED', 'GENERALISED', 'WITHHELD'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The stricter of two outcomes; PSEUDONYMISED and GENERALISED together leave nothing that both permit. */
export function stricterOf(one: Outcome, other: Outcome): Outcome {
  if (one === other) return one;
  if (one === 'CLEAR') return other;
  if (other === 'CLEAR') return one;
  return 'WITHHELD';
}
