import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Command } from 'commander';

import { loadConfig } from '../../config/load';
import { systemClock } from '../../config/system';
import { ukDay } from '../../domain/uk-day';
import { GatewayError } from '../../errors/gateway-error';
import { formatFault, isError, lockPacks, PACK_STATUSES, type PackStatus } from '../../policy';
import { signText } from '../../policy/tools';
import { choice } from '../choices';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';

interface SignOptions {
  readonly pack: string;
  readonly by: string;
  readonly role: keyof typeof ROLES;
  readonly status?: PackStatus;
  readonly json?: boolean;
}

const ROLES = {
  DPO: 'DATA_PROTECTION_OFFICER',
  PARTNER: 'PARTNER',
  CALDICOTT: 'CALDICOTT_GUARDIAN',
} as const;

const HELP = `
It writes a post, never a name, and today's date into pack.yaml, and enters the digest of the pack in digests.json. From
then on an edited pack does not load. A draft becomes SIGNED; --status moves the pack on.

Examples:
  $ npm run --silent cli -- policy sign --pack staffordshire --by "Data Protection Officer" --role DPO
  $ npm run --silent cli -- policy sign --pack staffordshire --by "Director of Children's Services" --role PARTNER \\
      --status ACTIVE --json
`;

/** `policy sign`: records a signature and seals what was signed. */
export function addPolicySign(parent: Command, terminal: Terminal): void {
  parent
    .command('sign')
    .description('Signs a policy pack and seals its text.')
    .requiredOption('--pack <key>', 'the pack, such as baseline')
    .requiredOption('--by <position>', 'the post that signs, never a name')
    .addOption(choice('--role <role>', 'in what capacity', Object.keys(ROLES)).makeOptionMandatory())
    .addOption(choice('--status <status>', 'the status from now on', PACK_STATUSES))
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: SignOptions) => runCommand(terminal, () => sign(options, terminal)));
}

function sign({ pack, by, role, status, json }: SignOptions, terminal: Terminal): ExitCode {
  const folder = loadConfig(terminal.environment).policyFolder;
  const file = join(folder, 'packs', pack, 'pack.yaml');
  if (!existsSync(file)) throw new UsageError(`There is no pack ${resolve(file)}.`);
  const before = readFileSync(file, 'utf8');
  const signature = { by, role: ROLES[role], on: ukDay(systemClock.now()) };
  const { text, faults } = signText({ file, text: before, signature, status });
  if (text === null) throw new GatewayError('PACK_INVALID', { detail: faults.map(formatFault).join('\n') });
  writeFileSync(file, text);
  const lock = lockPacks(folder);
  const refused = lock.faults.filter((fault) => isError(fault) && fault.file === file);
  if (refused.length > 0) {
    // What could not be sealed is left as it was.
    writeFileSync(file, before);
    throw new GatewayError('PACK_INVALID', { detail: refused.map(formatFault).join('\n') });
  }
  const sealed = lock.locked.filter((entry) => entry.pack === pack);
  terminal.out(
    json
      ? jsonText({ pack, signature, sealed })
      : `${pack} is signed by ${by} (${signature.role}) on ${signature.on}; ${sealed.map(({ version, status: now }) => `${version} is ${now}`).join(', ')}.\n`,
  );
  return EXIT.fine;
}
