import {
  CHECK_PARTS,
  type AgencyFinding,
  type AgencyReport,
  type CheckPart,
  type RuleResult,
} from '../agencies';
import { RECORD_CATEGORIES } from '../domain/data-category';
import { isError } from '../policy';

const TITLES: Readonly<Record<CheckPart, string>> = {
  ENDPOINT: 'Endpoint',
  CONTRACT: 'Schema against the contract',
  DATA_MAP: 'Data map',
  RESIDENCY: 'Residency',
  LIVE: 'Live endpoint',
};

const MARKS: Readonly<Record<RuleResult['outcome'], string>> = {
  HELD: 'holds     ',
  ADVISED: 'advised   ',
  BROKEN: 'BROKEN    ',
  NOT_TRIED: 'not tried ',
};

/** A report as an adapter engineer reads it: what is offered, then part by part what to mend. */
export function renderAgencyReport(report: AgencyReport): string {
  const { url, offers, findings, dataMap, rules } = report;
  const silent = RECORD_CATEGORIES.filter((category) => !offers.includes(category));
  return [
    url,
    `Offers ${offers.length} of the contract's ${RECORD_CATEGORIES.length} categories: ${listed(offers)}`,
    ...(offers.length > 0 && silent.length > 0 ? [`Never asked for: ${listed(silent)}`] : []),
    `Data map: ${dataMap.key} (${dataMap.digest.slice(0, 12)})`,
    ...CHECK_PARTS.flatMap((part) => renderPart(part, report)),
    '',
    verdict(findings, rules),
    '',
  ].join('\n');
}

const listed = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

function renderPart(part: CheckPart, { findings, rules }: AgencyReport): readonly string[] {
  const own = findings.filter((finding) => finding.part === part);
  const tried = part === 'LIVE' ? rules.map(renderRule) : [];
  const lines = own.length === 0 && tried.length === 0 ? ['  nothing to mend'] : own.map(renderFinding);
  return ['', TITLES[part], ...tried, ...lines];
}

const renderRule = ({ rule, outcome, reason }: RuleResult): string =>
  `  ${MARKS[outcome]}${rule}${reason === null ? '' : ` (${reason})`}`;

/** One line: where, what is wrong, and how to mend it. */
export function renderFinding(finding: ReportedFinding): string {
  const { place, line, message, severity } = finding;
  const where = line === null ? place : `${place}${place === '' ? '' : ', '}line ${line}`;
  return `  ${severity === 'WARNING' ? 'consider' : 'MEND'}  ${where}${where === '' ? '' : ': '}${message}`;
}

/** A finding as the gateway's answer has it too. */
type ReportedFinding = Pick<AgencyFinding, 'place' | 'line' | 'message'> & { readonly severity: string };

function verdict(findings: readonly AgencyFinding[], rules: readonly RuleResult[]): string {
  const errors = findings.filter(isError).length;
  const skipped = rules.filter(({ outcome }) => outcome === 'NOT_TRIED').length;
  const untried = skipped === 0 ? '' : ` Rules not tried: ${skipped}.`;
  if (errors > 0) return `${errors} to mend.${untried}`;
  return `Fit to be registered.${untried}`;
}
