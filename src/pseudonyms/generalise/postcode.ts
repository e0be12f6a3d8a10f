import type { LevelOf } from '../../domain/ladder';
import { REGIONS, regionOfArea } from './region';

const OUTWARD = '(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)';
/** The NHS's pseudo postcodes (no fixed abode, not known) use letters that real ones do not. */
const FULL = new RegExp(`^(?:${OUTWARD}([0-9])[ABD-HJLNP-UW-Z]{2}|(ZZ99)([0-9])[A-Z]{2})$`);
/** An outward code by itself, or with the sector digit, which must stand apart to be told from the district's. */
const OUTWARD_ONLY = new RegExp(`^${OUTWARD}(?: ([0-9]))?$`);

interface Parts {
  readonly district: string;
  /** The sector digit; undefined in an outward code by itself. */
  readonly sector: string | undefined;
}

function partsOf(postcode: string | null | undefined): Parts | null {
  const printed = (postcode ?? '').trim().replace(/\s+/g, ' ').toUpperCase();
  const full = FULL.exec(printed.replace(' ', ''));
  const [district, sector] = full ? [full[1] ?? full[3], full[2] ?? full[4]] : [];
  if (district !== undefined) return { district, sector };
  const outward = OUTWARD_ONLY.exec(printed);
  return outward?.[1] === undefined ? null : { district: outward[1], sector: outward[2] };
}

/** The outward code of a United Kingdom postcode: `PR1 8XJ` -> `PR1`; anything malformed -> null. */
export const generalisePostcode = (postcode: string | null | undefined): string | null =>
  partsOf(postcode)?.district ?? null;

/** The letters of a postcode area that stand alone; a district begins with them. */
const AREA = /^(?:GIR|[A-Z]{1,2})(?=$|[0-9])/;

/** The postcode area: `PR1 8XJ` -> `PR`. */
function areaOf(postcode: string | null | undefined): string | null {
  const printed = (postcode ?? '').trim().toUpperCase();
  return (
    AREA.exec(generalisePostcode(postcode) ?? (/^[A-Z]{1,3}$/.test(printed) ? printed : ''))?.[0] ?? null
  );
}

/** A postcode at a level of the ladder of addresses; anything malformed -> null. */
export function postcodeAt(postcode: string | null | undefined, level: LevelOf<'addresses'>): string | null {
  const parts = partsOf(postcode);
  switch (level) {
    case 'full':
      return postcode ?? null;
    case 'sector':
      return parts && (parts.sector === undefined ? parts.district : `${parts.district} ${parts.sector}`);
    case 'district':
      return parts?.district ?? null;
    case 'area':
      return areaOf(postcode);
    case 'region':
      return REGIONS.find((region) => region === postcode) ?? regionOfArea(areaOf(postcode));
  }
}
