import { userInfo } from 'node:os';

import type { Command } from 'commander';

import {
  AUDIT_OUTCOMES,
  collectReport,
  findReport,
  operatorDraft,
  QUESTIONS,
  REPORTS,
  type Report,
  type ReportFilter,
} from '../../audit';
import { DATA_CATEGORIES } from '../../domain/data-category';
import type { PartnershipId } from '../../domain/ids';
import { OUTCOMES } from '../../domain/outcome';
import { choice } from '../choices';
import { instant } from '../instant';
import { REPORT_FORMATS, type ReportDocument, type ReportFormat } from '../report-document';
import { EXIT, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { openReports, type ReportOpening } from './audit-report-opening';

type ReportOptions = Omit<ReportFilter, 'partnerships'> & {
  readonly partnership?: PartnershipId | typeof GATEWAY;
  readonly question?: string;
  readonly format: ReportFormat;
  readonly by: string;
};

/** The log of events that belong to no partnership. */
const GATEWAY = 'gateway';

const HELP = `
A report holds what the audit record holds: users, agencies, reviews, pseudonyms and names of fields; never a value.
That it was read is recorded first. Times are ISO 8601, such as 2026-03-02 or 2026-03-02T09:00:00Z.
It ends with exit code 1 when it shows that something is not as it must be.

Examples:
  $ npm run --silent cli -- audit report list
  $ npm run --silent cli -- audit report minimality
  $ npm run --silent cli -- audit report --question 15
  $ npm run --silent cli -- audit report minimality --from 2026-01-01 --format html > minimality.html
`;

/** `audit report <name>`: what the audit record says, by question. */
export function addAuditReport(parent: Command, terminal: Terminal, open: ReportOpening = openReports): void {
  parent
    .command('report')
    .description('Answers a question from the audit record; without --format as a table.')
    .argument('[name]', 'the report, by name or number such as R8; list names all')
    .option('--question <number>', 'instead of a name: a question of the list')
    .option('--review <id>', 'this review')
    .option('--subject <pseudonym>', 'this data subject')
    .option('--user <id>', 'this user')
    .option('--agency <id>', 'this recipient agency')
    .option('--source <id>', 'data from this agency')
    .addOption(choice('--category <category>', 'this data category', DATA_CATEGORIES))
    .addOption(choice('--outcome <outcome>', 'this outcome', [...OUTCOMES, ...AUDIT_OUTCOMES]))
    .option('--from <time>', 'from this time, inclusive', instant)
    .option('--to <time>', 'to this time, exclusive', instant)
    .option('--event <id>', 'this event')
    .option('--partnership <id>', "this partnership's events; gateway for those of none")
    .addOption(choice('--format <format>', 'how to write it', Object.keys(REPORT_FORMATS)).default('table'))
    .option('--by <name>', 'who reads it, for the record', userInfo().username)
    .addHelpText('after', HELP)
    .action((name: string | undefined, options: ReportOptions) =>
      runCommand(terminal, () => answer({ name, options, terminal, open })),
    );
}

interface Asked {
  readonly name: string | undefined;
  readonly options: ReportOptions;
  readonly terminal: Terminal;
  readonly open: ReportOpening;
}

/** A report with what it is narrowed by. */
interface Chosen {
  readonly report: Report;
  readonly filter: ReportFilter;
}

async function answer({ name, options, terminal, open }: Asked): Promise<ExitCode> {
  if (name === 'list') {
    terminal.out(listOfReports());
    return EXIT.fine;
  }
  const chosen = choose(name, options);
  return open(terminal, async (source) => {
    const documents: ReportDocument[] = [];
    for (const { report, filter } of chosen) {
      const details = { report: report.name, filters: Object.keys(filter).join(',') };
      await source.audit.append(operatorDraft({ action: 'READ_AUDIT', by: options.by, details }));
      const result = await collectReport(report.run(source, filter));
      documents.push({ report, filter, at: source.clock.now(), ...result });
    }
    terminal.out(documents.map(REPORT_FORMATS[options.format]).join('\n'));
    const sentences = documents.map(({ end }) => `${end.sentence}\n`).join('');
    if (options.format === 'csv') terminal.err(sentences);
    return documents.every(({ end }) => end.ok) ? EXIT.fine : EXIT.faults;
  });
}

const listOfReports = (): string =>
  [
    ...REPORTS.map(({ code, name, question }) => `${code}\t${name}\t${question}\n`),
    '\n',
    ...QUESTIONS.map(({ number, question, reports }) => `${number}\t${question} (${reports.join(', ')})\n`),
  ].join('');

/**
 * The report of that name, or those that answer the question together. One answer of several reports may be narrowed by
 * what any of them takes.
 *
 * @throws UsageError when there is none, or it cannot be narrowed so
 */
function choose(
  name: string | undefined,
  { question: number, ...options }: ReportOptions,
): readonly Chosen[] {
  if ((name === undefined) === (number === undefined))
    throw new UsageError('Name a report, or a question by --question; audit report list names all of them.');
  const question = QUESTIONS.find((one) => String(one.number) === number);
  const names = name === undefined ? (question?.reports ?? []) : [name];
  const reports = names.map(findReport).filter((one) => one !== undefined);
  if (reports.length === 0)
    throw new UsageError(
      `There is no ${name === undefined ? 'question' : 'report'} ${name ?? number ?? ''}: audit report list names all of them.`,
    );
  const filter = { ...question?.filter, ...filterOf(reports, options) };
  const given = Object.entries(filter);
  return reports.map((report) => ({
    report,
    filter: Object.fromEntries(given.filter(([key]) => report.parameters.some((one) => one === key))),
  }));
}

/** @throws UsageError when the reports cannot be narrowed so, or need more */
function filterOf(reports: readonly Report[], options: Omit<ReportOptions, 'question'>): ReportFilter {
  const { format: _format, by: _by, partnership, ...rest } = options;
  const partnerships = [partnership === GATEWAY ? null : partnership].filter((one) => one !== undefined);
  const filter: ReportFilter = { ...rest, ...(partnerships.length > 0 && { partnerships }) };
  const given: readonly string[] = Object.keys(filter);
  const taken = reports.flatMap(({ parameters }) => parameters);
  const name = reports.map((one) => one.name).join(' and ');
  const foreign = given.filter((one) => !taken.some((parameter) => parameter === one));
  if (foreign.length > 0)
    throw new UsageError(`${name} takes ${flags(taken) || 'nothing'}; not ${flags(foreign)}.`);
  const missing = reports.flatMap(({ required = [] }) => required.filter((one) => !given.includes(one)));
  if (missing.length > 0) throw new UsageError(`${name} needs ${flags(missing)}.`);
  return filter;
}

const flags = (parameters: readonly string[]): string =>
  [...new Set(parameters)].map((one) => `--${one === 'partnerships' ? 'partnership' : one}`).join(', ');
