/** FHIR R4 `AuditEvent` (http://hl7.org/fhir/R4/auditevent.html), as far as the export fills it in. */
export interface FhirAuditEvent {
  readonly resourceType: 'AuditEvent';
  readonly id: string;
  readonly meta?: { readonly profile: readonly string[] };
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: FhirAction;
  /** ISO 8601, UTC. */
  readonly recorded: string;
  readonly outcome: FhirOutcome;
  readonly outcomeDesc?: string;
  readonly purposeOfEvent?: readonly CodeableConcept[];
  readonly agent: readonly Agent[];
  readonly source: { readonly site: string; readonly observer: Reference; readonly type: readonly Coding[] };
  readonly entity?: readonly Entity[];
}

/** Create, read, update, delete, execute. */
export type FhirAction = 'C' | 'R' | 'U' | 'D' | 'E';

/** Success, minor, serious and major failure. */
export type FhirOutcome = '0' | '4' | '8' | '12';

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface CodeableConcept {
  readonly coding: readonly Coding[];
}

/** By identifier alone: what it refers to is on no FHIR server. */
export interface Reference {
  readonly type: string;
  readonly identifier: { readonly system: string; readonly value: string };
}

export interface Agent {
  readonly type?: CodeableConcept;
  readonly role?: readonly CodeableConcept[];
  readonly who: Reference;
  readonly requestor: boolean;
  readonly policy?: readonly string[];
  /** Type 5 is a URI. */
  readonly network?: { readonly address: string; readonly type: '5' };
  readonly purposeOfUse?: readonly CodeableConcept[];
}

export interface Entity {
  readonly what?: Reference;
  readonly type: Coding;
  readonly role: Coding;
  /** Base64; never together with a name (invariant sev-1). */
  readonly query?: string;
  readonly detail?: readonly { readonly type: string; readonly valueString: string }[];
}
