import { agencyRefusals } from './agency-refusals';
import { auditReads } from './audit-reads';
import { contactCheckPerformance } from './contact-checks';
import { controllers } from './controllers';
import { corrections } from './corrections';
import { denied } from './denied';
import { byAgency, byReview, bySpecialCategory, bySubject, byUser } from './disclosures';
import { documents } from './documents';
import { exceptions } from './exceptions';
import { exposure } from './exposure';
import { fitness } from './fitness';
import { integrity } from './integrity';
import { minimality } from './minimality';
import { offence } from './offence';
import { packOfTheDay } from './pack-of-the-day';
import { processing } from './processing';
import { retention } from './retention';
import { unusual } from './unusual';
import type { Report } from './report';

export { limitedSource } from './limited-source';
export {
  collectReport,
  type Report,
  type ReportCell,
  type ReportEnd,
  type ReportFilter,
  type ReportParameter,
  type ReportResult,
  type ReportRow,
  type ReportSource,
} from './report';
export { QUESTIONS, type Question } from './questions';

/** Every report, in the order of their numbers; a letter follows the number of the report that one belongs with. */
export const REPORTS: readonly Report[] = Object.freeze([
  byReview,
  packOfTheDay,
  bySubject,
  corrections,
  controllers,
  byUser,
  byAgency,
  bySpecialCategory,
  offence,
  denied,
  fitness,
  agencyRefusals,
  exceptions,
  minimality,
  retention,
  documents,
  contactCheckPerformance,
  processing,
  integrity,
  auditReads,
  unusual,
  exposure,
]);

/** The report of that name or number, in whatever case; undefined where there is none. */
export const findReport = (name: string): Report | undefined =>
  REPORTS.find((one) => [one.name, one.code].some((known) => known.toLowerCase() === name.toLowerCase()));
