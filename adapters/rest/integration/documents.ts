import { z } from 'zod';

/*
 * Answers of the HMPPS Integration API (v1), as far as they are used. All that is in them is optional, and a value of
 * another type than published is read as absent rather than refusing the document.
 */
const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const number = z.number().nullish().catch(null);
const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish().catch(null);
const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).nullish().catch(null);

const person = object({
  firstName: text,
  middleName: text,
  lastName: text,
  dateOfBirth: text,
  gender: text,
  ethnicity: text,
  identifiers: object({ nomisNumber: text, croNumber: text, deliusCrn: text }),
  pncId: text,
  contactDetails: object({
    phoneNumbers: list(z.object({ number: text, type: text })),
    emails: z.array(z.string()).nullish().catch(null),
  }),
  currentRestriction: flag,
  currentExclusion: flag,
});

const entry = z.object({ code: text, description: text, startDate: text, notes: text });

const concern = object({
  risk: text,
  previous: text,
  previousConcernsText: text,
  current: text,
  currentConcernsText: text,
});

const levels = z.record(z.string(), z.unknown()).nullish().catch(null);

const manager = object({ name: object({ forename: text, surname: text }), forename: text, surname: text });

export const predictor = object({
  score: number,
  scoreLevel: text,
  band: text,
  indecentScore: number,
  indecentScoreLevel: text,
  contactScore: number,
  contactScoreLevel: text,
});

export const PREDICTORS = [
  'generalPredictor',
  'violencePredictor',
  'groupReconviction',
  'riskOfSeriousRecidivism',
  'sexualPredictor',
  'allReoffendingPredictor',
  'violentReoffendingPredictor',
  'seriousViolentReoffendingPredictor',
  'directContactSexualReoffendingPredictor',
  'indirectImageContactSexualReoffendingPredictor',
  'combinedSeriousReoffendingPredictor',
] as const;

const scores = z.object({ completedDate: text, assessmentStatus: text }).catchall(z.unknown());

/** The documents by their name in `ENDPOINTS`, each with the schema of its `data`. */
export const DOCUMENTS = {
  person: object({ prisonerOffenderSearch: person, probationOffenderSearch: person }),
  addresses: list(
    z.object({
      number: text,
      name: text,
      street: text,
      locality: text,
      town: text,
      county: text,
      postcode: text,
      startDate: text,
      endDate: text,
      noFixedAddress: flag,
      types: list(z.object({ code: text, description: text })),
    }),
  ),
  seriousHarm: object({
    assessedOn: text,
    riskToSelf: z.record(z.string(), concern).nullish().catch(null),
    otherRisks: levels,
    summary: object({
      whoIsAtRisk: text,
      natureOfRisk: text,
      riskImminence: text,
      riskIncreaseFactors: text,
      riskMitigationFactors: text,
      overallRiskLevel: text,
      riskInCommunity: levels,
      riskInCustody: levels,
    }),
  }),
  scores: list(scores),
  dynamicRisks: list(entry),
  mappa: object({
    level: number,
    levelDescription: text,
    category: number,
    categoryDescription: text,
    startDate: text,
    notes: text,
  }),
  status: list(entry),
  offences: list(
    z.object({
      cjsCode: text,
      hoCode: text,
      description: text,
      startDate: text,
      endDate: text,
      courtName: text,
      courtDates: z.array(z.string()).nullish().catch(null),
    }),
  ),
  keyDates: levels,
  officers: object({ prisonOffenderManager: manager, communityOffenderManager: manager }),
} as const;

export type DocumentName = keyof typeof DOCUMENTS;
export type Documents = { readonly [Name in DocumentName]: z.output<(typeof DOCUMENTS)[Name]> };
export type IntegrationPerson = NonNullable<z.output<typeof person>>;
export type Scores = z.output<typeof scores>;

/** Where each document is, below `/v1/persons/{id}`. */
export const ENDPOINTS: Readonly<Record<DocumentName, string>> = {
  person: '',
  addresses: '/addresses',
  seriousHarm: '/risks/serious-harm',
  scores: '/risks/scores',
  dynamicRisks: '/risks/dynamic',
  mappa: '/risks/mappadetail',
  status: '/status-information',
  offences: '/offences',
  keyDates: '/sentences/latest-key-dates-and-adjustments',
  officers: '/person-responsible-officer',
};

/** A document's content from an answer's body; null for what is absent or of another form. */
export function documentIn<Name extends DocumentName>(name: Name, body: unknown): Documents[Name] {
  const whole = z.object({ data: z.unknown() }).safeParse(body);
  const parsed = DOCUMENTS[name].safeParse(whole.success ? whole.data.data : null);
  return (parsed.success ? parsed.data : null) as Documents[Name];
}
