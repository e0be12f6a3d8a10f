import type { RecordCategory } from '../../../domain/data-category';
import { generaliseAge } from '../../../pseudonyms/generalise/age';
import { generaliseDateOfBirth } from '../../../pseudonyms/generalise/date-of-birth';
import { generaliseEthnicity } from '../../../pseudonyms/generalise/ethnicity';
import { generaliseGender } from '../../../pseudonyms/generalise/gender';
import { generaliseHealth } from '../../../pseudonyms/generalise/health';
import { generaliseLegalStatus } from '../../../pseudonyms/generalise/legal-status';
import { generaliseReligion } from '../../../pseudonyms/generalise/religion';
import type { IdentifierCategory } from '../../../pseudonyms/pseudonyms-for';
import type { CheckedParty, CheckedStatement } from '../checked';
import type { ReleasedParty, ReleasedStatement } from '../released';
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
} from './party';
import {
  clearStatement,
  generalisedStatement,
  pseudonymisedStatement,
  type StatementLadder,
} from './statement';
import type { TransformContext, Transforms } from './transform';

type StatementTransform = (statement: CheckedStatement, context: TransformContext) => ReleasedStatement;
type PartyTransform = (party: CheckedParty, context: TransformContext) => ReleasedParty;

const everyStatement =
  (transform: StatementTransform) =>
  (statements: readonly CheckedStatement[] | null, context: TransformContext) =>
    statements?.map((statement) => transform(statement, context)) ?? null;

const everyParty =
  (transform: PartyTransform) => (parties: readonly CheckedParty[] | null, context: TransformContext) =>
    parties?.map((party) => transform(party, context)) ?? null;

const ifAny =
  (transform: StatementTransform) => (statement: CheckedStatement | null, context: TransformContext) =>
    statement && transform(statement, context);

const statements = (ladder: StatementLadder) => ({
  CLEAR: everyStatement(clearStatement),
  PSEUDONYMISED: everyStatement(pseudonymisedStatement),
  GENERALISED: everyStatement(generalisedStatement(ladder)),
});

const oneStatement = (ladder: StatementLadder) => ({
  CLEAR: ifAny(clearStatement),
  PSEUDONYMISED: ifAny(pseudonymisedStatement),
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

/** What is left where no ladder is agreed: that there is an entry, and its years. */
const yearsOnly: StatementLadder = () => ({});

const people = parties('person', pseudonymisedPerson);

/**
 * What leaves of each category in each outcome. Total, so that a new category or outcome does not compile without an
 * entry. What is no identifier has no pseudonym: there PSEUDONYMISED is as coarse as GENERALISED.
 */
export const TRANSFORMS: { readonly [Category in RecordCategory]: Transforms<Category> } = Object.freeze({
  name: {
    CLEAR: (name, { maskCode }) => maskCode(name),
    PSEUDONYMISED: (_name, { pseudonyms, subject }) => pseudonyms.subject(subject),
    GENERALISED: () => null,
  },
  dateOfBirth: {
    CLEAR: (date) => date,
    PSEUDONYMISED: generaliseDateOfBirth,
    GENERALISED: generaliseDateOfBirth,
  },
  addresses: {
    CLEAR: clearAddresses,
    PSEUDONYMISED: generalisedAddresses,
    GENERALISED: generalisedAddresses,
  },
  age: {
    CLEAR: (age) => (age === null ? null : String(age)),
    PSEUDONYMISED: generaliseAge,
    GENERALISED: generaliseAge,
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
  ethnicity: oneStatement((statement) => ({ description: generaliseEthnicity(statement) })),
  religion: oneStatement((statement) => ({ description: generaliseReligion(statement) })),
  health: statements((statement) => ({ ...generaliseHealth(statement) })),
  otherSpecialCategory: statements(yearsOnly),
  legalStatuses: statements((statement) => ({ description: generaliseLegalStatus(statement) })),
  involvements: statements(yearsOnly),
  safeguardingConcerns: statements(yearsOnly),
  convictions: statements(yearsOnly),
  investigations: statements(yearsOnly),
  otherParties: people,
  practitioners: parties('practitioner', pseudonymisedPractitioner),
  informants: people,
});
