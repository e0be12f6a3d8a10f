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

/** Another person under a pseudonym, with relationship, and birth and address at the levels of the pack. */
export const pseudonymisedPerson = (party: CheckedParty, context: TransformContext): ReleasedParty => {
  const generalise = context.generalise.PSEUDONYMISED;
  const pseudonym = pseudonymOf(party, 'person', context);
  return released(party, pseudonym, {
    texts: {
      name: () => pseudonym,
      dateOfBirth: generalise.dateOfBirth,
      relationship: context.maskTerm,
      role: nothing,
      organisation: nothing,
    },
    addresses: (addresses) => generalisedAddresses(addresses, generalise),
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
      organisation: (name) => context.generalise.PSEUDONYMISED.service(context.maskService(name)),
    },
    addresses: nothing,
    addenda: notedAddenda,
  });
};

/** That there is such a person; for other people their relationship's group, for practitioners what the pack says of services. */
export const generalisedParty =
  (namespace: PartyNamespace) =>
  (party: CheckedParty, context: TransformContext): ReleasedParty =>
    released(party, pseudonymOf(party, namespace, context), {
      texts: {
        name: nothing,
        dateOfBirth: nothing,
        relationship: namespace === 'person' ? generaliseRelationship : nothing,
        role: nothing,
        organisation:
          namespace === 'practitioner'
            ? (name) => context.generalise.GENERALISED.service(context.maskService(name))
            : nothing,
      },
      addresses: nothing,
      addenda: notedAddenda,
    });
