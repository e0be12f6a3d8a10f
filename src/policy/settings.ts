import { z } from 'zod';

import { DATA_CATEGORIES } from '../domain/data-category';
import {
  choosableLevels,
  LADDERS,
  type LadderName,
  type LadderOutcome,
  type LevelOf,
} from '../domain/ladder';
import { PURPOSES, REVIEW_TYPES } from '../domain/purpose';
import { deepFreeze } from './deep-freeze';
import type { DeepReadonly } from './deep-readonly';

const text = z.string().regex(/\S/, { error: 'is empty: write it out' });
const duration = z
  .string()
  .regex(/^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/, { error: 'is no period: write it as P1Y, P6M or P30D' });
const purposes = z.array(z.enum(PURPOSES));

/** Kinds of criminal offence data: the first two are convictions, the last two investigations. */
export const OFFENCE_KINDS = ['CONVICTION', 'CAUTION', 'INVESTIGATION', 'ALLEGATION'] as const;

const level = <Name extends LadderName>(name: Name, outcome: LadderOutcome) =>
  z
    .enum(choosableLevels(name, outcome) as readonly LevelOf<Name>[] & readonly string[])
    .optional()
    .meta({ description: `Standard: ${LADDERS[name].standard[outcome]}.` });

/** A level of each ladder, as far as the pack chooses one. */
const levels = (outcome: LadderOutcome) =>
  z
    .strictObject({
      dateOfBirth: level('dateOfBirth', outcome),
      addresses: level('addresses', outcome),
      age: level('age', outcome),
      dates: level('dates', outcome),
      ethnicity: level('ethnicity', outcome),
      religion: level('religion', outcome),
      health: level('health', outcome),
      legalStatuses: level('legalStatuses', outcome),
      convictions: level('convictions', outcome),
      investigations: level('investigations', outcome),
      services: level('services', outcome),
    } satisfies Record<LadderName, z.ZodType>)
    .optional();

