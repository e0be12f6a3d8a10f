import type { Command } from 'commander';

import { grantServingRole } from '../../audit';
import { grantQueue } from '../../jobs';
import { loadConfig } from '../../config/load';
import { EXIT, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { withAudit } from './audit-opening';

const HELP = `
Run it with a DATABASE_URL of the tables' owner, and again after each migration. Then start the gateway with a
DATABASE_URL of that role: it may insert into the audit record and read it, and change or remove nothing there.
`;

/** `audit grant-role`: what a role of PostgreSQL needs to serve requests, and no more. */
export function addAuditGrantRole(parent: Command, terminal: Terminal): void {
  parent
    .command('grant-role')
    .description(
      'Gives a role of PostgreSQL what serving takes: of the audit record, to read and insert alone.',
    )
    .requiredOption('--role <name>', 'a role that is there, is no superuser and does not own the tables')
    .addHelpText('after', HELP)
    .action(({ role }: { readonly role: string }) => runCommand(terminal, () => grantRole(role, terminal)));
}

async function grantRole(role: string, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  if (config.databaseUrl === undefined)
    throw new UsageError('Roles are for PostgreSQL: set DATABASE_URL to that of the owner of the tables.');
  await withAudit(config, ({ db }) => grantServingRole(db, role));
  await grantQueue(config.databaseUrl, role);
  terminal.out(`The role may serve requests; of the audit record it may read and insert alone.\n`);
  return EXIT.fine;
}
