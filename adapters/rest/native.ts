import { z } from 'zod';

/**
 * The answers of the probation case API, as far as they are used. Everything in them is optional at the source, and
 * a value of another type than published is read as absent rather than refusing the record.
 */
const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const number = z.number().nullish().catch(null);
const texts = z.array(z.string()).nullish().catch(null);

const coded = z.object({ code: text, description: text }).nullish().catch(null);

const disability = z.object({
  disabilityType: coded,
  condition: coded,
  startDate: text,
  endDate: text,
  notes: text,
});

export const probationCase = z.object({
  otherIds: z.object({ crn: z.string(), pncNumber: text, nomsNumber: text, croNumber: text }),
  firstName: text,
  middleNames: texts,
  surname: text,
  dateOfBirth: text,
  gender: text,
  age: number,
  offenderProfile: z
    .object({
      ethnicity: text,
      religion: text,
      sexualOrientation: text,
      disabilities: z.array(disability).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  contactDetails: z
    .object({
      phoneNumbers: z
        .array(z.object({ number: text, type: text }))
        .nullish()
        .catch(null),
      emailAddresses: texts,
    })
    .nullish()
    .catch(null),
  currentRestriction: flag,
  currentExclusion: flag,
});

export const searchAnswer = z.array(probationCase);

const address = z.object({
  noFixedAbode: flag,
  type: coded,
  buildingName: text,
  addressNumber: text,
  streetName: text,
  town: text,
  district: text,
  county: text,
  postcode: text,
  from: text,
  to: text,
});

export const addressesAnswer = z.object({
  contactDetails: z.object({ addresses: z.array(address).nullish() }).nullish(),
});

const offence = z.object({ date: text, code: text, description: text }).nullish().catch(null);

const supervision = z.object({
  number,
  active: flag,
  date: text,
  sentence: z
    .object({ description: text, date: text, length: number, lengthUnits: text })
    .nullish()
    .catch(null),
  mainOffence: offence,
  additionalOffences: z.array(offence).nullish().catch(null),
  courtAppearances: z
    .array(z.object({ type: text, date: text, court: text, plea: text }))
    .nullish()
    .catch(null),
});

const registration = z.object({ code: text, description: text, startDate: text, notes: text });

export const supervisionsAnswer = z.object({
  communityManager: z
    .object({
      code: text,
      name: z.object({ forename: text, middleName: text, surname: text }).nullish().catch(null),
      allocated: flag,
    })
    .nullish()
    .catch(null),
  mappaDetail: z
    .object({
      level: number,
      levelDescription: text,
      category: number,
      categoryDescription: text,
      startDate: text,
      notes: text,
    })
    .nullish()
    .catch(null),
  supervisions: z.array(supervision).nullish(),
  dynamicRisks: z.array(registration).nullish(),
  personStatus: z.array(registration).nullish(),
});

/** Both lists must be there: an answer without them does not say that the case is open. */
export const accessLimitationsAnswer = z.object({
  excludedFrom: z.array(z.unknown()),
  restrictedTo: z.array(z.unknown()),
});

export type ProbationCase = z.output<typeof probationCase>;
export type ProbationAddress = z.output<typeof address>;
export type Supervision = z.output<typeof supervision>;
export type Registration = z.output<typeof registration>;
export type Supervisions = z.output<typeof supervisionsAnswer>;
export type AccessLimitations = z.output<typeof accessLimitationsAnswer>;
/** What is asked of the search endpoint; `surname` and `firstName` match whole words there. */
export type CaseSearch =
  | { readonly crn: string }
  | { readonly firstName?: string; readonly surname?: string; readonly dateOfBirth?: string };
