import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/** A date to the precision that may be known: ISO 8601 reduced precision, as FHIR R4 `date`. */
export const PartialDateScalar = new GraphQLScalarType<string, string>({
  name: 'PartialDate',
  description: 'A date to the precision known or permitted: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601).',
  serialize: String,
});

/** A date as a policy pack's ladder leaves it, which need not be a date any longer. */
export const GeneralisedDateScalar = new GraphQLScalarType<string, string>({
  name: 'GeneralisedDate',
  description:
    'A partial date, or what the policy pack leaves of one: a quarter (2011-Q1); the distance from the review’s index event in days, months or years (D-412, M-13, Y+1); of a date of birth, the age at the index event (14 years, 4 months, newborn, unborn) or its band (11-15).',
  serialize: String,
});

/** An instant, in UTC. */
export const InstantScalar = GraphQLDateTimeISO;
