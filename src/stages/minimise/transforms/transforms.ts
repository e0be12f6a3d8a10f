import type { RecordCategory } from '../../../domain/data-category';
import { generaliseGender } from '../../../pseudonyms/generalise/gender';
import type { IdentifierCategory } from '../../../pseudonyms/pseudonyms-for';
import type { CheckedParty, CheckedStatement } from '../checked';
import { clearAddresses, generalisedAddresses } from './address';
import {
  clearContactDetails,
  generalisedContactDetails,
  pseudonymisedContactDetails,
} from './contact-details';
import {
  clearParty,
  generalisedParty,
  pseudonymisedPerson,
  pseudonymisedPractitioner,
  type PartyNamespace,
  type PartyTransform,
} from './party';
import {
  clearStatement,
  generalisedStatement,
  pseudonymisedStatement,
  type StatementLadder,
  type StatementTransform,
} from './statement';
import type { TransformContext, Transforms } from './transform';

const everyStatement =
  (transform: StatementTransform) =>
  (statements: readonly CheckedStatement[] | null, context: TransformContext) => {
    const each = transform(context);
    return statements?.map((statement) => each(statement)) ?? null;
  };

const everyParty =
  (transform: PartyTransform) => (parties: readonly CheckedParty[] | null, context: TransformContext) => {
    const each = transform(context);
    return parties?.map((party) => each(party)) ?? null;
  };

const ifAny =
  (transform: StatementTransform) => (statement: CheckedStatement | null, context: TransformContext) =>
    statement && transform(context)(statement);

const statements = (ladder: StatementLadder) => ({
  CLEAR: everyStatement(clearStatement),
  PSEUDONYMISED: everyStatement(pseudonymisedStatement(ladder)),
  GENERALISED: everyStatement(generalisedStatement(ladder)),
});

const oneStatement = (ladder: StatementLadder) => ({
  CLEAR: ifAny(clearStatement),
  PSEUDONYMISED: ifAny(pseudonymisedStatement(ladder)),
  GENERALISED: ifAny(generalisedStatement(ladder)),
});

const parties = (namespace: PartyNamespace, pseudonymised: PartyTransform) => ({
  CLEAR: everyParty(clearParty(namespace)),
  PSEUDONYMISED: everyParty(pseudonymised),
  GENERALISED: everyParty(generalisedParty(namespace)),
});

/** An official number gives way to the subject's pseudonym, and to nothing where the agency holds none. */
const officialNumber = (category: Exclude<IdentifierCategory, 'contactDetails'>) => ({
  CLEAR: (value: string | null, { maskCode }: TransformContext) => maskCode(value),
  PSEUDONYMISED: (value: string | null, { pseudonyms, subject }: TransformContext) =>
    value === null ? null : pseudonyms.identifier(category, subject),
  GENERALISED: () => null,
});

const people = parties('person', pseudonymisedPerson);

/**
 * What leaves of each category in each outcome. Total, so that a new category or outcome does not compile without an
 * entry. What is no identifier has no pseudonym: there both outcomes climb, each to the level that the pack gives it.
 */
export const TRANSFORMS: { readonly [Category in RecordCategory]: Transforms<Category> } = Object.freeze({
  name: {
    CLEAR: (name, { maskCode }) => maskCode(name),
    PSEUDONYMISED: (_name, { pseudonyms, subject }) => pseudonyms.subject(subject),
    GENERALISED: () => null,
  },
  dateOfBirth: {
    CLEAR: (date) => date,
    PSEUDONYMISED: (date, { generalise }) => generalise.PSEUDONYMISED.dateOfBirth(date),
    GENERALISED: (date, { generalise }) => generalise.GENERALISED.dateOfBirth(date),
  },
  addresses: {
    CLEAR: clearAddresses,
    PSEUDONYMISED: (addresses, { generalise }) => generalisedAddresses(addresses, generalise.PSEUDONYMISED),
    GENERALISED: (addresses, { generalise }) => generalisedAddresses(addresses, generalise.GENERALISED),
  },
  age: {
    CLEAR: (age) => (age === null ? null : String(age)),
    PSEUDONYMISED: (age, { generalise }) => generalise.PSEUDONYMISED.age(age),
    GENERALISED: (age, { generalise }) => generalise.GENERALISED.age(age),
  },
  gender: {
    CLEAR: (gender, { maskText }) => maskText(gender),
    PSEUDONYMISED: (gender) => gender && generaliseGender(gender),
    GENERALISED: (gender) => gender && generaliseGender(gender),
  },
  contactDetails: {
    CLEAR: clearContactDetails,
    PSEUDONYMISED: pseudonymisedContactDetails,
    GENERALISED: generalisedContactDetails,
  },
  nationalInsuranceNumber: officialNumber('nationalInsuranceNumber'),
  nhsNumber: officialNumber('nhsNumber'),
  familyMembers: people,
  ethnicity: oneStatement('ethnicity'),
  religion: oneStatement('religion'),
  health: statements('health'),
  otherSpecialCategory: statements(null),
  legalStatuses: statements('legalStatuses'),
  involvements: statements(null),
  safeguardingConcerns: statements(null),
  convictions: statements('convictions'),
  investigations: statements('investigations'),
  otherParties: people,
  practitioners: parties('practitioner', pseudonymisedPractitioner),
  informants: people,
});
