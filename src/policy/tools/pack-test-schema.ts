import { z } from 'zod';

import { DATA_CATEGORIES } from '../../domain/data-category';
import { OUTCOMES } from '../../domain/outcome';
import { PURPOSES, REVIEW_TYPES } from '../../domain/purpose';
import { REVIEW_STATES } from '../../domain/review';
import { CONTRIBUTIONS, STANDINGS } from '../../domain/standing';
import { CONDITIONS } from '../conditions';
import { PARTY_CLASSES } from '../party';

const words = z.string().regex(/\S/, { error: 'is empty: write it out' });

const lapsed = z
  .array(words)
  .optional()
  .meta({ description: 'What is out of order, by the keys that `policy explain --help` lists.' });

const principal = z
  .strictObject({
    standing: z.enum(STANDINGS),
    party: z.enum(PARTY_CLASSES).optional().meta({ description: 'What the agency is to the agreement.' }),
    lapsed,
  })
  .meta({ description: 'Somebody who asks.' });

const review = z
  .strictObject({
    type: z.enum(REVIEW_TYPES),
    state: z.enum(REVIEW_STATES),
    contactCheckOpen: z.boolean().optional().meta({ description: 'Whether the contact check still waits.' }),
    recorded: z.array(z.enum(CONDITIONS)).optional().meta({ description: 'Conditions recorded for it.' }),
    lapsed,
  })
  .meta({ description: 'A review at one moment.' });

const expectation = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    clauses: z
      .array(words)
      .optional()
      .meta({ description: 'The clauses of each of these cells, all of them.' }),
    categories: z.array(z.enum(DATA_CATEGORIES)).min(1, { error: 'is empty: name a category' }),
  })
  .meta({ description: 'What is expected of these categories.' });

const expectations = z
  .array(expectation)
  .meta({ description: 'What is expected. A category that is not named must be withheld.' });

const test = z.strictObject({
  name: words.meta({ description: 'The rule that the test states, as a sentence.' }),
  principals: z.array(words).min(1, { error: 'is empty: name a principal' }),
  asks: z
    .array(z.strictObject({ review: words, purpose: z.enum(PURPOSES) }))
    .min(1, { error: 'is empty: name a review and a purpose' })
    .meta({ description: 'What each of the principals asks for; the expectation is of each.' }),
  asItStands: z
    .literal(true)
    .optional()
    .meta({ description: 'The pack as it is today, whatever the other tests suppose put right.' }),
  contributions: z
    .array(z.enum(CONTRIBUTIONS))
    .min(1, { error: 'is empty: name OWN, OTHER or both' })
    .optional()
    .meta({
      description: "Whose information: the asking agency's own, others'. Both where nothing is said.",
    }),
  shut: words.optional().meta({
    description: 'Words of the reason of the gate that is shut; without it, the gates must be open.',
  }),
  expect: expectations.optional().meta({
    description: 'What the matrix says; beside `shut`, what it would say were the gates open.',
  }),
});

/** The tests that a pack must pass, as they are written in its `pack_test.yaml`. */
export const PACK_TEST_SCHEMA = z
  .strictObject({
    pack: words.meta({ description: 'The key of the pack under test.' }),
    now: z.iso
      .datetime({ error: 'is not an instant: write it as 2026-06-01T09:00:00Z' })
      .meta({ description: 'The time at which the tests are run, whenever that is.' }),
    inForce: z.boolean().meta({ description: 'Whether the pack is in force then.' }),
    supposing: lapsed.meta({
      description:
        'What the pack still lacks and the tests suppose put right, so that a draft says what it will share.',
    }),
    principals: z.record(words, principal),
    reviews: z.record(words, review),
    tests: z.array(test).min(1, { error: 'is empty: write a test' }),
    columns: z.record(words, expectations).optional().meta({
      description: 'What stands in the columns that nobody receives through the gateway.',
    }),
  })
  .meta({
    title: 'Tests of a policy pack',
    description: 'Who is expected to receive what, for which review, and on which clauses.',
  });

export type PackTestFile = z.infer<typeof PACK_TEST_SCHEMA>;

export type PackTestCase = PackTestFile['tests'][number];

export type Expectation = z.infer<typeof expectation>;

/** The JSON Schema (draft 7) of pack tests, for editors; checked in as `policies/json-schema/pack-test.json`. */
export function emitPackTestSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(PACK_TEST_SCHEMA, { target: 'draft-7' }), null, 2)}\n`;
}
