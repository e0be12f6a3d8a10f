const OUTWARD = '(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)';
/** The NHS's pseudo postcodes (no fixed abode, not known) use letters that real ones do not. */
const FULL = new RegExp(`^(?:${OUTWARD}[0-9][ABD-HJLNP-UW-Z]{2}|(ZZ99)[0-9][A-Z]{2})$`);
/** An outward code by itself, or with the sector digit, which must stand apart to be told from the district's. */
const OUTWARD_ONLY = new RegExp(`^${OUTWARD}(?: [0-9])?$`);

/** The outward code of a United Kingdom postcode: `PR1 8XJ` -> `PR1`; anything malformed -> null. */
export function generalisePostcode(postcode: string | null | undefined): string | null {
  const printed = (postcode ?? '').trim().replace(/\s+/g, ' ').toUpperCase();
  const found = FULL.exec(printed.replace(' ', '')) ?? OUTWARD_ONLY.exec(printed);
  return found?.[1] ?? found?.[2] ?? null;
}
