// A school's own subgraph, written with graphql-yoga and nothing of the adapters: node test/outside-agencies/school.mjs [port]
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, NoSchemaIntrospectionCustomRule, parse } from 'graphql';
import { createYoga } from 'graphql-yoga';

// The part of the contract that a school has: four categories, and the types below them.
const typeDefs = parse(readFileSync(new URL('./school.graphql', import.meta.url), 'utf8'));

const PUPILS = new Map([
  [
    'pupil-7f3a91c2d4e85b60',
    {
      name: 'Morgan Testpupil',
      dateOfBirth: '2014-09-02',
      involvements: [
        {
          handle: 'enrolment-51b7c09ae2d34f18',
          assertion: 'FACT',
          addenda: [],
          kind: 'enrolment',
          status: 'current',
          service: 'Primary school',
          from: '2018-09-04',
        },
      ],
      safeguardingConcerns: [
        {
          handle: 'concern-0d82f6b1a97c4e35',
          assertion: 'COMBINATION',
          addenda: [{ recordedOn: '2024-03-08', text: 'The class teacher corrected the day.' }],
          kind: 'concern',
          narrative: 'Tired and without lunch on three mornings.',
          from: '2024-03-06',
        },
      ],
    },
  ],
]);

/** Whether a statement touches the period; dates of any precision compare as text once they are filled up. */
const within = ({ from, to }, period) => {
  const fill = (date, rest) => `${date}${rest.slice(date.length - 4)}`;
  const late = from && period.to && fill(from, '-01-01') > fill(period.to, '-12-31');
  const early = to && period.from && fill(to, '-12-31') < fill(period.from, '-01-01');
  return !late && !early;
};
const dated = (field) => (pupil, period) => pupil[field].filter((statement) => within(statement, period));

const schema = buildSubgraphSchema({
  typeDefs,
  resolvers: {
    Subject: {
      __resolveReference: ({ handle }) => {
        const pupil = PUPILS.get(handle);
        return pupil ? { handle, ...pupil } : null;
      },
      involvements: dated('involvements'),
      safeguardingConcerns: dated('safeguardingConcerns'),
    },
  },
});

const noIntrospection = {
  onValidate: ({ addValidationRule }) => addValidationRule(NoSchemaIntrospectionCustomRule),
};
const yoga = createYoga({
  schema,
  graphiql: false,
  landingPage: false,
  logging: false,
  plugins: [noIntrospection],
  maskedErrors: { maskError: () => new GraphQLError('The school could not answer.') },
});
const server = createServer(yoga);
server.listen(Number(process.argv[2] ?? 4201), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/graphql`);
});
