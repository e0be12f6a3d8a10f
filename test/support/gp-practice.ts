import type { Held } from './fhir-search';

/** NHS numbers of the test range (999). */
export const GP_PATIENT = { number: '9990000018', name: 'Edith Marlowe', id: 'gp-1' } as const;
export const GP_CLOSED = { number: '9990012385', id: 'gp-2' } as const;

const NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
const GPC = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC';
const CARE_CONNECT = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect';
const subject = { reference: `Patient/${GP_PATIENT.id}` };
const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
});

function patient(id: string, number: string, more: Held): Held {
  return {
    resourceType: 'Patient',
    id,
    identifier: [
      { system: NUMBER, value: '1234567890' },
      {
        system: NUMBER,
        value: number,
        extension: [
          {
            url: `${GPC}-NHSNumberVerificationStatus-1`,
            valueCodeableConcept: { coding: [{ code: '01' }] },
          },
        ],
      },
    ],
    ...more,
  };
}

/**
 * A practice's record of one patient in FHIR STU3, as GP Connect's structured record writes it, and of a second whose
 * record is closed. Everybody in it is made up.
 */
export function gpPracticeResources(): readonly Held[] {
  return [...people(), ...clinical(), ...medication(), ...lists()];
}

function people(): readonly Held[] {
  return [
    patient(GP_PATIENT.id, GP_PATIENT.number, {
      name: [{ use: 'official', given: ['Edith'], family: 'Marlowe', prefix: ['Mrs'] }],
      gender: 'female',
      birthDate: '1951-06-30',
      telecom: [{ system: 'phone', value: '01632 960123' }],
      address: [{ use: 'home', line: ['4 Quarry Lane'], city: 'Zedminster', postalCode: 'ZZ9 4QL' }],
      contact: [{ name: { text: 'Ruth Marlowe' }, relationship: [{ text: 'Daughter' }] }],
      extension: [
        {
          url: `${CARE_CONNECT}-EthnicCategory-1`,
          valueCodeableConcept: { coding: [{ code: 'A', display: 'White - British' }] },
        },
        {
          url: `${CARE_CONNECT}-ReligiousAffiliation-1`,
          valueCodeableConcept: { coding: [{ code: 'C', display: 'Methodist' }] },
        },
      ],
    }),
    patient(GP_CLOSED.id, GP_CLOSED.number, {
      name: [{ use: 'official', given: ['Closed'], family: 'Person' }],
      birthDate: '1951-06-30',
      meta: { security: [{ code: 'V' }] },
    }),
    {
      resourceType: 'Practitioner',
      id: 'dr-1',
      name: [{ use: 'usual', family: 'Hallam', given: ['Jo'], prefix: ['Dr'] }],
    },
    { resourceType: 'PractitionerRole', id: 'role-1', practitioner: { reference: 'Practitioner/dr-1' } },
    { resourceType: 'Organization', id: 'org-1', name: 'Quarry Lane Surgery' },
  ];
}

function clinical(): readonly Held[] {
  return [
    {
      resourceType: 'Encounter',
      id: 'enc-1',
      status: 'finished',
      subject,
      type: [snomed('325851000000107', 'Consultation')],
      period: { start: '2021-03-02', end: '2021-03-02' },
      participant: [{ individual: { reference: 'PractitionerRole/role-1' } }],
      serviceProvider: { reference: 'Organization/org-1' },
      reason: [snomed('386661006', 'Fever')],
    },
    {
      resourceType: 'Condition',
      id: 'con-1',
      subject,
      clinicalStatus: 'active',
      category: [{ coding: [{ code: 'problem-list-item' }] }],
      code: snomed('84757009', 'Epilepsy'),
      onsetDateTime: '1999',
      assertedDate: '2001-05-06',
    },
    {
      resourceType: 'Condition',
      id: 'con-2',
      subject,
      clinicalStatus: 'active',
      code: snomed('266948004', 'Has a criminal record'),
    },
    {
      resourceType: 'Immunization',
      id: 'imm-1',
      status: 'completed',
      notGiven: true,
      patient: subject,
      date: '2024-10-01',
      vaccineCode: { coding: [{ code: 'UNK' }] },
      extension: [
        {
          url: `${CARE_CONNECT}-VaccinationProcedure-1`,
          valueCodeableConcept: snomed('822851000000102', 'Seasonal influenza vaccination'),
        },
      ],
    },
    {
      resourceType: 'Observation',
      id: 'obs-1',
      status: 'final',
      subject,
      code: snomed('75367002', 'Blood pressure'),
      component: [
        { code: { text: 'Systolic' }, valueQuantity: { value: 128, unit: 'mmHg' } },
        { code: { text: 'Diastolic' }, valueQuantity: { value: 81, unit: 'mmHg' } },
      ],
      effectiveDateTime: '2024-02-03',
      comment: 'Taken at rest.',
    },
  ];
}

function medication(): readonly Held[] {
  const reference = { reference: 'Medication/med-1' };
  return [
    { resourceType: 'Medication', id: 'med-1', code: snomed('322236009', 'Paracetamol 500mg tablets') },
    {
      resourceType: 'MedicationStatement',
      id: 'mst-1',
      status: 'active',
      subject,
      medicationReference: reference,
      effectivePeriod: { start: '2022-01-04' },
      dosage: [{ text: 'One twice a day', patientInstruction: 'With food' }],
    },
    {
      resourceType: 'MedicationRequest',
      id: 'mrq-1',
      status: 'completed',
      intent: 'order',
      subject,
      medicationReference: reference,
      authoredOn: '2022-01-04',
    },
    {
      resourceType: 'AllergyIntolerance',
      id: 'all-1',
      patient: subject,
      clinicalStatus: 'active',
      verificationStatus: 'unconfirmed',
      code: snomed('91935009', 'Allergy to peanuts'),
      assertedDate: '2016-02-08',
      reaction: [{ manifestation: [snomed('247472004', 'Weal')], severity: 'mild' }],
    },
  ];
}

function lists(): readonly Held[] {
  return [
    {
      resourceType: 'List',
      title: 'Ended allergies',
      status: 'current',
      subject,
      date: '2026-01-05',
      extension: [{ url: `${GPC}-ListWarningCode-1`, valueCode: 'confidential-items' }],
      contained: [
        {
          resourceType: 'AllergyIntolerance',
          id: 'ended-1',
          patient: subject,
          clinicalStatus: 'resolved',
          verificationStatus: 'unconfirmed',
          code: snomed('293586001', 'Allergy to aspirin'),
          assertedDate: '2011-05-07',
          extension: [
            {
              url: `${GPC}-AllergyIntoleranceEnd-1`,
              extension: [{ url: 'endDate', valueDateTime: '2018-03-01' }],
            },
          ],
        },
      ],
    },
  ];
}

/** The record as the Bundle that the operation answers. */
export const gpPracticeBundle = (): Held => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: gpPracticeResources().map((resource) => ({ resource })),
});
