import { agreementDatesAgree, partiesAreSound } from './agreement';
import type { Check } from './check';
import { citationsAreSound, documentsAreFresh, lawfulBasesAreUsed } from './citations';
import {
  cellsRestOnClauses,
  clausesAreUsed,
  disclosureRestsOnWords,
  documentsAreKnown,
  retentionRestsOnClauses,
  settingsRestOnClauses,
} from './clauses';
import { columnsAreComplete, columnsAreKnown, columnsDoNotOverlap } from './columns';
import { keepsHardConstraints } from './hard-constraints';
import { finerLevelsAreDecided } from './levels';
import { disclosureHasLawfulBasis, lawfulBasesAreSingle } from './lawful-bases';
import { datesAgree, switchesAreDecided, switchesHaveEffect } from './life-cycle';
import { openingsWiden, retentionRulesAreSingle, switchesCanHold } from './openings';
import { activePacksAreComplete, publishedPacksAreSigned } from './readiness';
import { dataStayInTheUk, nothingPersonalIsPublished, offenceDataKeepToTheirPurposes } from './settings';

/** Every check of a pack: an error keeps it from being compiled, a warning does not. */
export const CHECKS: readonly Check[] = Object.freeze([
  keepsHardConstraints,
  dataStayInTheUk,
  nothingPersonalIsPublished,
  offenceDataKeepToTheirPurposes,
  finerLevelsAreDecided,
  cellsRestOnClauses,
  disclosureRestsOnWords,
  clausesAreUsed,
  retentionRestsOnClauses,
  settingsRestOnClauses,
  documentsAreKnown,
  columnsAreKnown,
  columnsAreComplete,
  columnsDoNotOverlap,
  openingsWiden,
  switchesCanHold,
  retentionRulesAreSingle,
  lawfulBasesAreSingle,
  disclosureHasLawfulBasis,
  partiesAreSound,
  agreementDatesAgree,
  publishedPacksAreSigned,
  activePacksAreComplete,
  datesAgree,
  switchesAreDecided,
  switchesHaveEffect,
  citationsAreSound,
  lawfulBasesAreUsed,
  documentsAreFresh,
]);
