import type { Address } from '../../domain/contract.generated';
import { generaliseDate } from './date';
import { generalisePostcode } from './postcode';

/**
 * An address to the outward code and the years; lines and property reference go. So does the kind, since a refuge,
 * a prison or a hospital tells more than where someone lives.
 */
export const generaliseAddress = (address: Partial<Address>): Address => ({
  lines: [],
  postcode: generalisePostcode(address.postcode),
  uprn: null,
  kind: null,
  from: generaliseDate(address.from),
  to: generaliseDate(address.to),
});
