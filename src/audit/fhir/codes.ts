import type { CodeableConcept, Coding, Reference } from './types';

const HL7 = 'http://terminology.hl7.org/CodeSystem';
const BALP = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition';

/** The profiles of a disclosure (IHE ITI, Basic Audit Log Patterns), as either end records it. */
export const PROFILES = Object.freeze({
  source: `${BALP}/IHE.BasicAudit.PrivacyDisclosure.Source`,
  recipient: `${BALP}/IHE.BasicAudit.PrivacyDisclosure.Recipient`,
});

/** What our own code systems and identifiers begin with, where nobody names another: an address that can lead nowhere. */
export const BASE_URI = 'https://review-gateway.example.invalid/fhir';

export const dicom = (code: string, display: string): Coding => ({
  system: 'http://dicom.nema.org/resources/ontology/DCM',
  code,
  display,
});

/** ISO 21089, the life of a record. */
export const lifecycle = (code: string): Coding => ({ system: `${HL7}/iso-21089-lifecycle`, code });

export const snomed = (code: string): Coding => ({ system: 'http://snomed.info/sct', code });

export const participation = (code: string, display: string): Coding => ({
  system: `${HL7}/v3-ParticipationType`,
  code,
  display,
});

export const concept = (...coding: readonly Coding[]): CodeableConcept => ({ coding });

/** Kinds of entities, and what they are in an event. */
export const ENTITY = Object.freeze({
  person: { system: `${HL7}/audit-entity-type`, code: '1', display: 'Person' },
  system: { system: `${HL7}/audit-entity-type`, code: '2', display: 'System Object' },
  patient: { system: `${HL7}/object-role`, code: '1', display: 'Patient' },
  domainResource: { system: `${HL7}/object-role`, code: '4', display: 'Domain Resource' },
  securityResource: { system: `${HL7}/object-role`, code: '13', display: 'Security Resource' },
  query: { system: `${HL7}/object-role`, code: '24', display: 'Query' },
});

export const APPLICATION_SERVER: Coding = Object.freeze({
  system: `${HL7}/security-source-type`,
  code: '4',
  display: 'Application Server',
});

/** Our own vocabulary under a base URI. */
export interface OwnWords {
  readonly code: (system: 'purpose' | 'audit-action' | 'role' | 'standing', code: string) => Coding;
  readonly refer: (type: string, kind: string, value: string) => Reference;
  readonly uri: (path: string) => string;
}

export function ownWords(base: string): OwnWords {
  const root = base.replace(/\/+$/, '');
  return Object.freeze({
    code: (system: string, code: string) => ({ system: `${root}/CodeSystem/${system}`, code }),
    refer: (type: string, kind: string, value: string) => ({
      type,
      identifier: { system: `${root}/identifier/${kind}`, value },
    }),
    uri: (path: string) => `${root}/${path}`,
  });
}
