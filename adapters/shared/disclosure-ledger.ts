import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import { LEDGER_GENESIS, ledgerHash, readLedger, type LedgerLine } from '../../src/domain/disclosure-ledger';
import type { AgencyId } from '../../src/domain/ids';
import type { Clock } from '../../src/domain/ports';

/** What one request came to. */
export type LedgerEntry = Pick<LedgerLine, 'grant' | 'outcome' | 'reason' | 'asked' | 'answered'>;

/** An agency's own append-only record of what it was asked and what it answered. */
export interface DisclosureLedger {
  /** Writes a line; it is on disk when the promise resolves. Until then nothing may be answered. */
  append(entry: LedgerEntry): Promise<void>;
  /** Counts a request without a verifiable grant; the next line says how many, so that strangers cannot fill the disk. */
  countUnverified(): void;
  close(): Promise<void>;
}

export interface DisclosureLedgerOptions {
  /** Made where it is not there; readable by its owner only. */
  readonly file: string;
  readonly agency: AgencyId;
  readonly clock: Clock;
}

/**
 * Opens an agency's ledger: JSON lines, each linked to the one before by its hash. A last line that was cut short by a
 * crash was never answered for, and is taken off. One process writes to it.
 *
 * @throws Error when a line of it was changed, or the file cannot be read or written.
 */
export async function openDisclosureLedger(options: DisclosureLedgerOptions): Promise<DisclosureLedger> {
  const { file } = options;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const text = (await handle.readFile('utf8')).replace(/[^\n]*$/, '');
    const { lines, brokenAt } = readLedger(text);
    if (brokenAt !== null) throw new Error(`The ledger was changed: line ${brokenAt} does not follow.`);
    const size = Buffer.byteLength(text, 'utf8');
    await handle.truncate(size);
    return new FileLedger(options, { handle, size, last: lines.at(-1) });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface Opened {
  readonly handle: FileHandle;
  size: number;
  last: LedgerLine | undefined;
}

class FileLedger implements DisclosureLedger {
  readonly #options: DisclosureLedgerOptions;
  readonly #opened: Opened;
  #unverified = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: DisclosureLedgerOptions, opened: Opened) {
    this.#options = options;
    this.#opened = opened;
  }

  append(entry: LedgerEntry): Promise<void> {
    const written = this.#turn.then(() => this.#write(entry));
    this.#turn = written.catch(() => undefined);
    return written;
  }

  countUnverified(): void {
    this.#unverified += 1;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#opened.handle.close();
  }

  async #write(entry: LedgerEntry): Promise<void> {
    const { handle, size, last } = this.#opened;
    // Another writer would fork the chain; what it wrote is left for whoever looks into it.
    if ((await handle.stat()).size !== size) throw new Error('The ledger was written to by somebody else.');
    const content: Omit<LedgerLine, 'hash'> = {
      ...entry,
      sequence: (last?.sequence ?? 0) + 1,
      previous: last?.hash ?? LEDGER_GENESIS,
      at: this.#options.clock.now().toISOString(),
      agency: this.#options.agency,
      unverified: this.#unverified,
    };
    const line: LedgerLine = { ...content, hash: ledgerHash(content) };
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
    await handle.appendFile(bytes);
    await handle.datasync();
    this.#opened.size += bytes.length;
    this.#opened.last = line;
    this.#unverified -= content.unverified;
  }
}
