import { userInfo } from 'node:os';

import type { Command } from 'commander';
import { Redis } from 'ioredis';

import { loadConfig } from '../../config/load';
import { systemClock } from '../../config/system';
import { publishOver, revoke, type Revocation } from '../../revocations';
import { EXIT, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { recordOperator, withAudit } from './audit-opening';

interface Options {
  readonly user?: string;
  readonly agency?: string;
  readonly session?: string;
  readonly reason: string;
  readonly by: string;
}

/** `access revoke`: ends what a token gives before it expires, on every replica. */
export function addAccessRevoke(parent: Command, terminal: Terminal): void {
  parent
    .command('revoke')
    .description(
      'Takes access back now: of a user, of an agency, or of one session. Signing in again gives it anew.',
    )
    .option('--user <id>', 'every token of this user that was issued before now')
    .option('--agency <id>', 'every token of this agency that was issued before now')
    .option('--session <id>', 'the tokens of one session, by its sid or jti')
    .requiredOption('--reason <text>', 'why, for the record; no personal data')
    .option('--by <name>', 'who does it, for the record', userInfo().username)
    .action((options: Options) => runCommand(terminal, () => takeBack(options, terminal)));
}

async function takeBack(options: Options, terminal: Terminal): Promise<ExitCode> {
  const revocation = targetOf(options);
  const config = loadConfig(terminal.environment);
  await withAudit(config, async (audit) => {
    const { reason, by } = options;
    await recordOperator(audit, { action: 'REVOKE_ACCESS', by, details: { kind: revocation.kind, reason } });
    await revoke(audit.db, revocation, systemClock.now());
  });
  if (config.redisUrl !== undefined) await signal(config.redisUrl);
  terminal.out('Revoked: replicas refuse it within a second.\n');
  return EXIT.fine;
}

function targetOf({ user, agency, session }: Options): Revocation {
  const given: readonly Revocation[] = [
    ...(user === undefined ? [] : [{ kind: 'USER', target: user } as const]),
    ...(agency === undefined ? [] : [{ kind: 'AGENCY', target: agency } as const]),
    ...(session === undefined ? [] : [{ kind: 'SESSION', target: session } as const]),
  ];
  const [only, ...others] = given;
  if (only === undefined || others.length > 0)
    throw new UsageError('Name one of --user, --agency and --session.');
  return only;
}

/** A Redis that is away only makes replicas wait for their next look. */
async function signal(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined);
  await publishOver(redis).catch(() => undefined);
  redis.disconnect();
}
