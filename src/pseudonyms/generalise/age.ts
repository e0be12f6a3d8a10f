/** The bands, each with the first age in completed years that is past it; the last has no end. */
const BANDS = [
  ['<1', 1],
  ['1-5', 6],
  ['6-10', 11],
  ['11-15', 16],
  ['16-17', 18],
  ['18-24', 25],
  ['25-34', 35],
  ['35-44', 45],
  ['45-54', 55],
  ['55-64', 65],
  ['65-74', 75],
  ['75-84', 85],
  ['85+', Infinity],
] as const;

export type AgeBand = (typeof BANDS)[number][0];

/** All bands, youngest first. */
export const AGE_BANDS: readonly AgeBand[] = BANDS.map(([band]) => band);

/** The band of an age in completed years, given as a number, its digits or a band already; anything else -> null. */
export function generaliseAge(age: number | string | null | undefined): AgeBand | null {
  if (age === null || age === undefined) return null;
  const band = AGE_BANDS.find((known) => known === age);
  if (band) return band;
  const years = typeof age === 'number' ? age : /^[0-9]{1,3}$/.test(age) ? Number(age) : NaN;
  if (!(years >= 0)) return null;
  return BANDS.find(([, end]) => years < end)?.[0] ?? null;
}
