import type { RiskReason } from '../../../domain/risk-reason';
import type { Word } from './words';

/** A score from 0 (nothing to tell) towards 1, and what made it; no threshold of it releases a text. */
export interface ResidualRisk {
  readonly score: number;
  readonly reasons: readonly RiskReason[];
}

/** What the de-identification knows of its own work. */
export interface RiskFacts {
  /** The text as it is now. */
  readonly text: string;
  /** Its words, the masked stretches among them; none where names were not searched for. */
  readonly words: readonly Word[];
  readonly namesSearched: boolean;
  readonly misspelt: number;
  readonly unlisted: number;
  /** Numbers masked by their form whose check digit or letter does not fit. */
  readonly failedChecks: number;
  /** Different labels of people. */
  readonly people: number;
}

/** How much of what is left each reason takes away at its first, and at most. */
const WEIGHTS: Readonly<Record<RiskReason, readonly [first: number, most: number]>> = {
  // The dictionary approach of a large mental health record missed one identifier in forty (catalogue 4.1).
  AUTOMATED_ONLY: [0.03, 0.03],
  NAMES_NOT_SEARCHED: [0.3, 0.3],
  CAPITALISED_WORDS: [0.05, 0.4],
  MISSPELT_NAMES: [0.05, 0.2],
  UNLISTED_NAMES: [0.03, 0.2],
  FAILED_CHECKS: [0.03, 0.1],
  LONG_NUMBERS: [0.15, 0.5],
  EXACT_DATES: [0.05, 0.25],
  EXACT_AGES: [0.03, 0.1],
  DIRECT_SPEECH: [0.05, 0.15],
  RARE_CIRCUMSTANCES: [0.15, 0.4],
  MANY_PEOPLE: [0.05, 0.2],
};

const LONG_NUMBER = /(?<![0-9])[0-9](?:[ -]?[0-9]){5,40}(?![0-9])/gu;
const DATE =
  /(?<![0-9])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})(?![0-9])/gu;
const AGE = /\b(?:aged? [0-9]{1,3}|[0-9]{1,3}[ -](?:years?|months?|weeks?|days?)[ -]olds?)\b/giu;
const SPEECH = /["\u201c][^"\u201c\u201d\n]{12,400}["\u201d]/gu;
const RARE =
  /\b(?:twins?|triplets?|newspapers?|in the (?:news|press|papers)|on television|famous|celebrity|footballer|mayor|inquest|murder(?:ed|s)?|homicide|manslaughter|transgender|only (?:child|family|person) in)\b/giu;

const count = (text: string, form: RegExp): number => [...text.matchAll(form)].length;

const capitalised = (words: readonly Word[]): number =>
  words.filter(
    ({ masked, capital, first, shouted, sense, text }) =>
      !masked && capital && !first && !shouted && text.length > 1 && !sense.common,
  ).length;

/** How far a text that went through the de-identification may still tell who it is about. */
export function residualRisk({ text, words, ...facts }: RiskFacts): ResidualRisk {
  if (!/[\p{L}\p{N}]/u.test(text)) return { score: 0, reasons: [] };
  const found: readonly (readonly [RiskReason, number])[] = [
    ['AUTOMATED_ONLY', 1],
    ['NAMES_NOT_SEARCHED', facts.namesSearched ? 0 : 1],
    ['CAPITALISED_WORDS', capitalised(words)],
    ['MISSPELT_NAMES', facts.misspelt],
    ['UNLISTED_NAMES', facts.unlisted],
    ['FAILED_CHECKS', facts.failedChecks],
    ['LONG_NUMBERS', count(text, LONG_NUMBER)],
    ['EXACT_DATES', count(text, DATE)],
    ['EXACT_AGES', count(text, AGE)],
    ['DIRECT_SPEECH', count(text, SPEECH)],
    ['RARE_CIRCUMSTANCES', count(text, RARE)],
    ['MANY_PEOPLE', Math.max(0, facts.people - 3)],
  ];
  const reasons = found.filter(([, times]) => times > 0);
  const safe = reasons.reduce((left, [reason, times]) => {
    const [first, most] = WEIGHTS[reason];
    return left * (1 - Math.min(most, first * times));
  }, 1);
  return { score: Math.round((1 - safe) * 100) / 100, reasons: reasons.map(([reason]) => reason) };
}
