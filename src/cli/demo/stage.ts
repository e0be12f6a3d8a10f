import { demoFamily } from '../../demo/demo-reviews';
import { findPersona, PERSONAS } from '../../demo/personas';
import type { Randomness } from '../../domain/ports';
import type { SubjectRole } from '../operations.generated';
import { getJson, type GatewayClient } from './gateway-client';
import type { Narrator } from './narrator';
import { StoryError } from './story-error';

/** An agency that plays a part, and the persona who acts for it. */
export interface StoryAgency {
  readonly id: string;
  readonly persona: string;
  /** Where its own staff search its case system. */
  readonly recordsUrl: string;
}

/** A line of an agency's own search screen. */
export interface OwnRecord {
  readonly handle: string;
  readonly name: string;
  readonly dateOfBirth: string | null;
  readonly address: string | null;
}

/** A person of the story, as the coordinator knows them. */
export interface StoryPerson {
  readonly role: SubjectRole;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly address: { readonly lines: readonly string[]; readonly postcode: string };
  readonly protectedAddress: boolean;
  readonly nhsNumber: string;
}

/** What every step of the story works with. */
export interface Stage {
  readonly client: GatewayClient;
  readonly narrator: Narrator;
  readonly agencies: readonly StoryAgency[];
  /** Whether the agencies' records come from real files, which share no person. */
  readonly realData: boolean;
  readonly randomness: Randomness;
}

/** The review of this telling. */
export interface OpenedReview {
  readonly id: string;
  readonly reference: string;
}

export const COORDINATOR = 'coordinator';
export const HOUSING = 'housing';
export const NHS = 'nhs-trust';
export const AUDITOR = 'auditor';

/** The period that the story's review looks at. */
export const REVIEW_PERIOD = { from: '2012-01-01', to: '2026-12-31' } as const;

/** What the story's review is for. */
export const REVIEW_PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** Who acts, in words. */
export const titleOf = (persona: string): string => findPersona(persona)?.title ?? persona;

const CONSONANTS = 'BCDFGHJKLMNPQRSTVWXZ';

/** Letters that no review has yet and that no identifier looks like: for keys and references of this telling. */
export const newLetters = ({ randomness }: Stage): string =>
  [...randomness.bytes(10)].map((byte) => CONSONANTS[byte % CONSONANTS.length]).join('');

/** The partner lives apart, and where must not be found out. */
const PARTNERS_ADDRESS = { lines: ['4 Weir Street', 'Zedbridge'], postcode: 'ZZ4 4QX' };
const ROLES: Readonly<Record<string, SubjectRole>> = {
  child: 'INDEX_CHILD',
  mother: 'MOTHER',
  partner: 'PARTNER',
};

/** The three people of the story: a child, the mother, and the mother's partner. */
export function storyPeople(): readonly StoryPerson[] {
  return demoFamily().flatMap((person) => {
    const role = ROLES[person.familyRole];
    if (role === undefined) return [];
    const { lines, postcode } = person.address;
    const apart = role === 'PARTNER';
    return {
      role,
      name: `${person.givenName} ${person.familyName}`,
      dateOfBirth: person.dateOfBirth,
      address: apart ? PARTNERS_ADDRESS : { lines, postcode },
      protectedAddress: apart,
      nhsNumber: person.nhsNumber,
    };
  });
}

/** The agencies that run, each with the persona who speaks for it. @throws StoryError without one */
export async function readAgencies(client: GatewayClient): Promise<readonly StoryAgency[]> {
  const running =
    await client.get<readonly { readonly id: string; readonly recordsUrl: string }[]>('/demo/agencies');
  return running.map(({ id, recordsUrl }) => {
    const persona = PERSONAS.find(({ agency }) => agency === id);
    if (!persona) throw new StoryError(`Nobody speaks for the agency ${id}.`);
    return { id, persona: persona.key, recordsUrl };
  });
}

/** Searches an agency's own case system, as its own staff would. */
export function searchRecords(
  { recordsUrl }: StoryAgency,
  by: Readonly<Record<string, string>>,
): Promise<readonly OwnRecord[]> {
  return getJson(`${recordsUrl}?${new URLSearchParams(by).toString()}`);
}
