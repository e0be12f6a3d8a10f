import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';

import type { Command } from 'commander';

import { openAuditLog } from '../../audit';
import { loadConfig, type Config } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import type { AgencyId, ReviewId, UserId } from '../../domain/ids';
import {
  contactSetCipher,
  openConfiguredKeyStore,
  REVIEW_KEY_FILE,
  type KeyStore,
  type MasterKeyRotation,
} from '../../pseudonyms';
import { destroyReview, isCertified } from '../../retention';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, requireKeys, withAudit } from './audit-opening';

const ports = { clock: systemClock, randomness: systemRandomness };

/** `keys list`: which reviews have a key, of which generation; nothing secret. */
export function addKeysList(parent: Command, terminal: Terminal): void {
  parent
    .command('list')
    .description("Lists the reviews' keys: generation and state, nothing secret.")
    .option('--json', 'as JSON')
    .action(({ json }: { readonly json?: true }) =>
      runCommand(terminal, async () => {
        const listing = await (await keyStore(loadConfig(terminal.environment))).list();
        const { protection, generation, keys } = listing;
        const lines = keys.map((key) => `${key.reviewId}  generation ${key.generation}  ${key.state}`);
        const text = [`${protection}, generation ${generation}, ${keys.length} keys`, ...lines].join('\n');
        terminal.out(json ? jsonText(listing) : `${text}\n`);
        return EXIT.fine;
      }),
    );
}

/** `keys rotate`: a new master key; the reviews' keys and pseudonyms stay. */
export function addKeysRotate(parent: Command, terminal: Terminal): void {
  parent
    .command('rotate')
    .description(
      'Puts a new master key in place and wraps every key under it; pseudonyms stay. Gateways may run meanwhile.',
    )
    .option('--by <name>', 'who does it, for the record', userInfo().username)
    .action(({ by }: { readonly by: string }) => runCommand(terminal, () => rotate(by, terminal)));
}

/** `keys destroy`: carries an approved destruction out and prints its certificate. */
export function addKeysDestroy(parent: Command, terminal: Terminal): void {
  parent
    .command('destroy')
    .description('Destroys the key of a review whose destruction was approved, and prints the certificate.')
    .requiredOption('--review <id>', "the review's id")
    .option('--by <name>', 'the key custodian, for the record', userInfo().username)
    .action((options: { readonly review: string; readonly by: string }) =>
      runCommand(terminal, () => destroy(options, terminal)),
    );
}

/** `keys certificate`: whether a certificate of destruction was signed by this gateway. */
export function addKeysCertificate(parent: Command, terminal: Terminal): void {
  parent
    .command('certificate')
    .description('Verifies a certificate of destruction and prints what it says.')
    .argument('<certificate>', 'a JSON Web Signature in compact form')
    .action((certificate: string) => runCommand(terminal, () => verify(certificate, terminal)));
}

async function keyStore(config: Config): Promise<KeyStore> {
  // Opening would make an empty store: an answer to another question.
  if (!existsSync(join(config.keyFolder, REVIEW_KEY_FILE)))
    throw new UsageError(`There is no key store in ${config.keyFolder}: set GATEWAY_KEY_FOLDER.`);
  return openConfiguredKeyStore(config, ports);
}

async function rotate(by: string, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const keys = await keyStore(config);
  const { to, keys: count } = await withAudit(config, (audit) =>
    keys.rotate(({ from, to: next, keys: wrapped }: MasterKeyRotation) =>
      recordOperator(audit, {
        action: 'ROTATE_KEY',
        by,
        details: { key: 'master', from: String(from), to: String(next), keys: String(wrapped) },
      }),
    ),
  );
  terminal.out(`Generation ${to} of the master key wraps ${count} keys.\n`);
  return EXIT.fine;
}

async function destroy(
  { review, by }: { readonly review: string; readonly by: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const keys = await keyStore(config);
  const certificate = await withAudit(config, (opened) =>
    destroyReview(
      review as ReviewId,
      { user: `operator:${by}` as UserId, agency: 'gateway' as AgencyId },
      {
        db: opened.db,
        audit: openAuditLog({ db: opened.db, ...ports }),
        clock: systemClock,
        keys,
        cipher: contactSetCipher(keys, systemRandomness),
        signingKeys: requireKeys(opened),
      },
    ),
  );
  terminal.out(`${certificate}\n`);
  return EXIT.fine;
}

async function verify(certificate: string, terminal: Terminal): Promise<ExitCode> {
  const publicKeys = await withAudit(loadConfig(terminal.environment), (opened) =>
    requireKeys(opened).publicKeys(),
  );
  if (!isCertified(certificate, publicKeys)) {
    terminal.err('No key of this gateway has signed that certificate.\n');
    return EXIT.faults;
  }
  const [, body = ''] = certificate.split('.');
  terminal.out(jsonText(JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))));
  return EXIT.fine;
}
