import { userInfo } from 'node:os';

import type { Command } from 'commander';

import {
  AUDIT_OUTCOMES,
  collectReport,
  findReport,
  operatorDraft,
  REPORTS,
  type Report,
  type ReportFilter,
  type ReportParameter,
} from '../../audit';
import { DATA_CATEGORIES } from '../../domain/data-category';
import { OUTCOMES } from '../../domain/outcome';
import { choice } from '../choices';
import { instant } from '../instant';
import { REPORT_FORMATS, type ReportFormat } from '../report-document';
import { EXIT, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { openReports, type ReportOpening } from './audit-report-opening';

type ReportOptions = Omit<ReportFilter, 'partnerships'> & {
  readonly partnership?: NonNullable<ReportFilter['partnerships']>[number];
  readonly format: ReportFormat;
  readonly by: string;
};

const HELP = `
A report holds what the audit record holds: users, agencies, reviews, pseudonyms and names of fields; never a value.
That it was read is recorded first. Times are ISO 8601, such as 2026-03-02 or 2026-03-02T09:00:00Z.
It ends with exit code 1 when it shows that something is not as it must be.

Examples:
  $ npm run --silent cli -- audit report list
  $ npm run --silent cli -- audit report minimality
  $ npm run --silent cli -- audit report minimality --from 2026-01-01 --format html > minimality.html
`;

/** `audit report <name>`: what the audit record says, by question. */
export function addAuditReport(parent: Command, terminal: Terminal, open: ReportOpening = openReports): void {
  parent
    .command('report')
    .description('Answers a question from the audit record; without --format as a table.')
    .argument('<name>', 'the report, by name or number such as R8; list names all')
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
    .option('--partnership <id>', "this partnership's events")
    .addOption(choice('--format <format>', 'how to write it', Object.keys(REPORT_FORMATS)).default('table'))
    .option('--by <name>', 'who reads it, for the record', userInfo().username)
    .addHelpText('after', HELP)
    .action((name: string, options: ReportOptions) =>
      runCommand(terminal, () => answer({ name, options, terminal, open })),
    );
}

interface Asked {
  readonly name: string;
  readonly options: ReportOptions;
  readonly terminal: Terminal;
  readonly open: ReportOpening;
}

async function answer({ name, options, terminal, open }: Asked): Promise<ExitCode> {
  if (name === 'list') {
    terminal.out(REPORTS.map(({ code, name, question }) => `${code}\t${name}\t${question}\n`).join(''));
    return EXIT.fine;
  }
  const report = findReport(name);
  if (report === undefined)
    throw new UsageError(`There is no report ${name}: audit report list names all of them.`);
  const filter = filterOf(report, options);
  return open(terminal, async (source) => {
    const filters = Object.keys(filter).join(',');
    const details = { report: report.name, filters };
    await source.audit.append(operatorDraft({ action: 'READ_AUDIT', by: options.by, details }));
    const result = await collectReport(report.run(source, filter));
    const document = { report, filter, at: source.clock.now(), ...result };
    terminal.out(REPORT_FORMATS[options.format](document));
    if (options.format === 'csv') terminal.err(`${result.end.sentence}\n`);
    return result.end.ok ? EXIT.fine : EXIT.faults;
  });
}

/** @throws UsageError when the report cannot be narrowed so, or needs more */
function filterOf({ name, parameters, required = [] }: Report, options: ReportOptions): ReportFilter {
  const { format: _format, by: _by, partnership, ...rest } = options;
  const filter: ReportFilter = { ...rest, ...(partnership !== undefined && { partnerships: [partnership] }) };
  const given = Object.keys(filter) as ReportParameter[];
  const flag = (parameter: ReportParameter): string =>
    `--${parameter === 'partnerships' ? 'partnership' : parameter}`;
  const foreign = given.filter((one) => !parameters.includes(one));
  if (foreign.length > 0)
    throw new UsageError(
      `${name} takes ${parameters.map(flag).join(', ')}; not ${foreign.map(flag).join(', ')}.`,
    );
  const missing = required.filter((one) => !given.includes(one));
  if (missing.length > 0) throw new UsageError(`${name} needs ${missing.map(flag).join(', ')}.`);
  return filter;
}
