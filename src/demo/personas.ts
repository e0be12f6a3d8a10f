import type { Role } from '../domain/standing';

/** A made-up user of the demo, by what they do; there is no person behind it. */
export interface Persona {
  readonly key: string;
  readonly title: string;
  readonly agency: string;
  readonly roles: readonly Role[];
  /** Partnerships whose audit records the persona may read, and `gateway` for the gateway's own. */
  readonly auditPartnerships?: readonly string[];
}

/** Agencies of the demo that coordinate or review and have no case system of their own. */
export const SAFEGUARDING_UNIT = 'safeguarding-unit';
export const LANCASHIRE_UNIT = 'lancashire-unit';
export const INDEPENDENT_REVIEWER = 'independent-reviewer';
export const AUDIT_OFFICE = 'audit-office';

const persona = (key: string, title: string, at: readonly [agency: string, role: Role]): Persona =>
  Object.freeze({ key, title, agency: at[0], roles: Object.freeze([at[1]]) });

const AUDITED = Object.freeze(['demo-baseline', 'demo-lancashire', 'gateway']);

/** The personas of the demo. */
export const PERSONAS: readonly Persona[] = Object.freeze([
  persona('coordinator', 'Review coordinator (baseline pack)', [SAFEGUARDING_UNIT, 'COORDINATOR']),
  persona('lancashire-coordinator', 'Review coordinator (lancashire pack)', [LANCASHIRE_UNIT, 'COORDINATOR']),
  persona('housing', 'Housing association, safeguarding contact', ['housing-association', 'AGENCY_CONTACT']),
  persona('nhs-trust', 'NHS trust, named nurse', ['nhs-trust', 'AGENCY_CONTACT']),
  persona('probation', 'Probation service, review contact', ['probation', 'AGENCY_CONTACT']),
  persona('council', 'Council social care, review contact', ['council-social-care', 'AGENCY_CONTACT']),
  persona('looked-after', "Council looked-after children's team, contact", [
    'looked-after-return',
    'AGENCY_CONTACT',
  ]),
  persona('reviewer', 'Independent reviewer', [INDEPENDENT_REVIEWER, 'REVIEWER']),
  Object.freeze({
    ...persona('auditor', 'Data protection officer', [AUDIT_OFFICE, 'AUDITOR']),
    auditPartnerships: AUDITED,
  }),
  // A look-up about a data subject takes two auditors.
  Object.freeze({
    ...persona('guardian', 'Caldicott Guardian', [AUDIT_OFFICE, 'AUDITOR']),
    auditPartnerships: AUDITED,
  }),
]);

/** The persona of that key. */
export const findPersona = (key: string): Persona | undefined => PERSONAS.find((one) => one.key === key);
