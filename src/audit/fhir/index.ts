export { fhirAuditEvents } from './audit-events';
export { BASE_URI } from './codes';
export { exportFhir, type FhirExportOptions } from './export';
