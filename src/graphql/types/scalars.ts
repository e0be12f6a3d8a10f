import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/** A date to the precision that may be known: ISO 8601 reduced precision, as FHIR R4 `date`. */
export const PartialDateScalar = new GraphQLScalarType<string, string>({
  name: 'PartialDate',
  description: 'A date to the precision known or permitted: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601).',
  serialize: String,
});

/** An instant, in UTC. */
export const InstantScalar = GraphQLDateTimeISO;
