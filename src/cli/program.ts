import { Command, CommanderError } from 'commander';

import { addAdapterCheck } from './commands/adapter-check';
import { addAdapterServe } from './commands/adapter-serve';
import { addAgencyAdd } from './commands/agency-add';
import { addAgencyCheck } from './commands/agency-check';
import { addAuditAlerts } from './commands/audit-alerts';
import { addAgencyList, addAgencyRemove, addAgencyRotateKey } from './commands/agency-manage';
import { addAuditConsistency } from './commands/audit-consistency';
import { addAuditExport } from './commands/audit-export';
import { addAuditExposure } from './commands/audit-exposure';
import { addAccessRevoke } from './commands/access-revoke';
import { addAuditGrantRole } from './commands/audit-grant-role';
import { addAuditKeys, addAuditRotateKey } from './commands/audit-keys';
import { addAuditProve } from './commands/audit-prove';
import { addAuditReplay } from './commands/audit-replay';
import { addAuditReconcile } from './commands/audit-reconcile';
import { addAuditReport } from './commands/audit-report';
import { addAuditSubject } from './commands/audit-subject';
import { addAuditVerify } from './commands/audit-verify';
import { addAuditWitness } from './commands/audit-witness';
import { addKeysCertificate, addKeysDestroy, addKeysList, addKeysRotate } from './commands/keys';
import { addGrantKeys, addGrantRotateKey } from './commands/grant-keys';
import { addPolicyDiff } from './commands/policy-diff';
import { addPolicyDiscloseStatement } from './commands/policy-disclose-statement';
import { addPolicyExplain } from './commands/policy-explain';
import { addPolicyLint } from './commands/policy-lint';
import { addPolicyMatrix } from './commands/policy-matrix';
import { addPolicyProve } from './commands/policy-prove';
import { addPolicySign } from './commands/policy-sign';
import { addPolicyTest } from './commands/policy-test';
import { addSchemaEmit } from './commands/schema-emit';
import { addToken } from './commands/token';
import { EXIT, type Terminal } from './terminal';

const EXIT_CODES = `
Exit codes: 0 all is well, 1 faults were found or a check failed, 2 wrong usage or it could not run.
Settings come from the environment, as for the server: PORT, DATABASE_URL, GATEWAY_DATA_FOLDER and the others.
`;

/** The command line's commands; they read and write through `terminal` only. */
export function createProgram(terminal: Terminal): Command {
  const program = quiet(new Command('review-gateway'), terminal)
    .description('Commands of the review gateway.')
    .addHelpText('after', EXIT_CODES);
  addToken(program, terminal);
  const adapter = program.command('adapter').description("An agency's case system, at the agency's site.");
  for (const add of [addAdapterCheck, addAdapterServe]) add(adapter, terminal);
  const agency = program.command('agency').description('The agencies that the gateway asks.');
  const agencyCommands = [addAgencyCheck, addAgencyAdd, addAgencyList, addAgencyRemove, addAgencyRotateKey];
  for (const add of agencyCommands) add(agency, terminal);
  const audit = program.command('audit').description('The audit log.');
  const auditCommands = [
    addAuditVerify,
    addAuditProve,
    addAuditConsistency,
    addAuditWitness,
    addAuditAlerts,
    addAuditExposure,
    addAuditReplay,
    addAuditExport,
    addAuditKeys,
    addAuditRotateKey,
    addAuditGrantRole,
    addAuditReport,
    addAuditReconcile,
    addAuditSubject,
  ];
  for (const add of auditCommands) add(audit, terminal);
  const grant = program.command('grant').description('The disclosure grants that agencies are shown.');
  for (const add of [addGrantKeys, addGrantRotateKey]) add(grant, terminal);
  addAccessRevoke(program.command('access').description('Who may come in.'), terminal);
  const keys = program.command('keys').description("The reviews' keys, for their custodian.");
  for (const add of [addKeysList, addKeysRotate, addKeysDestroy, addKeysCertificate]) add(keys, terminal);
  const policy = program.command('policy').description('The policy packs.');
  const policyCommands = [
    addPolicyLint,
    addPolicyTest,
    addPolicyMatrix,
    addPolicyExplain,
    addPolicyDiff,
    addPolicyProve,
    addPolicyDiscloseStatement,
    addPolicySign,
  ];
  for (const add of policyCommands) add(policy, terminal);
  const schema = program.command('schema').description('The schemas that are checked in.');
  addSchemaEmit(schema, terminal);
  return program;
}

/** Parses and runs; `args` are the words after the program's name. Never throws and never ends the process. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    terminal.exit(error.exitCode === 0 ? EXIT.fine : EXIT.unable);
  }
}

/** Commander writes to the terminal and throws where it would end the process; its subcommands inherit both. */
const quiet = (command: Command, terminal: Terminal): Command =>
  command
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError()
    .exitOverride();
