import { join } from 'node:path';

import { openSampleAgencies } from '../../adapters/samples';
import { serveSubgraph, type Subgraph } from '../../adapters/shared/subgraph-server';
import type { Config } from '../config/load';
import { secretFile } from '../config/secret-file';
import type { AgencySource } from '../domain/agency-source';
import type { AgencyId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';

/** A sample agency while it runs: its case system, and the subgraph that the gateway asks. */
export interface RunningAgency {
  readonly id: AgencyId;
  readonly source: AgencySource;
  readonly subgraph: Subgraph;
}

export interface RunningAgencies {
  readonly all: readonly RunningAgency[];
  close(): Promise<void>;
}

/**
 * Opens the five sample agencies and serves each as a subgraph on a loopback port of its own, as an agency would at its
 * own site. `onFailure` hears of an agency's own errors, by agency and kind.
 */
export async function startSampleAgencies(options: {
  readonly config: Config;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly onFailure: (agency: AgencyId, cause: unknown) => void;
}): Promise<RunningAgencies> {
  const { config, clock, randomness, onFailure } = options;
  const folder = join(config.dataFolder, 'agencies');
  const sources = await openSampleAgencies({
    dataFolder: folder,
    ...(config.sampleData !== undefined && { realData: config.sampleData }),
    handleSecret: await secretFile(join(folder, 'handles.key'), randomness),
    clock,
  });
  const all = await Promise.all(
    sources.map(async (source): Promise<RunningAgency> => {
      const log = (_message: string, cause: unknown): void => {
        onFailure(source.agency, cause);
      };
      return { id: source.agency, source, subgraph: await serveSubgraph({ source, localSearch: true, log }) };
    }),
  );
  return {
    all,
    async close() {
      await Promise.allSettled(all.map(({ subgraph }) => subgraph.close()));
      await Promise.allSettled(all.map(({ source }) => source.close()));
    },
  };
}
