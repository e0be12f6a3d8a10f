import type { Address } from '../../domain/contract.generated';
import type { LevelOf } from '../../domain/ladder';
import { generaliseDate } from './date';
import { postcodeAt } from './postcode';

/**
 * An address to a part of its postcode, or the region, and the years; lines and property reference go. So does the kind,
 * since a refuge, a prison or a hospital tells more than where someone lives.
 */
export const generaliseAddress = (
  address: Partial<Address>,
  level: Exclude<LevelOf<'addresses'>, 'full'> = 'district',
): Address => ({
  lines: [],
  postcode: postcodeAt(address.postcode, level),
  uprn: null,
  kind: null,
  from: generaliseDate(address.from),
  to: generaliseDate(address.to),
});
