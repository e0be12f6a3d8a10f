import { minimality } from './minimality';
import type { Report } from './report';

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

/** Every report, in the order of their numbers. */
export const REPORTS: readonly Report[] = Object.freeze([minimality]);

/** The report of that name or number, in whatever case; undefined where there is none. */
export const findReport = (name: string): Report | undefined =>
  REPORTS.find((one) => [one.name, one.code].some((known) => known.toLowerCase() === name.toLowerCase()));
