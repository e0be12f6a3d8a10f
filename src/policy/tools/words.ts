import type { DataCategory } from '../../domain/data-category';
import {
  LADDER_NAMES,
  type LadderName,
  type LadderOutcome,
  type LevelOf,
  type Levels,
} from '../../domain/ladder';
import type { Outcome } from '../../domain/outcome';
import type { Purpose } from '../../domain/purpose';
import type { Contribution, Standing } from '../../domain/standing';
import type { LawfulBasis } from '../compiled-pack';

/** The 22 data categories as a letter to a member of the public names them. */
export const CATEGORY_WORDS: Readonly<Record<DataCategory, string>> = Object.freeze({
  name: 'name',
  dateOfBirth: 'date of birth',
  addresses: 'addresses',
  age: 'age',
  gender: 'gender',
  contactDetails: 'contact details and language spoken',
  nationalInsuranceNumber: 'National Insurance number',
  nhsNumber: 'NHS number and other official numbers',
  familyMembers: 'family members',
  ethnicity: 'race or ethnicity',
  religion: 'religion or belief',
  health: 'health, medical history and disability',
  otherSpecialCategory: 'other sensitive information (such as sexual orientation or political opinions)',
  legalStatuses: 'legal status (such as being looked after)',
  involvements: 'contact with services',
  safeguardingConcerns: 'safeguarding concerns and descriptions of abuse',
  convictions: 'criminal records',
  investigations: 'criminal investigations and allegations',
  otherParties: "other people's information",
  practitioners: 'names of practitioners',
  informants: 'who gave information or made a referral',
  knownToAgency: 'whether the agency knows the person',
});

/** A purpose in a sentence, after "for". */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = Object.freeze({
  CONTACT_CHECK: 'a contact check',
  PANEL_PAPERS: 'the papers of a review panel',
  STATISTICS: 'statistics',
  CHILD_SAFEGUARDING_PRACTICE_REVIEW: 'a child safeguarding practice review',
  RAPID_REVIEW: 'a rapid review',
  SAFEGUARDING_ADULT_REVIEW: 'a safeguarding adult review',
  DOMESTIC_HOMICIDE_REVIEW: 'a domestic homicide review',
  CHILD_DEATH_REVIEW: 'a child death review',
});

/** Those who receive, in a sentence. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = Object.freeze({
  COORDINATOR: 'the team that coordinates the review',
  PARTICIPATING: 'agencies that take part in the review',
  WIDER: 'the wider group of agencies',
  REVIEWER: 'the independent reviewer',
});

/** The form in which a value arrives, after what is shown; empty for what does not. */
export const FORM_WORDS: Readonly<Record<Outcome, string>> = Object.freeze({
  CLEAR: 'as recorded',
  PSEUDONYMISED: 'under a pseudonym',
  GENERALISED: 'in general terms only',
  WITHHELD: 'not at all',
});

/** Whose information, in a sentence. */
export const CONTRIBUTION_WORDS: Readonly<Record<Contribution, string>> = Object.freeze({
  OWN: 'what the agency itself recorded',
  OTHER: 'what other agencies recorded',
});

/** A list in a sentence: `a, b and c`; categories in the order of the vocabulary are the caller's affair. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The law of a purpose in one sentence's words: articles, then the conditions, then the power. */
export function lawfulBasisWords(basis: LawfulBasis): string {
  const { article6, article9, schedule1, article10, statute } = basis;
  const special = article9.map((article) => `article ${article}`);
  const parts = [
    `article ${article6} of the UK GDPR`,
    ...(special.length > 0 ? [`${listed(special)} for special category data${conditions(schedule1)}`] : []),
    ...(article10.length > 0 ? [`article 10 for criminal offence data${conditions(article10)}`] : []),
  ];
  const power = statute.length > 0 ? `, under ${listed(statute)}` : '';
  return `${parts.join('; ')}${power}`;
}

function conditions(paragraphs: readonly string[]): string {
  return paragraphs.length === 0 ? '' : ` (Data Protection Act 2018, Schedule 1, ${listed(paragraphs)})`;
}

/** What climbs each ladder, in a sentence. */
const LADDER_WORDS: Readonly<Record<LadderName, string>> = Object.freeze({
  dateOfBirth: 'date of birth',
  addresses: 'address',
  age: 'age',
  dates: 'the dates of events',
  ethnicity: 'ethnicity',
  religion: 'religion',
  health: 'health',
  legalStatuses: 'legal status',
  convictions: 'offence of a conviction',
  investigations: 'offence of an investigation',
  services: 'the names of schools and services',
});

const OFFENCE_LEVELS: Readonly<Record<LevelOf<'convictions'>, string>> = {
  code: 'as recorded',
  group: 'as the group of offences',
  kind: 'as violence, sexual or other',
  none: 'not at all',
};

/** What is left at each level, in a sentence. */
const LEVEL_WORDS: { readonly [Name in LadderName]: Readonly<Record<LevelOf<Name>, string>> } = Object.freeze(
  {
    dateOfBirth: {
      full: 'as recorded',
      month: 'as month and year',
      year: 'as the year',
      ageAtIndexEvent: 'as the age at the index event',
      band: 'as the band of the age at the index event',
    },
    addresses: {
      full: 'as recorded',
      sector: 'as the postcode sector',
      district: 'as the postcode district',
      area: 'as the postcode area',
      region: 'as the region',
    },
    age: { years: 'in years', band: 'as a band' },
    dates: {
      day: 'to the day',
      offset: 'as days from the index event',
      month: 'to the month',
      quarter: 'to the quarter',
      year: 'to the year',
    },
    ethnicity: { code: 'as recorded', group: 'as one of the five groups' },
    religion: { code: 'as recorded', group: 'as one of the groups of the census' },
    health: {
      code: 'as recorded',
      chapter: 'as the chapter of the classification of diseases',
      broad: 'as physical or mental',
      none: 'not at all',
    },
    legalStatuses: { code: 'as recorded', group: 'as the group', none: 'not at all' },
    convictions: OFFENCE_LEVELS,
    investigations: OFFENCE_LEVELS,
    services: { name: 'as recorded', type: 'as the type of service', none: 'not at all' },
  },
);

/** One ladder's level in words: `date of birth as the year`. */
export function levelWords(name: LadderName, level: string): string {
  const words: Readonly<Partial<Record<string, string>>> = LEVEL_WORDS[name];
  return `${LADDER_WORDS[name]} ${words[level] ?? level}`;
}

/** What an outcome leaves of everything that climbs a ladder, in one sentence's words. */
export const outcomeLevelWords = (levels: Levels): string =>
  listed(LADDER_NAMES.map((name) => levelWords(name, levels[name])));

/** An outcome that climbs, before its levels. */
export const LADDER_OUTCOME_WORDS: Readonly<Record<LadderOutcome, string>> = Object.freeze({
  PSEUDONYMISED: 'In a record under a pseudonym',
  GENERALISED: 'In general terms',
});
