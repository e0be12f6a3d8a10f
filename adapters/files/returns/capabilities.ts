import type { ReturnForm } from './form';
import { ANNEX_A } from './forms/annex-a';
import { CIN_CENSUS } from './forms/cin-census';
import { COMMON_TRANSFER_FILE } from './forms/common-transfer-file';
import { SCHOOL_CENSUS } from './forms/school-census';

/** The returns that this adapter reads, by the name that a configuration gives. */
export const RETURN_FORMS: Readonly<Record<string, ReturnForm>> = {
  'annex-a': ANNEX_A,
  'cin-census': CIN_CENSUS,
  ctf: COMMON_TRANSFER_FILE,
  'school-census': SCHOOL_CENSUS,
};

/** The contract fields that a return can answer. */
export const offersOf = ({ fields }: ReturnForm): ReadonlySet<string> => new Set(Object.keys(fields));
