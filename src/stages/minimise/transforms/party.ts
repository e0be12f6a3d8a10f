import { generaliseRelationship } from '../../../pseudonyms/generalise/relationship';
import type { CheckedAddress, CheckedParty } from '../checked';
import { bare, type ReleasedAddress, type ReleasedParty, type Writable } from '../released';
import { clearAddresses, generalisedAddresses } from './address';
import { entryDesk } from './entry-desk';
import { clearAddenda, notedAddenda } from './statement';
import type { TransformContext } from './transform';

/** Which namespace the pseudonyms of a kind of party are from. */
export type PartyNamespace = 'person' | 'practitioner';

/** Makes, for the answer of one record, what makes of each of its parties what leaves of them. */
export type PartyTransform = (context: TransformContext) => (party: CheckedParty) => ReleasedParty;

type Rule = (value: string | null) => string | null;

/** How each leaf of a party is treated; every leaf has an entry, so that a new one cannot slip through. */
interface PartyRules {
  readonly namespace: PartyNamespace;
  /** The name by what the agency wrote, or by the pseudonym that stands for the person. */
  readonly name: (name: string | null, pseudonym: string | null) => string | null;
  readonly dateOfBirth: Rule;
  readonly relationship: Rule;
  readonly role: Rule;
  readonly organisation: Rule;
  readonly addresses: (addresses: readonly CheckedAddress[] | null) => readonly ReleasedAddress[] | null;
  readonly addenda: (party: CheckedParty) => ReleasedParty['addenda'];
}

const nothing = (): null => null;
const noted = ({ addenda }: CheckedParty): ReleasedParty['addenda'] => notedAddenda(addenda);

/** Each leaf only where it was asked for. */
const releasing =
  (rulesOf: (context: TransformContext) => PartyRules): PartyTransform =>
  (context) => {
    const rules = rulesOf(context);
    const { agency, pseudonyms } = context;
    return (party) => {
      const { source, name, dateOfBirth, relationship, role, organisation, addresses } = party;
      // Null where the agency gave no handle to derive it from.
      const pseudonym = source === null ? null : pseudonyms[rules.namespace](agency, source);
      const made: Writable<ReleasedParty> = { assertion: party.assertion, addenda: rules.addenda(party) };
      if (party.asksHandle && pseudonym !== null) made.handle = pseudonym;
      if (name !== undefined) made.name = rules.name(name, pseudonym);
      if (dateOfBirth !== undefined) made.dateOfBirth = rules.dateOfBirth(dateOfBirth);
      if (relationship !== undefined) made.relationship = rules.relationship(relationship);
      if (role !== undefined) made.role = rules.role(role);
      if (organisation !== undefined) made.organisation = rules.organisation(organisation);
      if (addresses !== undefined) made.addresses = rules.addresses(addresses);
      return bare(made);
    };
  };

/** A party as the agency wrote it; the handle alone is a pseudonym. */
export const clearParty = (namespace: PartyNamespace): PartyTransform =>
  releasing((context) => ({
    namespace,
    name: context.maskCode,
    dateOfBirth: (date) => date,
    relationship: context.maskTerm,
    role: context.maskService,
    organisation: context.maskService,
    addresses: (addresses) => clearAddresses(addresses, context),
    addenda: (party) => clearAddenda(party, entryDesk(party.source, context)),
  }));

/** Another person under a pseudonym, with relationship, and birth and address at the levels of the pack. */
export const pseudonymisedPerson: PartyTransform = releasing(
  ({ maskTerm, generalise: { PSEUDONYMISED } }) => ({
    namespace: 'person',
    name: (_name, pseudonym) => pseudonym,
    dateOfBirth: PSEUDONYMISED.dateOfBirth,
    relationship: maskTerm,
    role: nothing,
    organisation: nothing,
    addresses: (addresses) => generalisedAddresses(addresses, PSEUDONYMISED),
    addenda: noted,
  }),
);

/** A practitioner under a pseudonym, with role and organisation: what they did is the review's matter, not their life. */
export const pseudonymisedPractitioner: PartyTransform = releasing(({ maskService, generalise }) => ({
  namespace: 'practitioner',
  name: (_name, pseudonym) => pseudonym,
  dateOfBirth: nothing,
  relationship: nothing,
  role: maskService,
  organisation: (name) => generalise.PSEUDONYMISED.service(maskService(name)),
  addresses: nothing,
  addenda: noted,
}));

/** That there is such a person; for other people their relationship's group, for practitioners what the pack says of services. */
export const generalisedParty = (namespace: PartyNamespace): PartyTransform =>
  releasing(({ maskService, generalise }) => ({
    namespace,
    name: nothing,
    dateOfBirth: nothing,
    relationship: namespace === 'person' ? generaliseRelationship : nothing,
    role: nothing,
    organisation:
      namespace === 'practitioner' ? (name) => generalise.GENERALISED.service(maskService(name)) : nothing,
    addresses: nothing,
    addenda: noted,
  }));
