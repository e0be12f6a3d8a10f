import { watch } from 'chokidar';
import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../src/domain/agency-source';
import type { FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';

/** How a folder is watched. */
export interface WatchedOptions {
  readonly folder: string;
  /** Opens the source over what the folder holds now. */
  readonly open: () => Promise<AgencySource>;
  /** A file counts as written when it has not grown for so many milliseconds; a second by default. */
  readonly settleMs?: number;
  /** Told when new files are in use. */
  readonly onReopened?: () => void;
  /** Told when new files cannot be used; the source goes on with those that it had. */
  readonly onFault?: (error: unknown) => void;
}

const SETTLE_MS = 1_000;

/**
 * A source over a folder that new returns are put in. When a file is added, replaced or taken away, and has been written
 * whole, the folder is opened anew and takes the place of the one before between two requests.
 * @throws GatewayError as `open` does, when the folder cannot be opened at first
 */
export async function openWatchedSource(options: WatchedOptions): Promise<AgencySource> {
  const source = new WatchedSource(await options.open(), options);
  await source.ready;
  return source;
}

class WatchedSource implements AgencySource {
  readonly ready: Promise<void>;
  private readonly watcher: ReturnType<typeof watch>;
  private reopening: Promise<void> = Promise.resolve();

  constructor(
    private current: AgencySource,
    private readonly options: WatchedOptions,
  ) {
    const stabilityThreshold = options.settleMs ?? SETTLE_MS;
    this.watcher = watch(options.folder, {
      ignoreInitial: true,
      depth: 0,
      awaitWriteFinish: { stabilityThreshold, pollInterval: Math.max(10, stabilityThreshold / 4) },
    });
    this.ready = new Promise((resolve) => this.watcher.once('ready', resolve));
    for (const event of ['add', 'change', 'unlink'] as const) this.watcher.on(event, () => this.reopen());
    this.watcher.on('error', (error) => this.options.onFault?.(error));
  }

  get agency(): AgencySource['agency'] {
    return this.current.agency;
  }

  get offers(): ReadonlySet<string> {
    return this.current.offers;
  }

  get hasNames(): boolean {
    return this.current.hasNames ?? true;
  }

  read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options?: ReadOptions,
  ): ReturnType<AgencySource['read']> {
    return this.current.read(handles, fields, options);
  }

  search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    return this.current.search(by);
  }

  async close(): Promise<void> {
    await this.watcher.close();
    await this.reopening;
    await this.current.close();
  }

  private reopen(): void {
    this.reopening = this.reopening.then(async () => {
      try {
        const [before, next] = [this.current, await this.options.open()];
        this.current = next;
        await before.close();
        this.options.onReopened?.();
      } catch (error) {
        this.options.onFault?.(error);
      }
    });
  }
}
