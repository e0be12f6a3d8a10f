import { open, readFile, rm } from 'node:fs/promises';

import Table from 'cli-table3';
import type { Command } from 'commander';
import { z } from 'zod';

import { TWO_PERSON_DECISIONS, type TwoPersonDecision } from '../../two-person';
import { choice } from '../choices';
import { GatewaySession, SESSION_HELP, withSession, type SessionOptions } from '../gateway-session';
import {
  DecideSubjectLookupDocument,
  RequestSubjectLookupDocument,
  ViewSubjectLookupDocument,
  type ViewSubjectLookupMutation,
} from '../operations.generated';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

const HELP = `
"Who has seen data about me?" takes two auditors of the partnership, each signed in as themselves: one requests and, once
another has approved, views within the hour, once. The person is in a file, so that no command line holds a name:
{ "name": "...", "dateOfBirth": "2015-03-02" }. The gateway keeps neither; --key-file binds the approval to them.
${SESSION_HELP}
Examples:
  $ npm run --silent cli -- audit subject request --as auditor --partnership demo-baseline --case SAR-7 --person p.json --key-file k
  $ npm run --silent cli -- audit subject decide --as guardian --request 0190... --decision APPROVED
  $ npm run --silent cli -- audit subject view --as auditor --request 0190... --person p.json --key-file k
`;

const PERSON = z.object({ name: z.string(), dateOfBirth: z.string() });
/** For its owner alone: with the approval and the person it opens the look-up. */
const KEY_FILE_MODE = 0o600;

interface PersonOptions extends SessionOptions {
  readonly person: string;
  readonly keyFile: string;
}

interface RequestOptions extends PersonOptions {
  readonly partnership: string;
  readonly case: string;
}

interface DecideOptions extends SessionOptions {
  readonly request: string;
  readonly decision: TwoPersonDecision;
}

interface ViewOptions extends PersonOptions {
  readonly request: string;
  readonly json?: boolean;
}

/**
 * `audit subject`: who has seen data about a person, looked up by one auditor and approved by another. Who they are is what
 * their tokens say, so that nobody can make the second person up.
 */
export function addAuditSubject(parent: Command, terminal: Terminal): void {
  const subject = parent
    .command('subject')
    .description(
      'Who has seen data about a person: one auditor asks, another approves, the first looks once.',
    )
    .addHelpText('after', HELP);
  withPerson(withSession(subject.command('request')))
    .description('Asks for the look-up, and writes its key to a file.')
    .requiredOption('--partnership <id>', 'the partnership whose reviews are looked through')
    .requiredOption('--case <reference>', "the request's own reference; no name")
    .action((options: RequestOptions) => runCommand(terminal, () => request(options, terminal)));
  withSession(subject.command('decide'))
    .description('Approves or refuses the look-up of another auditor.')
    .requiredOption('--request <id>', 'the request')
    .addOption(choice('--decision <word>', 'what was decided', TWO_PERSON_DECISIONS).makeOptionMandatory())
    .action((options: DecideOptions) => runCommand(terminal, () => decide(options, terminal)));
  withPerson(withSession(subject.command('view')))
    .description('Looks, once, within an hour of the approval.')
    .requiredOption('--request <id>', 'the request')
    .option('--json', 'print one JSON document')
    .action((options: ViewOptions) => runCommand(terminal, () => view(options, terminal)));
}

const withPerson = (command: Command): Command =>
  command
    .requiredOption('--person <file>', 'a JSON file with name and dateOfBirth')
    .requiredOption('--key-file <file>', 'where the key of the request is kept');

async function request(options: RequestOptions, terminal: Terminal): Promise<ExitCode> {
  const session = await GatewaySession.open(options, terminal);
  const input = {
    partnership: options.partnership,
    caseReference: options.case,
    person: await personIn(options.person),
  };
  // Before the request is made: its key is told once.
  const file = await open(options.keyFile, 'wx', KEY_FILE_MODE);
  try {
    const { requestSubjectLookup } = await session.ask(RequestSubjectLookupDocument, { input });
    const { requestId, key } = requestSubjectLookup;
    await file.write(`${key}\n`);
    terminal.out(`Request ${requestId}: another auditor decides with audit subject decide.\n`);
    return EXIT.fine;
  } catch (error) {
    await rm(options.keyFile);
    throw error;
  } finally {
    await file.close();
  }
}

async function decide({ request: requestId, decision, ...rest }: DecideOptions, terminal: Terminal) {
  const session = await GatewaySession.open(rest, terminal);
  await session.ask(DecideSubjectLookupDocument, { input: { requestId, decision } });
  terminal.out(`${decision}.\n`);
  return EXIT.fine;
}

async function view(options: ViewOptions, terminal: Terminal): Promise<ExitCode> {
  const session = await GatewaySession.open(options, terminal);
  const input = {
    requestId: options.request,
    key: (await readFile(options.keyFile, 'utf8')).trim(),
    person: await personIn(options.person),
  };
  const { viewSubjectLookup } = await session.ask(ViewSubjectLookupDocument, { input });
  terminal.out(options.json ? jsonText(viewSubjectLookup) : describe(viewSubjectLookup));
  return EXIT.fine;
}

/** @throws UsageError that says nothing of what the file holds */
async function personIn(file: string): Promise<z.infer<typeof PERSON>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return PERSON.parse(JSON.parse(text));
  } catch {
    throw new UsageError('--person names a JSON file: { "name": "...", "dateOfBirth": "YYYY-MM-DD" }.');
  }
}

function describe({
  matches,
  unreadableReviews,
  disclosures,
}: ViewSubjectLookupMutation['viewSubjectLookup']): string {
  const table = new Table({
    head: ['when', 'user', 'agency', 'from', 'purpose', 'category', 'outcome', 'clause', 'values', 'event'],
    style: { head: [], border: [] },
  });
  for (const { occurredAt, user, agency, source, purpose, category, outcome, ...rest } of disclosures) {
    const from = source ?? 'the register';
    const what = [category, outcome, rest.clause, rest.records];
    table.push([occurredAt, user, agency, from, purpose ?? '', ...what, rest.eventId]);
  }
  const found = `${matches} people of reviews match; ${disclosures.length} disclosures.`;
  const unread = `${unreadableReviews} reviews cannot be read any more.`;
  return `${disclosures.length === 0 ? '' : `${table.toString()}\n`}${found} ${unread}\n`;
}
