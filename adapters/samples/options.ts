import type { Clock } from '../../src/domain/ports';

/** What every sample agency needs to open. */
export interface SampleOptions {
  /** Folder that generated files and databases are written to, one sub-folder per agency. */
  readonly dataFolder: string;
  /** Folder of openly licensed real files; without it the agency runs on generated ones in the same format. */
  readonly realData?: string;
  /** Secret that the opaque record handles are derived from. */
  readonly handleSecret: Buffer;
  readonly clock: Clock;
}
