import type { Generaliser } from '../../../pseudonyms/generalise/generaliser';
import { bare, type ReleasedAddress } from '../released';
import type { TransformContext } from './transform';

type Addresses = readonly ReleasedAddress[] | null;

const REFUGE = /\brefuges?\b|safe ?house/iu;

/**
 * A refuge is safe as long as nobody learns where it is, so its address leaves in no outcome. It is left out rather
 * than blanked: a blank would tell that there is one.
 */
const isRefuge = ({ kind, lines }: ReleasedAddress): boolean =>
  [kind, ...(lines ?? [])].some((words) => REFUGE.test(words ?? ''));

/** Addresses as the agency wrote them, but for refuges. */
export function clearAddresses(addresses: Addresses, { maskCode, maskService }: TransformContext): Addresses {
  const clear = (address: ReleasedAddress): ReleasedAddress => ({
    ...address,
    ...(address.lines ? { lines: address.lines.map((line) => maskCode(line) ?? '') } : {}),
    ...(address.postcode === undefined ? {} : { postcode: maskCode(address.postcode) }),
    ...(address.uprn === undefined ? {} : { uprn: maskCode(address.uprn) }),
    ...(address.kind === undefined ? {} : { kind: maskService(address.kind) }),
  });
  return addresses?.filter((address) => !isRefuge(address)).map((address) => bare(clear(address))) ?? null;
}

/** Addresses to a part of the postcode and years, each leaf only where it was asked for. */
export function generalisedAddresses(addresses: Addresses, generalise: Generaliser): Addresses {
  const generalised = (address: ReleasedAddress): ReleasedAddress => {
    const { lines, postcode, from, to } = address;
    const coarse = generalise.address({
      ...(postcode === undefined ? {} : { postcode }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    return {
      ...(lines === undefined ? {} : { lines: coarse.lines }),
      ...(postcode === undefined ? {} : { postcode: coarse.postcode ?? null }),
      ...(address.uprn === undefined ? {} : { uprn: null }),
      ...(address.kind === undefined ? {} : { kind: null }),
      ...(from === undefined ? {} : { from: coarse.from ?? null }),
      ...(to === undefined ? {} : { to: coarse.to ?? null }),
    };
  };
  return (
    addresses?.filter((address) => !isRefuge(address)).map((address) => bare(generalised(address))) ?? null
  );
}
