import type { Cell, Clause, CompiledPack, SwitchKey } from '../policy';
import { LADDER_OUTCOMES } from '../domain/ladder';
import { LADDER_OUTCOME_WORDS, listed, outcomeLevelWords, PURPOSE_WORDS } from '../policy/tools';

/** What each outcome means, as the legend and every cell word it. */
export const OUTCOME_WORDS: Readonly<Record<Cell['outcome'], readonly [short: string, meaning: string]>> = {
  CLEAR: ['Shown', 'as recorded'],
  PSEUDONYMISED: ['Pseudonym', 'replaced by a pseudonym that is the same throughout the review'],
  GENERALISED: ['General terms', 'in general terms only, such as the year for a date of birth'],
  WITHHELD: ['Withheld', 'not shown'],
};

/** The questions that documents leave open, as a reader of the matrix meets them. */
export const SWITCH_WORDS: Readonly<Record<SwitchKey, string>> = {
  rapidReviewCoveredByCsprNotice:
    'Does what is said of child safeguarding practice reviews cover the rapid review before one?',
  contactCheckCoversAdult: 'May a contact check be made for the adult of a safeguarding adult review?',
  previousAddressesInContactCheck: 'Does "address" in the contact check include previous addresses?',
  notInvolvedSeesReview: 'Does a professional who is not involved see more than a contact check?',
  equalityAnalysisInClear:
    'Are ethnicity and religion shown in clear where the terms of reference ask for it?',
  deathRetentionFromLaterDate: 'Are papers on a child who died kept for 15 years from the later date?',
};

/** A clause with its words. */
export const clauseWords = ({ document, place, quote }: Clause): string =>
  `${document}, ${place}: ${quote === '' ? 'the document does not speak of it' : `“${quote}”`}`;

/** What must hold before the table is looked at; while one of these fails, everything that it covers is withheld. */
export function gateWords({ gates, settings, agreement }: CompiledPack): readonly string[] {
  const { purposes, clause } = settings.scopeWindow;
  const cited = clause === null ? '' : ` [${clause}]`;
  return [
    'The pack is in force, and the review is at a stage at which the recipient takes part.',
    ...(agreement === null
      ? []
      : [`Both the recipient and the coordinating agency have signed: ${agreement.title}.`]),
    `The user's data protection training is not older than ${gates.trainingMonths} months.`,
    ...(gates.reminder ? ['The user has acknowledged the confidentiality reminder in this session.'] : []),
    ...(gates.ukOnly ? ['The request comes from a network in the United Kingdom.'] : []),
    ...(gates.assertionRequired ? ['Each entry is marked as fact, opinion or both.'] : []),
    ...(purposes.length === 0
      ? []
      : [
          `The review says from when to when it looks; nothing that lies wholly outside is asked for${cited}: for ${listed(purposes.map((purpose) => PURPOSE_WORDS[purpose]))}.`,
        ]),
    'No flag of the person (protected address, adopted, protected person, restricted) stands against it.',
  ];
}

/** How coarse a value leaves, and who decided it where it tells more than the standard levels do. */
export function levelTexts({ levels, settings }: CompiledPack): readonly string[] {
  const { decidedBy } = settings.generalisation;
  return [
    ...LADDER_OUTCOMES.map(
      (outcome) => `${LADDER_OUTCOME_WORDS[outcome]}: ${outcomeLevelWords(levels[outcome])}.`,
    ),
    ...(decidedBy === null
      ? []
      : [`Levels that tell more than the standard ones were decided by: ${decidedBy}.`]),
  ];
}
