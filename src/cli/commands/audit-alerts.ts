import { userInfo } from 'node:os';
import { resolve } from 'node:path';

import Table from 'cli-table3';
import type { Command } from 'commander';

import { openAuditLog } from '../../audit';
import { loadConfig } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import type { AgencyId, PartnershipId, UserId } from '../../domain/ids';
import {
  DISPOSITIONS,
  openAlerts,
  readRules,
  recordLeaving,
  type Alert,
  type AlertId,
  type Alerts,
  type Disposition,
} from '../../oversight';
import { choice } from '../choices';
import { renderFaults } from '../policy-report';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, withAudit, type OpenAudit } from './audit-opening';

const ports = { clock: systemClock, randomness: systemRandomness };

const HELP = `
Alerts say which rule noticed which event, and nothing of whom the event is about: look the event up by its id. The rules and
their thresholds are in policies/oversight/rules.yaml, or where GATEWAY_OVERSIGHT_RULES says.

Examples:
  $ npm run --silent cli -- audit alerts list --open
  $ npm run --silent cli -- audit alerts dispose --alert 0190... --disposition EXPLAINED --by dpo
  $ npm run --silent cli -- audit alerts leaver --user jo --agency nhs-trust --on 2026-11-20
`;

/** `audit alerts`: unusual access, and what people make of it. */
export function addAuditAlerts(parent: Command, terminal: Terminal): void {
  const alerts = parent
    .command('alerts')
    .description('Alerts of unusual access, and what people make of them.')
    .addHelpText('after', HELP);
  alerts
    .command('list')
    .description('Lists the alerts, the newest first.')
    .option('--open', 'those alone that nobody has disposed of')
    .option('--partnership <id>', 'those of one partnership')
    .option('--by <name>', 'who looks, for the record', userInfo().username)
    .option('--json', 'print one JSON document')
    .action((options: ListOptions) => runCommand(terminal, () => list(options, terminal)));
  alerts
    .command('dispose')
    .description('Records what a person made of an alert; nobody decides about themselves.')
    .requiredOption('--alert <id>', 'the alert')
    .addOption(choice('--disposition <word>', 'what they made of it', DISPOSITIONS).makeOptionMandatory())
    .requiredOption('--by <name>', 'who decided')
    .action((options: DisposeOptions) => runCommand(terminal, () => dispose(options, terminal)));
  alerts
    .command('leaver')
    .description('Records the last day of an account; its use afterwards raises an alert.')
    .requiredOption('--user <id>', 'the user, as their token names them')
    .requiredOption('--agency <id>', 'their agency')
    .requiredOption('--on <date>', 'the last day, as 2026-11-20')
    .option('--by <name>', 'who records it', userInfo().username)
    .action((options: LeaverOptions) => runCommand(terminal, () => leaver(options, terminal)));
  alerts
    .command('lint')
    .description('Checks the rules for unusual access; exit code 1 when there is any fault.')
    .argument('[file]', 'the file of rules; the one that the gateway reads unless given')
    .option('--json', 'print one JSON document')
    .action((file: string | undefined, { json }: { readonly json?: boolean }) =>
      runCommand(terminal, () => lint({ file, json: json === true }, terminal)),
    );
}

interface ListOptions {
  readonly open?: boolean;
  readonly partnership?: string;
  readonly by: string;
  readonly json?: boolean;
}

interface DisposeOptions {
  readonly alert: string;
  readonly disposition: Disposition;
  readonly by: string;
}

interface LeaverOptions {
  readonly user: string;
  readonly agency: string;
  readonly on: string;
  readonly by: string;
}

const alertsOf = ({ db }: OpenAudit): Alerts =>
  openAlerts({ db, audit: openAuditLog({ db, ...ports }), ...ports });

async function list({ open, partnership, by, json }: ListOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await withAudit(loadConfig(terminal.environment), async (audit) => {
    await recordOperator(audit, { action: 'READ_AUDIT', by, details: { read: 'alerts' } });
    return alertsOf(audit).list({
      ...(open && { open }),
      ...(partnership !== undefined && {
        partnerships: [partnership === 'gateway' ? null : (partnership as PartnershipId)],
      }),
    });
  });
  terminal.out(json ? jsonText(found) : describe(found));
  return EXIT.fine;
}

function describe(alerts: readonly Alert[]): string {
  if (alerts.length === 0) return 'There is no such alert.\n';
  const table = new Table({
    head: ['alert', 'raised', 'rule', 'log', 'user', 'event', 'disposition'],
    style: { head: [], border: [] },
  });
  for (const { id, raisedAt, rule, log, viewer, eventId, dispositions } of alerts) {
    const last = dispositions.at(-1);
    const stands = last ? `${last.disposition} by ${last.decidedBy}` : 'open';
    table.push([id, raisedAt.toISOString(), rule, log, `${viewer.user} (${viewer.agency})`, eventId, stands]);
  }
  return `${table.toString()}\n${alerts.length} alerts.\n`;
}

async function dispose({ alert, disposition, by }: DisposeOptions, terminal: Terminal): Promise<ExitCode> {
  const { auditEventId } = await withAudit(loadConfig(terminal.environment), (audit) =>
    alertsOf(audit).dispose(
      {
        user: by as UserId,
        agency: 'gateway' as AgencyId,
        roles: [],
        operation: { name: null, hash: null },
        requestId: 'command-line',
      },
      { id: alert as AlertId, disposition },
    ),
  );
  terminal.out(`Recorded as ${disposition}, event ${auditEventId}.\n`);
  return EXIT.fine;
}

async function leaver({ user, agency, on, by }: LeaverOptions, terminal: Terminal): Promise<ExitCode> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new UsageError('--on takes a date such as 2026-11-20.');
  await withAudit(loadConfig(terminal.environment), async (audit) => {
    await recordOperator(audit, { action: 'RECORD_LEAVING', by, details: { user, agency, leftOn: on } });
    const account = { user: user as UserId, agency: agency as AgencyId };
    await recordLeaving(audit.db, { ...account, leftOn: on, recordedBy: by, at: systemClock.now() });
  });
  terminal.out(`Use of the account after ${on} raises an alert.\n`);
  return EXIT.fine;
}

function lint(
  { file, json }: { readonly file: string | undefined; readonly json: boolean },
  terminal: Terminal,
): ExitCode {
  const place = file === undefined ? loadConfig(terminal.environment).oversightRules : resolve(file);
  const { rules, faults } = readRules(place);
  const lines = rules.map(
    ({ key, title, enabled }) => `${enabled ? 'on ' : 'off'}  ${key.padEnd(20)}${title}\n`,
  );
  terminal.out(
    json ? jsonText({ ok: faults.length === 0, rules, faults }) : lines.join('') + renderFaults(faults),
  );
  return faults.length === 0 ? EXIT.fine : EXIT.faults;
}
