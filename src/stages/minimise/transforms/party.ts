import { generaliseDateOfBirth } from '../../../pseudonyms/generalise/date-of-birth';
import { generaliseRelationship } from '../../../pseudonyms/generalise/relationship';
import type { CheckedParty } from '../checked';
import { bare, type ReleasedAddress, type ReleasedParty } from '../released';
import { clearAddresses, generalisedAddresses } from './address';
import { entryDesk } from './entry-desk';
import { clearAddenda, notedAddenda } from './statement';
import type { TransformContext } from './transform';

/** Which namespace the pseudonyms of a kind of party are from. */
export type PartyNamespace = 'person' | 'practitioner';

type Rule = (value: string | null) => string | null;

/** How each leaf of a party is treated; every leaf has an entry, so that a new one cannot slip through. */
interface PartyRules {
  readonly texts: Readonly<Record<'name' | 'dateOfBirth' | 'relationship' | 'role' | 'organisation', Rule>>;
  readonly addresses: (addresses: readonly ReleasedAddress[] | null) => readonly ReleasedAddress[] | null;
  readonly addenda: (addenda: CheckedParty['addenda']) => ReleasedParty['addenda'];
}

const TEXTS = ['name', 'dateOfBirth', 'relationship', 'role', 'organisation'] as const;

const nothing = (): null => null;

/** The pseudonym of this other person; null where the agency gave no handle to derive it from. */
function pseudonymOf(
  party: CheckedParty,
  namespace: PartyNamespace,
  { agency, pseudonyms }: TransformContext,
): string | null {
  return party.source === null ? null : pseudonyms[namespace](agency, party.source);
}

function released(party: CheckedParty, pseudonym: string | null, rules: PartyRules): ReleasedParty {
  const texts: Partial<Record<(typeof TEXTS)[number], string | null>> = {};
  for (const leaf of TEXTS) {
    const value = party[leaf];
    if (value !== undefined) texts[leaf] = rules.texts[leaf](value);
  }
  return bare({
    assertion: party.assertion,
    addenda: rules.addenda(party.addenda),
    ...(party.asksHandle && pseudonym !== null ? { handle: pseudonym } : {}),
    ...texts,
    ...(party.addresses === undefined ? {} : { addresses: rules.addresses(party.addresses) }),
  });
}

/** A party as the agency wrote it; the handle alone is a pseudonym. */
export const clearParty =
  (namespace: PartyNamespace) =>
  (party: CheckedParty, context: TransformContext): ReleasedParty =>
    released(party, pseudonymOf(party, namespace, context), {
      texts: {
        name: context.maskCode,
        dateOfBirth: (date) => date,
        relationship: context.maskTerm,
        role: context.maskService,
        organisation: context.maskService,
      },
      addresses: (addresses) => clearAddresses(addresses, context),
      addenda: (addenda) => clearAddenda({ addenda }, entryDesk(party.source, context)),
    });

/** Another person under a pseudonym, with relationship, year of birth and outward code. */
export const pseudonymisedPerson = (party: CheckedParty, context: TransformContext): ReleasedParty => {
  const pseudonym = pseudonymOf(party, 'person', context);
  return released(party, pseudonym, {
    texts: {
      name: () => pseudonym,
      dateOfBirth: generaliseDateOfBirth,
      relationship: context.maskTerm,
      role: nothing,
      organisation: nothing,
    },
    addresses: generalisedAddresses,
    addenda: notedAddenda,
  });
};

/** A practitioner under a pseudonym, with role and organisation: what they did is the review's matter, not their life. */
export const pseudonymisedPractitioner = (party: CheckedParty, context: TransformContext): ReleasedParty => {
  const pseudonym = pseudonymOf(party, 'practitioner', context);
  return released(party, pseudonym, {
    texts: {
      name: () => pseudonym,
      dateOfBirth: nothing,
      relationship: nothing,
      role: context.maskService,
      organisation: context.maskService,
    },
    addresses: nothing,
    addenda: notedAddenda,
  });
};

/** That there is such a person, and for other people their relationship's group. */
export const generalisedParty =
  (namespace: PartyNamespace) =>
  (party: CheckedParty, context: TransformContext): ReleasedParty =>
    released(party, pseudonymOf(party, namespace, context), {
      texts: {
        name: nothing,
        dateOfBirth: nothing,
        relationship: namespace === 'person' ? generaliseRelationship : nothing,
        role: nothing,
        organisation: nothing,
      },
      addresses: nothing,
      addenda: notedAddenda,
    });
