import { resolve } from 'node:path';

import type { Command } from 'commander';

import { openAuditLog, type AuditDraft } from '../../audit';
import { loadConfig } from '../../config/load';
import { systemClock, systemRandomness } from '../../config/system';
import { openPackShelf } from '../../policy';
import { recompute, type ReplayResult } from '../../stages/decide';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { withAudit } from './audit-opening';

interface ReplayOptions {
  readonly event: string;
  readonly policies?: string;
  readonly json?: boolean;
}

const HELP = `
The decision is made again from what the event says it rested on, under the very pack of that day: key, version and SHA-256 of
its bytes must be those of the event. A published version stays in the folder of policies; --policies names another folder,
such as an archive. Neither the register nor an agency is asked.

Exit codes: 0 the same decision, 1 another one, 2 it could not be made again, and why.

Example:
  $ npm run --silent cli -- audit replay --event 0190...
`;

/** `audit replay`: decides a past answer again under the pack of that day, and compares. */
export function addAuditReplay(parent: Command, terminal: Terminal): void {
  parent
    .command('replay')
    .description('Decides a past answer again under the pack of that day, and compares.')
    .requiredOption('--event <id>', 'the event of the answer')
    .option('--policies <folder>', 'the folder of packs; the one that the gateway reads unless given')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action((options: ReplayOptions) => runCommand(terminal, () => replay(options, terminal)));
}

async function replay(
  { event: eventId, policies, json }: ReplayOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const config = loadConfig(terminal.environment);
  const shelf = openPackShelf(policies === undefined ? config.policyFolder : resolve(policies));
  const event = await withAudit(config, async ({ db }) => {
    const log = openAuditLog({ db, clock: systemClock, randomness: systemRandomness });
    return (await log.page({ eventId }, { first: 1 })).events[0]?.event;
  });
  if (event === undefined) throw new UsageError('The audit log has no such event.');
  const result = recompute(event, shelf);
  const there = shelf.find(event.pack?.key ?? ('' as never), event.pack?.version)?.digest;
  terminal.out(
    json ? jsonText({ event: eventId, pack: event.pack, ...result }) : describe(result, { event, there }),
  );
  if (result.kind === 'AGREES') return EXIT.fine;
  return result.kind === 'DIFFERS' ? EXIT.faults : EXIT.unable;
}

interface Replayed {
  readonly event: AuditDraft;
  /** Digest of the pack of that key and version that is there now. */
  readonly there: string | undefined;
}

function describe(result: ReplayResult, { event, there }: Replayed): string {
  const pack = event.pack ? `${event.pack.key} ${event.pack.version}` : '';
  switch (result.kind) {
    case 'AGREES':
      return `The same decision: ${result.entries} entries come out under ${pack} as they were recorded.\n`;
    case 'DIFFERS':
      return differences(result, pack);
    case 'NO_DECISION':
      return 'The event records no decision on data: there is nothing to make again.\n';
    case 'PACK_UNKNOWN':
      return `The pack of that day is not available: there is no ${pack} in the folder of policies. It has the digest ${event.pack?.digest ?? ''}; name a folder that holds it by --policies.\n`;
    case 'PACK_CHANGED':
      return `The pack of that day is not available: ${pack} is there with the digest ${there ?? ''}, and it was ${event.pack?.digest ?? ''} that day. Name a folder that holds it by --policies.\n`;
    case 'FACTS_MISSING':
      return 'The event does not say what the decision rested on: it was recorded before that was kept.\n';
  }
}

function differences({ mismatches, gate }: Extract<ReplayResult, { kind: 'DIFFERS' }>, pack: string): string {
  const words = ({ outcome, clause }: { readonly outcome: string; readonly clause: string }): string =>
    clause === '' ? outcome : `${outcome} (${clause})`;
  const lines = mismatches.map(
    ({ agency, category, recorded, recomputed }) =>
      `  ${agency ?? 'register'} ${category}: recorded ${words(recorded)}, now ${words(recomputed)}`,
  );
  const gates = gate ? [`  gate: recorded ${gate.recorded ?? 'none'}, now ${gate.recomputed ?? 'none'}`] : [];
  return `${[`Another decision under ${pack}:`, ...gates, ...lines].join('\n')}\n`;
}
