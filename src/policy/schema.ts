import { z } from 'zod';

import { DATA_CATEGORIES } from '../domain/data-category';
import { OUTCOMES } from '../domain/outcome';
import { PURPOSES } from '../domain/purpose';
import { CONTRIBUTIONS, STANDINGS } from '../domain/standing';
import { SWITCH_KEYS } from './switches';

/** The life of a pack. Only an ACTIVE pack comes into force; one that was ends as SUPERSEDED or TERMINATED. */
export const PACK_STATUSES = ['DRAFT', 'SIGNED', 'ACTIVE', 'SUPERSEDED', 'TERMINATED'] as const;

export type PackStatus = (typeof PACK_STATUSES)[number];

const DOCUMENT_KINDS = [
  'PRIVACY_NOTICE',
  'APPROPRIATE_POLICY_DOCUMENT',
  'INFORMATION_SHARING_AGREEMENT',
  'DATA_PROTECTION_IMPACT_ASSESSMENT',
  'PRODUCT_STATEMENT',
] as const;

const text = z.string().regex(/\S/, { error: 'is empty: write it out' });
const form = (pattern: RegExp, example: string) =>
  z.string().regex(pattern, { error: `is not of the form ${example}: write it so` });
const day = z.iso.date({ error: 'is not a date: write it as YYYY-MM-DD' });
const key = form(/^[a-z][A-Za-z0-9]*$/, 'camelCase');
const paragraph = form(/^paragraph \d+[A-Z]?$/, '"paragraph 18"');

const document = z.strictObject({
  key: key.meta({ description: 'The short name by which clauses refer to the document.' }),
  kind: z.enum(DOCUMENT_KINDS),
  title: text,
  file: text.nullable().meta({ description: 'The file name of the text that the quotes were taken from.' }),
  issued: day.nullable(),
  reviewDue: day.nullable().meta({ description: 'Being overdue warns; it changes no cell.' }),
});

const clause = z
  .strictObject({
    document: key,
    place: text.meta({ description: 'Where in the document: its heading or number.' }),
    quote: text
      .nullable()
      .meta({ description: 'The words themselves, " ... " where words are left out; null = not stated.' }),
  })
  .meta({ description: 'The words that a cell rests on.' });

const condition = z.enum(SWITCH_KEYS);

const audience = z.strictObject({
  standings: z.array(z.enum(STANDINGS)).min(1, { error: 'is empty: name a standing' }),
  purposes: z.array(z.enum(PURPOSES)).min(1, { error: 'is empty: name a purpose' }),
  contributions: z.array(z.enum(CONTRIBUTIONS)).min(1, { error: 'is empty: name OWN, OTHER or both' }).meta({
    description: "Whose contributions the column speaks of: the recipient's own, another agency's, both.",
  }),
  when: condition.optional().meta({ description: 'Holds only while this switch is answered true.' }),
  unless: condition.optional().meta({ description: 'Holds only while this switch is answered false.' }),
});

const recipient = z
  .strictObject({
    title: text,
    serves: z
      .array(audience)
      .meta({ description: 'Who receives this column, for what. Empty: nobody does through the gateway.' }),
  })
  .meta({ description: 'One column of the disclosure matrix.' });

const lawfulBasis = z.strictObject({
  purposes: z.array(z.enum(PURPOSES)).min(1, { error: 'is empty: name a purpose' }),
  when: condition.optional(),
  article6: form(/^6\(1\)\((?:[a-f]|ea)\)$/, '6(1)(e)').meta({
    description: 'UK GDPR art. 6; one, not several.',
  }),
  article9: z.strictObject({
    asStated: z.array(text).meta({ description: 'As the document cites it.' }),
    normalised: z
      .array(form(/^9\(2\)\([a-j]\)$/, '9(2)(g)'))
      .meta({ description: 'What the words of the document amount to.' }),
  }),
  schedule1: z.array(paragraph).meta({ description: 'Data Protection Act 2018, Schedule 1.' }),
  article10: z.strictObject({
    schedule1: z.array(paragraph).meta({ description: 'The condition for criminal offence data.' }),
  }),
  statute: z.array(text).meta({ description: 'The power to require or share the information.' }),
  signedOffBy: text.nullable().meta({ description: 'A post, never a name; null until signed off.' }),
});

const switchAnswer = z.strictObject({
  question: text,
  answer: z.boolean(),
  decidedBy: text.nullable().meta({ description: 'A post, never a name; needed to leave the safe answer.' }),
});

const cell = z.strictObject({
  outcome: z.enum(OUTCOMES),
  clauses: z.array(z.string()).meta({ description: 'Keys of the clauses that the outcome rests on.' }),
  narrows: text
    .optional()
    .meta({ description: 'Why the pack is stricter here than the document would allow.' }),
});

/** A policy pack as it is written. Keys that are not known are refused everywhere. */
export const PACK_SCHEMA = z
  .strictObject({
    pack: form(/^[a-z][a-z0-9-]*$/, 'lower-case-with-hyphens').meta({
      description: "The pack's key; its folder bears the same name.",
    }),
    title: text,
    version: form(/^\d+\.\d+\.\d+$/, '"1.0.0"').meta({ description: 'Semantic version.' }),
    status: z.enum(PACK_STATUSES),
    effective: z
      .strictObject({ from: day, to: day.nullable() })
      .meta({ description: 'First and last day in force; to: null = no end is set.' }),
    controller: text.meta({ description: 'The data controller.' }),
    documents: z.array(document),
    clauses: z.record(key, clause),
    switches: z.strictObject({
      rapidReviewCoveredByCsprNotice: switchAnswer.optional(),
      contactCheckCoversAdult: switchAnswer.optional(),
      previousAddressesInContactCheck: switchAnswer.optional(),
    }),
    lawfulBases: z.array(lawfulBasis),
    recipients: z.record(key, recipient),
    cells: z.partialRecord(z.enum(DATA_CATEGORIES), z.record(z.string(), cell)),
  })
  .meta({
    title: 'Policy pack',
    description: 'What one partnership permits, cell by cell, and on what words.',
  });

/** A pack that has the right shape; whether it makes sense is for the checks. */
export type PackSource = z.infer<typeof PACK_SCHEMA>;

export type CellSource = z.infer<typeof cell>;

/** The JSON Schema (draft 7) of a pack, for editors; checked in as `policies/json-schema/pack.json`. */
export function emitPackSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(PACK_SCHEMA, { target: 'draft-7' }), null, 2)}\n`;
}
