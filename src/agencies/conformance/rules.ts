import { datesAreReduced, entriesAreNoRecords, entriesCarryAssertion, handlesAreOpaque } from './entry-rules';
import { periodNarrows } from './period-rule';
import {
  answersOnlyWhatIsAsked,
  answersWhatItOffers,
  knowsItsHandle,
  offersFields,
  repeatsItself,
  restrictedIsUnknown,
  unknownIsNull,
} from './record-rules';
import type { ContractRule } from './rule';

/** Every rule that can be tried on whatever answers for an agency. */
export const CONTRACT_RULES: readonly ContractRule[] = Object.freeze([
  offersFields,
  knowsItsHandle,
  answersWhatItOffers,
  answersOnlyWhatIsAsked,
  unknownIsNull,
  restrictedIsUnknown,
  handlesAreOpaque,
  entriesAreNoRecords,
  entriesCarryAssertion,
  datesAreReduced,
  periodNarrows,
  repeatsItself,
]);
