import type { Command } from 'commander';

import { openSigningKeys, witnessLogs, type Witnessed } from '../../audit';
import { loadConfig } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { requireKeys, withAudit } from './audit-opening';

interface WitnessOptions {
  readonly file: string;
  readonly key?: string;
  readonly name: string;
  readonly log?: string;
  readonly json?: boolean;
}

const HELP = `
Keep the file, and the witness's key, where the gateway and its database administrators cannot write: it is what shows
that a log was rewritten or cut short together with its own checkpoints. Run it from time to time.

Example:
  $ npm run --silent cli -- audit witness --file ../elsewhere/checkpoints
`;

/** `audit witness`: cosigns the latest checkpoints into a file kept elsewhere; refuses what does not continue it. */
export function addAuditWitness(parent: Command, terminal: Terminal): void {
  parent
    .command('witness')
    .description(
      'Cosigns the latest checkpoints into a file kept elsewhere; exit code 1 when one does not continue it.',
    )
    .requiredOption('--file <file>', 'where the cosigned checkpoints are kept')
    .option('--key <file>', "the witness's own key, made when it is not there; <file>.key by default")
    .option('--name <name>', "the witness's name", 'review-gateway/witness')
    .option('--log <name>', "this log alone: a partnership's id, or gateway")
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: WitnessOptions) => runCommand(terminal, () => witness(options, terminal)));
}

async function witness(options: WitnessOptions, terminal: Terminal): Promise<ExitCode> {
  const { file, name, log, json } = options;
  if (!/^[^\s+]+$/.test(name)) throw new UsageError('--name takes a name without spaces and plus signs.');
  const ports = { clock: systemClock, randomness: systemRandomness };
  const results = await withAudit(loadConfig(terminal.environment), async (audit) => {
    const gatewayKeys = await requireKeys(audit).publicKeys();
    const keys = await openSigningKeys({ file: options.key ?? `${file}.key`, ...ports });
    const [key, ownKeys] = [await keys.current(), await keys.publicKeys()];
    const at = systemClock.now();
    const which = log === undefined ? {} : { log };
    return witnessLogs(audit.db, { file, name, key, ownKeys, gatewayKeys, at, ...which });
  });
  terminal.out(json ? jsonText(results) : results.map(describe).join(''));
  return results.some(({ outcome }) => outcome.startsWith('REFUSED')) ? EXIT.faults : EXIT.fine;
}

const describe = ({ log, outcome, size }: Witnessed): string => `${log}: ${outcome}, at ${size} events\n`;
