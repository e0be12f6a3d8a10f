import { userInfo } from 'node:os';
import { join } from 'node:path';

import type { Command } from 'commander';

import { loadConfig, type Config } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { GRANT_KEY_FILE, openGrantKeys, type GrantKeys } from '../../grants';
import { EXIT, jsonText, runCommand, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, withAudit } from './audit-opening';

/** `grant keys`: what agencies verify disclosure grants with, for those that pin a file. */
export function addGrantKeys(parent: Command, terminal: Terminal): void {
  parent
    .command('keys')
    .description('Prints the public keys of disclosure grants as a JSON Web Key Set (RFC 7517).')
    .action(() => runCommand(terminal, () => print(terminal)));
}

/** `grant rotate-key`: the next key signs from the next grant on. */
export function addGrantRotateKey(parent: Command, terminal: Terminal): void {
  parent
    .command('rotate-key')
    .description(
      'Lets the next key sign disclosure grants, destroys the old one, and publishes the one after; this is recorded.',
    )
    .option('--by <name>', 'who does it, for the record', userInfo().username)
    .option(
      '--compromised',
      'somebody else may have the keys: replace all of them at once, published ones as well',
    )
    .action((options: RotateOptions) => runCommand(terminal, () => rotate(options, terminal)));
}

const keysOf = ({ keyFolder }: Config): Promise<GrantKeys> =>
  openGrantKeys({ file: join(keyFolder, GRANT_KEY_FILE), clock: systemClock, randomness: systemRandomness });

async function print(terminal: Terminal): Promise<ExitCode> {
  const keys = await keysOf(loadConfig(terminal.environment));
  terminal.out(jsonText(await keys.jwks()));
  return EXIT.fine;
}

interface RotateOptions {
  readonly by: string;
  readonly compromised?: boolean;
}

const ROTATED = `The next key signs the grants from now on; the old one is published for two minutes more.
Within a week, give the output of grant keys to every agency that pins a file: it holds the key after this one.
`;
const REPLACED = `New keys are in place, and no old one is published any more. Give the output of grant keys at once to every
agency that pins a file: it refuses every grant until then. Agencies that read the published keys believe the old ones
for five minutes at most.
`;

async function rotate({ by, compromised = false }: RotateOptions, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const keys = await keysOf(config);
  await withAudit(config, (audit) =>
    keys.rotate({
      compromised,
      record: (rotation) => {
        const details = { of: 'disclosure grants', compromised: String(compromised), ...rotation };
        return recordOperator(audit, { action: 'ROTATE_KEY', by, details });
      },
    }),
  );
  terminal.out(compromised ? REPLACED : ROTATED);
  return EXIT.fine;
}
