import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { latestCheckpoint, logOfOrigin, notesIn, parseCheckpoint, proveConsistency } from '../../audit';
import { loadConfig } from '../../config/load';
import { EXIT, jsonText, runCommand, UsageError, type ExitCode, type Terminal } from '../terminal';
import { withAudit, type OpenAudit } from './audit-opening';

interface ConsistencyOptions {
  readonly from: string;
  readonly to: string;
  readonly log: string;
}

/** `audit consistency`: the proof that a log of then begins the log of now, as one JSON document. */
export function addAuditConsistency(parent: Command, terminal: Terminal): void {
  parent
    .command('consistency')
    .description('Proves that the log at one checkpoint begins the log at another (RFC 6962), as JSON.')
    .requiredOption('--log <name>', "the log: a partnership's id, or gateway")
    .requiredOption('--from <checkpoint>', 'a file of signed checkpoints, or the size of one in the database')
    .option('--to <checkpoint>', 'the same, or latest', 'latest')
    .action((options: ConsistencyOptions) => runCommand(terminal, () => consistency(options, terminal)));
}

async function consistency({ from, to, log }: ConsistencyOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await withAudit(loadConfig(terminal.environment), async (audit) => {
    const [earlier, later] = [await noteOf(from, { audit, log }), await noteOf(to, { audit, log })];
    const [first, second] = [earlier, later].map((note) => parseCheckpoint(note).checkpoint);
    if (first === undefined || second === undefined) return undefined;
    const proof = await proveConsistency(audit.db, { log, from: first, to: second });
    return proof && { log, from: earlier, to: later, proof: proof.map((node) => node.toString('hex')) };
  });
  if (found === undefined) {
    terminal.err('The audit log was changed: its events do not lead from the one checkpoint to the other.\n');
    return EXIT.faults;
  }
  terminal.out(jsonText(found));
  return EXIT.fine;
}

async function noteOf(
  which: string,
  { audit, log }: { readonly audit: OpenAudit; readonly log: string },
): Promise<string> {
  if (existsSync(which)) {
    const notes = notesIn(await readFile(which, 'utf8'));
    const own = notes.findLast((note) => logOfOrigin(parseCheckpoint(note).checkpoint.origin) === log);
    if (own === undefined) throw new UsageError(`${which} has no checkpoint of ${log}.`);
    return own;
  }
  if (which !== 'latest' && !/^[1-9][0-9]*$/.test(which)) throw new UsageError(`There is no file ${which}.`);
  const row = await latestCheckpoint(audit.db, log, which === 'latest' ? undefined : Number(which));
  if (row === undefined) throw new UsageError(`The database has no such checkpoint of ${log}: ${which}.`);
  return row.note;
}
