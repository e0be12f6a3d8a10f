import { z } from 'zod';

import { AUDIT_ACTIONS } from '../audit';
import { CONTACT_OUTCOMES, REVIEW_STATES } from '../domain/review';
import { STANDINGS } from '../domain/standing';
import { VIEWER_MATCHES } from '../stages/minimise/viewer-match';

/** Days: no rule looks further back from an event than this and the week that its minutes can be. */
export const LONGEST_LOOK_BACK_DAYS = 400;

const count = z.int().min(1).max(100_000);
const days = z
  .int()
  .min(1)
  .max(LONGEST_LOOK_BACK_DAYS)
  .meta({ description: 'Days, counted back from the event.' });
const minutes = z.int().min(1).max(10_080).meta({ description: 'Minutes, counted back from the event.' });
const factor = z.number().min(1).max(1_000).meta({ description: 'Times the median.' });
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day: write it as 07:00')
  .meta({ description: 'Time of day in the United Kingdom, as hh:mm.' });

const common = {
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,40}$/, 'is not a usable key: write it in lower case with hyphens')
    .meta({ description: 'The name that alerts bear.' }),
  title: z
    .string()
    .min(10)
    .max(120)
    .meta({ description: 'What the rule notices, for whoever reads an alert.' }),
  enabled: z.boolean().default(true),
  quietHours: z
    .number()
    .min(0)
    .max(8_760)
    .default(24)
    .meta({ description: 'Hours in which the rule does not repeat itself about one user and one review.' }),
};

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('VIEWER_MATCH'),
    matches: z.array(z.enum(VIEWER_MATCHES)).min(1),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('OUT_OF_HOURS'),
    from: clockTime,
    to: clockTime,
    workingDaysOnly: z.boolean(),
  }),
  z.strictObject({ ...common, kind: z.literal('DENIED_STREAK'), length: count, withinMinutes: minutes }),
  z.strictObject({
    ...common,
    kind: z.literal('PROBING'),
    dates: z.int().min(2).max(50).meta({ description: 'Dates of birth that follow one another day by day.' }),
    names: z.int().min(2).max(50).meta({ description: 'Names of which each begins the next.' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('REPEATED_ANSWER'),
    outcomes: z.array(z.enum(CONTACT_OUTCOMES)).min(1),
    atLeast: count,
    withinDays: days,
  }),
  z.strictObject({ ...common, kind: z.literal('AFTER_LEAVING') }),
  z.strictObject({
    ...common,
    kind: z.literal('REVIEW_STATE'),
    states: z.array(z.enum(REVIEW_STATES)).min(1),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('REPEATED_OPENING'),
    standing: z.enum(STANDINGS),
    moreThan: count,
    withinDays: days,
  }),
  z.strictObject({ ...common, kind: z.literal('DORMANT_ACCOUNT'), days }),
  z.strictObject({
    ...common,
    kind: z.literal('OFFENCE_OUTLIER'),
    withinDays: days,
    factor,
    atLeast: count.meta({ description: 'Records of offence data below which nothing is noticed.' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('AUDIT_READING'),
    actions: z.array(z.enum(AUDIT_ACTIONS)).min(1),
    fields: z
      .array(z.string().min(1).max(60))
      .meta({ description: 'Fields of the schema that were refused.' }),
  }),
  z.strictObject({ ...common, kind: z.literal('OUTGOING_IDENTIFIER') }),
  z.strictObject({
    ...common,
    kind: z.literal('VOLUME'),
    withinMinutes: minutes,
    medianDays: days,
    factor,
    atLeast: count.meta({ description: 'People below which nothing is noticed.' }),
  }),
]);

export const RULES_SCHEMA = z
  .strictObject({
    version: z.literal(1),
    rules: z
      .array(rule)
      .refine(
        (rules) => new Set(rules.map(({ key }) => key)).size === rules.length,
        'has two rules of one key: rename one of them',
      ),
  })
  .meta({ title: 'Rules for unusual access' });

/** One rule, with its thresholds. */
export type Rule = z.output<typeof rule>;

export type RuleKind = Rule['kind'];

/** The rule of that kind. */
export type RuleOf<Kind extends RuleKind> = Extract<Rule, { readonly kind: Kind }>;

/** The JSON Schema (draft 7) of the rules, for editors; checked in as `policies/json-schema/oversight-rules.json`. */
export function emitRulesSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(RULES_SCHEMA, { target: 'draft-7', io: 'input' }), null, 2)}\n`;
}
