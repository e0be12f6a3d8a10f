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

/** `grant rotate-key`: a new key signs from the next grant on. */
export function addGrantRotateKey(parent: Command, terminal: Terminal): void {
  parent
    .command('rotate-key')
    .description('Makes a new key for disclosure grants, and destroys the old one; this is recorded.')
    .option('--by <name>', 'who does it, for the record', userInfo().username)
    .action(({ by }: { readonly by: string }) => runCommand(terminal, () => rotate(by, terminal)));
}

const keysOf = ({ keyFolder }: Config): Promise<GrantKeys> =>
  openGrantKeys({ file: join(keyFolder, GRANT_KEY_FILE), clock: systemClock, randomness: systemRandomness });

async function print(terminal: Terminal): Promise<ExitCode> {
  const keys = await keysOf(loadConfig(terminal.environment));
  terminal.out(jsonText(await keys.jwks()));
  return EXIT.fine;
}

async function rotate(by: string, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const keys = await keysOf(config);
  await withAudit(config, (audit) =>
    keys.rotate((rotation) =>
      recordOperator(audit, { action: 'ROTATE_KEY', by, details: { of: 'disclosure grants', ...rotation } }),
    ),
  );
  terminal.out(
    'A new key signs the grants from now on. The old one is published for two minutes more: give the output of\ngrant keys to every agency that pins a file.\n',
  );
  return EXIT.fine;
}
