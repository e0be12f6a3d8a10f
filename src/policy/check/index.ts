import type { Check } from './check';
import { cellsRestOnClauses, clausesAreUsed, disclosureRestsOnWords, documentsAreKnown } from './clauses';
import { columnsAreComplete, columnsAreKnown, columnsDoNotOverlap } from './columns';
import { keepsHardConstraints } from './hard-constraints';
import { disclosureHasLawfulBasis, lawfulBasesAreSingle } from './lawful-bases';
import { datesAgree, switchesAreDecided } from './life-cycle';

/** Every check that a pack must pass before it is compiled. */
export const CHECKS: readonly Check[] = Object.freeze([
  keepsHardConstraints,
  cellsRestOnClauses,
  disclosureRestsOnWords,
  clausesAreUsed,
  documentsAreKnown,
  columnsAreKnown,
  columnsAreComplete,
  columnsDoNotOverlap,
  lawfulBasesAreSingle,
  disclosureHasLawfulBasis,
  datesAgree,
  switchesAreDecided,
]);
