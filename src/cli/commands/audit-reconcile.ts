import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { openAuditLog } from '../../audit';
import { loadConfig } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { readLedger, type LedgerLine } from '../../domain/disclosure-ledger';
import type { AgencyId } from '../../domain/ids';
import { reconcile, type OurEvent, type Reconciliation } from '../../grants';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { withAudit, type OpenAudit } from './audit-opening';

interface ReconcileOptions {
  readonly agency: string;
  readonly ledger: string;
  readonly json?: boolean;
}

/** What the command found. */
interface Result extends Reconciliation {
  readonly agency: string;
  readonly lines: number;
  /** The first line of the ledger that does not follow the one before; null where all do. */
  readonly brokenAt: number | null;
}

/** Events read at a time. */
const PAGE = 500;
/** Milliseconds before a ledger's first line from which on our events are compared: clocks differ. */
const BEFORE_MS = 120_000;

const HELP = `
An agency's server writes a line for each disclosure grant that it answered or refused. Both sides tell of the same
request under the grant's id and the id of our audit event. Exit code 1 when they differ, or the ledger was changed.
Checks of the agency (agency check, agency add) are no event of ours, and are counted apart.

The embedded database belongs to one process at a time: stop a demo gateway first.

Examples:
  $ npm run --silent cli -- audit reconcile --agency nhs-trust --ledger data/agencies/nhs-trust.ledger.jsonl
`;

/** `audit reconcile`: compares an agency's own ledger with the audit log. */
export function addAuditReconcile(parent: Command, terminal: Terminal): void {
  parent
    .command('reconcile')
    .description("Compares an agency's own ledger with the audit log, and lists the differences.")
    .requiredOption('--agency <id>', 'the id that the agency has in the register')
    .requiredOption('--ledger <file>', "the agency's ledger, as its server wrote it")
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: ReconcileOptions) => runCommand(terminal, () => run(options, terminal)));
}

async function run(options: ReconcileOptions, terminal: Terminal): Promise<ExitCode> {
  const { lines, brokenAt } = readLedger(await ledgerText(options.ledger));
  const stranger = lines.find(({ agency }) => agency !== options.agency);
  if (stranger !== undefined) throw new UsageError(`The ledger is not that of ${options.agency}.`);
  const agency = options.agency as AgencyId;
  const events = await withAudit(loadConfig(terminal.environment), (audit) => eventsSince(lines[0], audit));
  const result: Result = { agency, lines: lines.length, brokenAt, ...reconcile({ agency, lines, events }) };
  terminal.out(options.json ? jsonText(result) : describe(result));
  return result.differences.length === 0 && brokenAt === null ? EXIT.fine : EXIT.faults;
}

async function ledgerText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`There is no ledger at ${file}.`);
  }
}

async function eventsSince(first: LedgerLine | undefined, { db }: OpenAudit): Promise<readonly OurEvent[]> {
  const log = openAuditLog({ db, clock: systemClock, randomness: systemRandomness });
  const filter = first ? { from: new Date(Date.parse(first.at) - BEFORE_MS) } : {};
  const events: OurEvent[] = [];
  for (let after: string | undefined; ;) {
    const page = await log.page(filter, { first: PAGE, ...(after !== undefined && { after }) });
    events.push(...page.events.filter(({ event }) => event.action === 'READ' || event.action === 'DENIED'));
    const last = page.events.at(-1);
    if (!page.hasNextPage || last === undefined) return events;
    after = last.cursor;
  }
}

function describe({ agency, lines, brokenAt, matched, checks, differences }: Result): string {
  const broken =
    brokenAt === null ? [] : [`The ledger was changed: line ${brokenAt} does not follow the one before it.`];
  const verdict =
    differences.length === 0
      ? `Both tell the same: ${matched} requests to ${agency}, of ${lines} lines.`
      : `${differences.length} differences in ${lines} lines of ${agency}; ${matched} requests are told alike.`;
  const list = differences.map(({ kind, event, line, what }) => {
    const where = line === null ? 'no line' : `line ${line}`;
    return `  ${kind.padEnd(18)}${where.padEnd(10)}event ${event}  ${what}`;
  });
  const checked =
    checks.lines === 0
      ? []
      : [
          `${checks.lines} lines are checks of the agency, for no review: ${checks.records} records of people for tests.`,
        ];
  return `${[...broken, verdict, ...checked, ...list].join('\n')}\n`;
}
