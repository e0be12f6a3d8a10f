export { DISPOSITIONS, type Alert, type AlertId, type DecidedDisposition, type Disposition } from './alert';
export {
  BREACH_DECISIONS,
  breachClock,
  describeBreach,
  type BreachClock,
  type BreachDecision,
  type RecordedDecision,
} from './breach-clock';
export { breachDecisions } from './breach-decisions';
export { openAlerts, type AlertFilter, type Alerts } from './dispose';
export { exposure } from './exposure';
export { historyOf, type History } from './history';
export { recordLeaving, type Leaving } from './leaving';
export { loadRules, readRules } from './load-rules';
export { openNotifier, type Notifier } from './notifier';
export { openOversight, type OpenOversight, type Oversight } from './open-oversight';
export { emitRulesSchema, type Rule } from './rules';
export { SubjectLookup } from './subject-lookup';
export { forgetTally } from './tally';
export { openWatch, type Watch } from './watch';