/** The choices on which partnerships' documents differ; each names the safe one. */
export const SETTINGS_SCHEMA = z
  .strictObject({
    offenceData: z
      .strictObject({
        purposes: purposes.meta({ description: 'The only purposes for which offence data may leave.' }),
        kinds: z.array(z.enum(OFFENCE_KINDS)),
        exceptionPath: text.nullable().meta({ description: 'Another use that law authorises: by a person.' }),
      })
      .meta({ description: 'Criminal offence data. Safe: no purpose.' }),
    guidanceEdition: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Year of the edition of Working Together that the document cites.' }),
    controllership: z
      .strictObject({ lead: text, sourceField: text, jointProduct: z.array(text), audit: z.array(text) })
      .meta({ description: 'Who is controller of a field, of a joint report, of the audit log.' }),
    equalityOnly: z
      .array(z.enum(DATA_CATEGORIES))
      .meta({ description: 'Categories that the document ties to equality, diversity and inclusion.' }),
    deceased: z.strictObject({
      sameAsLiving: z.boolean().meta({ description: 'Safe: true.' }),
      accessToHealthRecords: z
        .boolean()
        .meta({ description: 'Whether the Access to Health Records Act 1990 is named as a route.' }),
    }),
    assertion: z.strictObject({
      required: z.boolean().meta({ description: 'Whether every entry says fact, opinion or both.' }),
      opinionAllowed: z.boolean(),
    }),
    accuracy: z.strictObject({
      modes: z.array(z.enum(['RECTIFY', 'ADDENDUM', 'STATEMENT_IMMUTABLE'])),
      within: duration.nullable().meta({ description: 'The time in which data are corrected.' }),
    }),
    consent: z.enum(['NOT_USED', 'WITHDRAWABLE', 'ONE_OF_SEVERAL_GROUNDS', 'REASON_WHY_WITHOUT']),
    transfers: z.strictObject({
      ukOnly: z.boolean().meta({ description: 'Safe: true; false needs two approvers.' }),
      approvedBy: z.array(text).meta({ description: 'Posts, never names.' }),
    }),
    lawEnforcement: z
      .literal('REFUSE_AND_REFER')
      .meta({ description: 'A police request is refused and referred to people; nothing else can be set.' }),
    adultFrom: z.literal(18).meta({ description: 'Age in years from which a person is an adult.' }),
    definitionOverrides: z
      .array(z.strictObject({ term: text, stated: text, used: text }))
      .meta({ description: 'Definitions of the document that the gateway does not follow.' }),
    adultReviewLabel: text.meta({ description: 'What the partnership calls a safeguarding adult review.' }),
    family: z
      .enum(['NOTHING', 'RECORDED_RELEASE'])
      .meta({ description: 'What relatives get: nothing, or what a person releases. Safe: NOTHING.' }),
    publication: z.strictObject({
      onSite: duration.nullable(),
      archiveAfter: duration.nullable(),
      noPersonalData: z.boolean().meta({ description: 'Must be true.' }),
    }),
    training: z.strictObject({ months: z.number().int().min(1).max(12), topics: z.array(text) }),
    reminder: z
      .strictObject({ text, visitors: z.boolean() })
      .nullable()
      .meta({ description: 'The confidentiality reminder to acknowledge at the start of each session.' }),
    generalisation: z
      .strictObject({
        decidedBy: text.nullable().meta({
          description: 'A post, never a name; needed to leave the standard level for one that tells more.',
        }),
        PSEUDONYMISED: levels('PSEUDONYMISED'),
        GENERALISED: levels('GENERALISED'),
      })
      .meta({
        description:
          'How coarse a value leaves, for each outcome: of a category, of the dates of events, of the names of services.',
      }),
    scopeWindow: z
      .strictObject({
        purposes: purposes.meta({
          description: 'Purposes for which the review must say from when to when it looks. Safe: all.',
        }),
        clause: z
          .string()
          .nullable()
          .meta({ description: 'The clause that asks for it; null: the product.' }),
      })
      .meta({ description: 'What lies wholly outside the period under review is not asked for.' }),
  })
  .partial()
  .meta({ description: 'The choices on which the documents of partnerships differ.' });

/** The choices that a pack makes. */
export type SettingsSource = z.infer<typeof SETTINGS_SCHEMA>;

/** The choices of a compiled pack: its own, else the safe ones. */
export type Settings = DeepReadonly<{
  [Key in keyof SettingsSource]-?: Exclude<SettingsSource[Key], undefined>;
}>;

/** The safe choices, which hold where a pack makes none. */
export const SAFE_SETTINGS: Settings = deepFreeze<Settings>({
  offenceData: { purposes: [], kinds: [], exceptionPath: null },
  guidanceEdition: null,
  controllership: { lead: 'not stated', sourceField: 'the source agency', jointProduct: [], audit: [] },
  equalityOnly: [],
  deceased: { sameAsLiving: true, accessToHealthRecords: false },
  assertion: { required: false, opinionAllowed: true },
  accuracy: { modes: ['ADDENDUM', 'STATEMENT_IMMUTABLE'], within: null },
  consent: 'NOT_USED',
  transfers: { ukOnly: true, approvedBy: [] },
  lawEnforcement: 'REFUSE_AND_REFER',
  adultFrom: 18,
  definitionOverrides: [],
  adultReviewLabel: 'Safeguarding adult review',
  family: 'NOTHING',
  publication: { onSite: null, archiveAfter: null, noPersonalData: true },
  training: { months: 12, topics: [] },
  reminder: null,
  generalisation: { decidedBy: null },
  scopeWindow: { purposes: ['PANEL_PAPERS', ...REVIEW_TYPES], clause: null },
});

/** The pack's choices over the safe ones. */
export function settingsOf(stated: SettingsSource): Settings {
  const chosen = Object.entries(stated).filter(([, choice]) => choice !== undefined);
  return { ...SAFE_SETTINGS, ...(Object.fromEntries(chosen) as Partial<Settings>) };
}
