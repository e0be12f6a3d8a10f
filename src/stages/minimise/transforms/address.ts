import type { Generaliser } from '../../../pseudonyms/generalise/generaliser';
import type { CheckedAddress } from '../checked';
import { bare, type ReleasedAddress, type Writable } from '../released';
import type { TransformContext } from './transform';

type Addresses = readonly CheckedAddress[] | null;

const REFUGE = /\brefuges?\b|safe ?house/iu;

/**
 * A refuge is safe as long as nobody learns where it is, so its address leaves in no outcome. It is left out rather
 * than blanked: a blank would tell that there is one.
 */
const isRefuge = ({ kind, lines }: CheckedAddress): boolean =>
  REFUGE.test(kind ?? '') || (lines?.some((line) => REFUGE.test(line)) ?? false);

/** What is made of each address but refuges. */
function eachAddress(
  addresses: Addresses,
  make: (address: CheckedAddress, made: Writable<ReleasedAddress>) => void,
): readonly ReleasedAddress[] | null {
  if (addresses === null) return null;
  const released: ReleasedAddress[] = [];
  for (const address of addresses) {
    if (isRefuge(address)) continue;
    const made: Writable<ReleasedAddress> = {};
    make(address, made);
    released.push(bare(made));
  }
  return released;
}

/** Addresses as the agency wrote them, but for refuges. */
export const clearAddresses = (
  addresses: Addresses,
  { maskCode, maskService }: TransformContext,
): readonly ReleasedAddress[] | null =>
  eachAddress(addresses, ({ lines, postcode, uprn, kind, from, to }, made) => {
    if (lines !== undefined) made.lines = lines?.map((line) => maskCode(line) ?? '') ?? null;
    if (postcode !== undefined) made.postcode = maskCode(postcode);
    if (uprn !== undefined) made.uprn = maskCode(uprn);
    if (kind !== undefined) made.kind = maskService(kind);
    if (from !== undefined) made.from = from;
    if (to !== undefined) made.to = to;
  });

/** Addresses to a part of the postcode and years, each leaf only where it was asked for. */
export const generalisedAddresses = (
  addresses: Addresses,
  generalise: Generaliser,
): readonly ReleasedAddress[] | null =>
  eachAddress(addresses, ({ lines, postcode, uprn, kind, from, to }, made) => {
    const coarse = generalise.address({ postcode: postcode ?? null, from: from ?? null, to: to ?? null });
    if (lines !== undefined) made.lines = coarse.lines;
    if (postcode !== undefined) made.postcode = coarse.postcode ?? null;
    if (uprn !== undefined) made.uprn = null;
    if (kind !== undefined) made.kind = null;
    if (from !== undefined) made.from = coarse.from ?? null;
    if (to !== undefined) made.to = coarse.to ?? null;
  });
