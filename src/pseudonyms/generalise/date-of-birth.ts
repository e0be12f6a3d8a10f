import { generaliseDate } from './date';

/** A date of birth to its year: `2011-03-04` -> `2011`; anything that is no date -> null. */
export const generaliseDateOfBirth = (value: string | null | undefined): string | null =>
  generaliseDate(value);
