export type { LocatedFault, LogFault, LogReport, VerifyReport } from './report';
export { verifyLogs, type VerifyOptions } from './verify-logs';
