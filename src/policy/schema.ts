import { z } from 'zod';

import { DATA_CATEGORIES } from '../domain/data-category';
import { OUTCOMES } from '../domain/outcome';
import { PURPOSES } from '../domain/purpose';
import { CONTRIBUTIONS, STANDINGS } from '../domain/standing';
import { CONDITIONS } from './conditions';
import { AGREEMENT_KINDS, PARTY_CLASSES, PARTY_STATUSES } from './party';
import { DOCUMENT_KINDS, STALE_REASONS } from './policy-document';
import { RETENTION_STARTS } from './retention';
import { SETTINGS_SCHEMA } from './settings';
import { SWITCH_KEYS } from './switches';

/** The life of a pack. Only an ACTIVE pack comes into force; one that was ends as SUPERSEDED or TERMINATED. */
export const PACK_STATUSES = ['DRAFT', 'SIGNED', 'ACTIVE', 'SUPERSEDED', 'TERMINATED'] as const;

export type PackStatus = (typeof PACK_STATUSES)[number];

/** In what capacity somebody signs a pack. */
export const SIGNATURE_ROLES = ['DATA_PROTECTION_OFFICER', 'PARTNER', 'CALDICOTT_GUARDIAN'] as const;

export type SignatureRole = (typeof SIGNATURE_ROLES)[number];

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
  version: text.optional(),
  supplied: z
    .boolean()
    .optional()
    .meta({ description: 'False: the partnership names the document, but nobody has handed it over.' }),
  stale: z.array(z.strictObject({ reason: z.enum(STALE_REASONS), what: text })).optional(),
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

const switchKey = z.enum(SWITCH_KEYS);

const audience = z.strictObject({
  standings: z.array(z.enum(STANDINGS)).min(1, { error: 'is empty: name a standing' }),
  purposes: z.array(z.enum(PURPOSES)).min(1, { error: 'is empty: name a purpose' }),
  contributions: z.array(z.enum(CONTRIBUTIONS)).min(1, { error: 'is empty: name OWN, OTHER or both' }).meta({
    description: "Whose contributions the column speaks of: the recipient's own, another agency's, both.",
  }),
  parties: z
    .array(z.enum(PARTY_CLASSES))
    .min(1, { error: 'is empty: name a class or leave it out' })
    .optional()
    .meta({ description: 'The classes of parties served; left out, the column does not tell them apart.' }),
  when: switchKey.optional().meta({ description: 'Holds only while this switch is answered true.' }),
  unless: switchKey.optional().meta({ description: 'Holds only while this switch is answered false.' }),
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
  when: switchKey.optional(),
  unless: switchKey.optional(),
  stated: z
    .strictObject({
      article6: z.array(text).optional(),
      schedule1: z.array(text).optional(),
      article10: z.array(text).optional(),
      statute: z.array(text).optional(),
    })
    .optional()
    .meta({ description: 'As the document cites it, where that differs from what is normalised below.' }),
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

const opening = z.strictObject({
  on: z
    .array(z.array(z.enum(CONDITIONS)).min(1, { error: 'is empty: name a condition' }))
    .min(1, { error: 'is empty: name a group of conditions' })
    .meta({ description: 'Any one of the groups, recorded as a whole for the review, opens the cell.' }),
  then: z.enum(OUTCOMES).meta({ description: 'What the cell becomes.' }),
  when: switchKey.optional().meta({ description: 'Can be opened only while this switch is answered true.' }),
});

const cell = z.strictObject({
  outcome: z.enum(OUTCOMES),
  opens: opening.optional(),
  clauses: z.array(z.string()).meta({ description: 'Keys of the clauses that the outcome rests on.' }),
  narrows: text
    .optional()
    .meta({ description: 'Why the pack is stricter here than the document would allow.' }),
});

const party = z.strictObject({
  agency: text.meta({ description: "The agency's id in the register." }),
  name: text,
  class: z.enum(PARTY_CLASSES),
  status: z.enum(PARTY_STATUSES),
  signedOn: day.nullable(),
  position: text.nullable().meta({ description: 'The post that signed, never a name.' }),
});

const agreement = z.strictObject({
  kind: z.enum(AGREEMENT_KINDS),
  title: text,
  firstSignature: day.nullable(),
  reviewDueOn: day.nullable(),
  overdueEffect: z.literal('WARN'),
  terminatedOn: day
    .nullable()
    .meta({ description: 'The day on which a notice of termination takes effect.' }),
  parties: z.array(party),
});

const retentionRule = z.strictObject({
  rule: text,
  appliesTo: text,
  keptBy: text.meta({ description: 'Where it is kept and who destroys it.' }),
  latestOf: z
    .array(
      z.strictObject({
        from: z.enum(RETENTION_STARTS),
        add: form(/^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/, 'P75Y, P6M or P0D'),
      }),
    )
    .meta({ description: 'Due on the latest of these. Empty: the period has not been supplied.' }),
  required: z
    .boolean()
    .meta({ description: 'Whether the pack cannot be active while the period is missing.' }),
  clause: z.string().nullable().meta({ description: 'The clause that it rests on; null: the product.' }),
  when: switchKey.optional(),
  unless: switchKey.optional(),
});

const signature = z.strictObject({
  by: text.meta({ description: 'A post, never a name.' }),
  role: z.enum(SIGNATURE_ROLES),
  on: day,
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
    partners: z
      .array(text)
      .optional()
      .meta({ description: 'The statutory partners that the document names. Being one opens nothing.' }),
    signatures: z.array(signature).meta({ description: 'Who signed this version of the pack.' }),
    documents: z.array(document),
    clauses: z.record(key, clause),
    switches: z.strictObject({
      rapidReviewCoveredByCsprNotice: switchAnswer.optional(),
      contactCheckCoversAdult: switchAnswer.optional(),
      previousAddressesInContactCheck: switchAnswer.optional(),
      notInvolvedSeesReview: switchAnswer.optional(),
      equalityAnalysisInClear: switchAnswer.optional(),
      deathRetentionFromLaterDate: switchAnswer.optional(),
    }),
    settings: SETTINGS_SCHEMA,
    agreement: agreement
      .nullable()
      .meta({ description: 'What the data flow under; null: the document names no agreement.' }),
    retention: z.array(retentionRule),
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
