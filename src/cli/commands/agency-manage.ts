import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import Table from 'cli-table3';
import type { Command } from 'commander';

import { RECORD_CATEGORIES } from '../../domain/data-category';
import { GatewaySession, SESSION_HELP, withSession, type SessionOptions } from '../gateway-session';
import {
  AgencyRegistrationsDocument,
  RemoveAgencyDocument,
  RotateAgencyKeyDocument,
  type AgencyRegistrationsQuery,
} from '../operations.generated';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';

interface ManageOptions extends SessionOptions {
  readonly json?: boolean;
}

/** `agency list`: every agency as it was registered. */
export function addAgencyList(parent: Command, terminal: Terminal): void {
  withSession(parent.command('list'))
    .description('Lists the agencies of the register, and what each can be asked for.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', SESSION_HELP)
    .action((options: ManageOptions) => runCommand(terminal, () => list(options, terminal)));
}

/** `agency remove <id>`: takes an agency off the register. */
export function addAgencyRemove(parent: Command, terminal: Terminal): void {
  withSession(parent.command('remove'))
    .description(
      'Takes an agency off the register: it is neither asked nor answered from the next request on.',
    )
    .argument('<id>', 'the id in the register')
    .option('--json', 'print one JSON document')
    .addHelpText('after', SESSION_HELP)
    .action((id: string, options: ManageOptions) =>
      runCommand(terminal, async () => {
        const session = await GatewaySession.open(options, terminal);
        const input = { idempotencyKey: randomUUID(), agencyId: id };
        const { removeAgency } = await session.ask(RemoveAgencyDocument, { input });
        terminal.out(options.json ? jsonText(removeAgency) : `${id} is off the register.\n`);
        return EXIT.fine;
      }),
    );
}

/** `agency rotate-key <id> <file>`: another certificate authority of an agency's endpoint. */
export function addAgencyRotateKey(parent: Command, terminal: Terminal): void {
  withSession(parent.command('rotate-key'))
    .description("Puts a new certificate authority of an agency's endpoint in the old one's place.")
    .argument('<id>', 'the id in the register')
    .argument('<file>', 'the certificate in PEM')
    .option('--json', 'print one JSON document')
    .addHelpText('after', SESSION_HELP)
    .action((id: string, file: string, options: ManageOptions) =>
      runCommand(terminal, async () => {
        const session = await GatewaySession.open(options, terminal);
        const authority = await readFile(file, 'utf8');
        const input = { idempotencyKey: randomUUID(), agencyId: id, authority };
        const { rotateAgencyKey } = await session.ask(RotateAgencyKeyDocument, { input });
        const text = `${id} is now vouched for by ${rotateAgencyKey.authorityFingerprint} alone (SHA-256).\n`;
        terminal.out(options.json ? jsonText(rotateAgencyKey) : text);
        return EXIT.fine;
      }),
    );
}

async function list(options: ManageOptions, terminal: Terminal): Promise<ExitCode> {
  const session = await GatewaySession.open(options, terminal);
  const { agencyRegistrations } = await session.ask(AgencyRegistrationsDocument, {});
  terminal.out(options.json ? jsonText(agencyRegistrations) : `${tableOf(agencyRegistrations)}\n`);
  return EXIT.fine;
}

function tableOf(agencies: AgencyRegistrationsQuery['agencyRegistrations']): string {
  const table = new Table({
    head: ['Agency', 'Kind', 'State', 'Endpoint', 'Offers', 'Data map', 'Authority'],
    style: { head: [], border: [] },
  });
  for (const { id, kind, state, endpoint, offers, dataMap, authorityFingerprint } of agencies) {
    const offered = offers === null ? 'not checked' : `${offers.length} of ${RECORD_CATEGORIES.length}`;
    const authority = authorityFingerprint?.slice(0, 12) ?? '';
    table.push([id, kind, state, endpoint ?? '', endpoint === null ? '' : offered, dataMap ?? '', authority]);
  }
  return table.toString();
}
