import { userInfo } from 'node:os';

import type { Command } from 'commander';

import { collectReport, operatorDraft, type ReportFilter } from '../../audit';
import { DATA_CATEGORIES } from '../../domain/data-category';
import {
  BREACH_DECISIONS,
  breachClock,
  breachDecisions,
  describeBreach,
  exposure,
  type BreachClock,
  type BreachDecision,
  type RecordedDecision,
} from '../../oversight';
import { choice } from '../choices';
import { instant } from '../instant';
import { REPORT_FORMATS, type ReportFormat } from '../report-document';
import { EXIT, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { openReports, type OpenReports, type ReportOpening } from './audit-report-opening';

type ExposureOptions = Omit<ReportFilter, 'partnerships'> & {
  readonly partnership?: NonNullable<ReportFilter['partnerships']>[number];
  readonly reference?: string;
  readonly awareAt?: Date;
  readonly decision?: BreachDecision;
  readonly decidedBy?: string;
  readonly format: ReportFormat;
  readonly by: string;
};

const HELP = `
It lists what left in that time: which fields about which people (by pseudonym) to which users of which agencies, how often
and when. With --aware-at it shows the 72 hours of UK GDPR art. 33(1); a decision is recorded with its reference, and shown
whenever that reference is asked for again. Exit code 1 when the 72 hours are over without a decision.

Examples:
  $ npm run --silent cli -- audit exposure --from 2026-11-17 --to 2026-11-18 --agency nhs-trust
  $ npm run --silent cli -- audit exposure --from 2026-11-17 --to 2026-11-18 --reference INC-7 \\
      --aware-at 2026-11-18T09:00:00Z --decision NEAR_MISS --decided-by "Data protection officer" --format html > INC-7.html
`;

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9/_-]{1,39}$/;

/** `audit exposure`: the breach pack: what left, to whom, and the clock. */
export function addAuditExposure(
  parent: Command,
  terminal: Terminal,
  open: ReportOpening = openReports,
): void {
  parent
    .command('exposure')
    .description('The breach pack: which fields about which people went to whom in a span of time.')
    .requiredOption('--from <time>', 'from this time, inclusive', instant)
    .requiredOption('--to <time>', 'to this time, exclusive', instant)
    .option('--agency <id>', 'this recipient agency')
    .option('--review <id>', 'this review')
    .option('--user <id>', 'this user')
    .option('--source <id>', 'data from this agency')
    .option('--subject <pseudonym>', 'this data subject')
    .addOption(choice('--category <category>', 'this data category', DATA_CATEGORIES))
    .option('--partnership <id>', "this partnership's events")
    .option('--reference <text>', 'the reference of the incident')
    .option('--aware-at <time>', 'when the controller became aware', instant)
    .addOption(choice('--decision <word>', 'what was decided, to be recorded', BREACH_DECISIONS))
    .option('--decided-by <post>', 'who decided: a post rather than a name')
    .addOption(choice('--format <format>', 'how to write it', Object.keys(REPORT_FORMATS)).default('table'))
    .option('--by <name>', 'who takes it, for the record', userInfo().username)
    .addHelpText('after', HELP)
    .action((options: ExposureOptions) =>
      runCommand(terminal, () => open(terminal, (source) => drawUp(source, { options, terminal }))),
    );
}

interface Asked {
  readonly options: ExposureOptions;
  readonly terminal: Terminal;
}

async function drawUp(source: OpenReports, { options, terminal }: Asked): Promise<ExitCode> {
  check(options);
  const { by, reference, format } = options;
  const filter = filterOf(options);
  const details = { report: exposure.name, filters: Object.keys(filter).join(',') };
  await source.audit.append(operatorDraft({ action: 'READ_AUDIT', by, details }));
  const result = await collectReport(exposure.run(source, filter));
  if (options.decision !== undefined) await recordDecision(source, { options, totals: result.end.totals });
  const decisions = reference === undefined ? [] : await breachDecisions(source.audit, reference);
  const at = source.clock.now();
  const clock = clockOf(options, { decisions, now: at });
  const ok = clock === undefined || clock.hoursLeft >= 0 || decisions.length > 0;
  const sentence = [result.end.sentence, describeBreach(clock, decisions)].filter(Boolean).join(' ');
  const breach = { reference: reference ?? null, clock: clock ?? null, decisions };
  const end = { ...result.end, ok, sentence, breach };
  terminal.out(REPORT_FORMATS[format]({ report: exposure, filter, at, rows: result.rows, end }));
  if (format === 'csv') terminal.err(`${sentence}\n`);
  return ok ? EXIT.fine : EXIT.faults;
}

/** @throws UsageError when what belongs together is not there */
function check({ reference, awareAt, decision, decidedBy }: ExposureOptions): void {
  if (reference !== undefined && !REFERENCE.test(reference))
    throw new UsageError('--reference takes letters, digits, hyphens and strokes, such as INC-2026-7.');
  if (decision === undefined && decidedBy === undefined) return;
  if (!decision || !decidedBy || !reference || !awareAt)
    throw new UsageError('A decision needs --decision, --decided-by, --reference and --aware-at.');
}

/** The clock that was given, or that of the first decision under the reference. */
function clockOf(
  { awareAt }: ExposureOptions,
  { decisions, now }: { readonly decisions: readonly RecordedDecision[]; readonly now: Date },
): BreachClock | undefined {
  const since = awareAt ?? (decisions[0] && new Date(decisions[0].awareAt));
  return since && breachClock(since, now);
}

function filterOf(options: ExposureOptions): ReportFilter {
  const { reference, awareAt, decision, decidedBy, format, by, partnership, ...rest } = options;
  return { ...rest, ...(partnership !== undefined && { partnerships: [partnership] }) };
}

async function recordDecision(
  { audit, clock }: OpenReports,
  {
    options,
    totals,
  }: { readonly options: ExposureOptions; readonly totals: Readonly<Record<string, number>> },
): Promise<void> {
  const { by, reference = '', awareAt, decision = '', decidedBy = '', from, to } = options;
  const since = awareAt ?? clock.now();
  const { deadline } = breachClock(since, clock.now());
  const details = {
    reference,
    decision,
    decidedBy,
    awareAt: since.toISOString(),
    deadline: deadline.toISOString(),
    from: from?.toISOString() ?? '',
    to: to?.toISOString() ?? '',
    filters: Object.keys(filterOf(options)).join(','),
    ...Object.fromEntries(Object.entries(totals).map(([name, count]) => [name, String(count)])),
  };
  await audit.append(operatorDraft({ action: 'DECIDE_BREACH', by, details }));
}
