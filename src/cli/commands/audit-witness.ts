import type { Command } from 'commander';

import { askWitness, openSigningKeys, parseVerifier, witnessLogs, type Witnessed } from '../../audit';
import { loadConfig } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { requireKeys, withAudit, type OpenAudit } from './audit-opening';

interface WitnessOptions {
  readonly file?: string;
  readonly url?: string;
  readonly witnessKey?: string;
  readonly key?: string;
  readonly name: string;
  readonly log?: string;
  readonly json?: boolean;
}

const HELP = `
Keep the file, and the witness's key, where the gateway and its database administrators cannot write: it is what shows
that a log was rewritten or cut short together with its own checkpoints. Run it from time to time.

With --url a witness of somebody else's is asked (C2SP tlog-witness). It must know the log's origin and verifier, which audit
keys prints; its cosignature is checked with --witness-key, and kept with the checkpoint.

Examples:
  $ npm run --silent cli -- audit witness --file ../elsewhere/checkpoints
  $ npm run --silent cli -- audit witness --url https://witness.example/ --witness-key witness.example+1a2b3c4d+B...
`;

/** `audit witness`: cosigns the latest checkpoints into a file kept elsewhere, or has a witness do so. */
export function addAuditWitness(parent: Command, terminal: Terminal): void {
  parent
    .command('witness')
    .description(
      'Cosigns the latest checkpoints into a file kept elsewhere, or has a witness cosign; exit code 1 when one is refused.',
    )
    .option('--file <file>', 'where the cosigned checkpoints are kept')
    .option('--url <url>', 'the witness to ask instead, by its submission prefix')
    .option('--witness-key <verifier>', 'with --url: what its cosignatures are checked with')
    .option(
      '--key <file>',
      "with --file: the witness's own key, made when it is not there; <file>.key by default",
    )
    .option('--name <name>', "with --file: the witness's name", 'review-gateway/witness')
    .option('--log <name>', "this log alone: a partnership's id, or gateway")
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: WitnessOptions) => runCommand(terminal, () => witness(options, terminal)));
}

async function witness(options: WitnessOptions, terminal: Terminal): Promise<ExitCode> {
  const { file, url, json } = options;
  if ((file === undefined) === (url === undefined)) throw new UsageError('Give either --file or --url.');
  const results = await withAudit(loadConfig(terminal.environment), (audit) =>
    url === undefined
      ? intoFile(audit, { ...options, file: file ?? '' })
      : overHttp(audit, { ...options, url }),
  );
  terminal.out(json ? jsonText(results) : results.map(describe).join(''));
  const fine = results.every(({ outcome }) => ['APPENDED', 'UNCHANGED', 'NO_CHECKPOINT'].includes(outcome));
  return fine ? EXIT.fine : EXIT.faults;
}

async function intoFile(
  audit: OpenAudit,
  { file, name, log, key: keyFile }: WitnessOptions & { readonly file: string },
): Promise<readonly Witnessed[]> {
  if (!/^[^\s+]+$/.test(name)) throw new UsageError('--name takes a name without spaces and plus signs.');
  const gatewayKeys = await requireKeys(audit).publicKeys();
  const ports = { clock: systemClock, randomness: systemRandomness };
  const keys = await openSigningKeys({ file: keyFile ?? `${file}.key`, ...ports });
  const [key, ownKeys] = [await keys.current(), await keys.publicKeys()];
  const which = log === undefined ? {} : { log };
  return witnessLogs(audit.db, { file, name, key, ownKeys, gatewayKeys, at: systemClock.now(), ...which });
}

async function overHttp(
  audit: OpenAudit,
  { url, witnessKey, log }: WitnessOptions & { readonly url: string },
): Promise<readonly Witnessed[]> {
  if (!URL.canParse(url)) throw new UsageError('--url takes an address such as https://witness.example/.');
  if (witnessKey === undefined)
    throw new UsageError('--url needs --witness-key, the verifier of the witness.');
  const gatewayKeys = await requireKeys(audit).publicKeys();
  const which = log === undefined ? {} : { log };
  const verifier = parseVerifier(witnessKey);
  return askWitness(audit.db, { url, witness: verifier, gatewayKeys, at: systemClock.now(), ...which });
}

const describe = ({ log, outcome, size }: Witnessed): string => `${log}: ${outcome}, at ${size} events\n`;
