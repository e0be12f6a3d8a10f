import { join } from 'node:path';

import type { JSONWebKeySet } from 'jose';

import { openSampleAgencies } from '../../adapters/samples';
import { openDisclosureLedger, type DisclosureLedger } from '../../adapters/shared/disclosure-ledger';
import { openGrantVerifier } from '../../adapters/shared/grant-verifier';
import { serveSubgraph, type Subgraph } from '../../adapters/shared/subgraph-server';
import type { Config } from '../config/load';
import { secretFile } from '../config/secret-file';
import type { AgencySource } from '../domain/agency-source';
import type { AgencyId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';

/** A sample agency while it runs: its case system, its own audit, and the subgraph that the gateway asks. */
export interface RunningAgency {
  readonly id: AgencyId;
  readonly source: AgencySource;
  readonly ledger: DisclosureLedger;
  readonly subgraph: Subgraph;
}

export interface RunningAgencies {
  readonly all: readonly RunningAgency[];
  close(): Promise<void>;
}

interface SampleAgenciesOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly onFailure: (agency: AgencyId, cause: unknown) => void;
  /** The gateway's public keys. */
  readonly grantKeys: () => Promise<JSONWebKeySet>;
}

/**
 * Opens the five sample agencies and serves each as a subgraph on a loopback port of its own, as an agency would at its
 * own site. `onFailure` hears of an agency's own errors, by agency and kind.
 */
export async function startSampleAgencies(options: SampleAgenciesOptions): Promise<RunningAgencies> {
  const { config, clock, randomness } = options;
  const folder = join(config.dataFolder, 'agencies');
  const sources = await openSampleAgencies({
    dataFolder: folder,
    ...(config.sampleData !== undefined && { realData: config.sampleData }),
    handleSecret: await secretFile(join(folder, 'handles.key'), randomness),
    clock,
  });
  const all = await Promise.all(sources.map((source) => serve(source, { folder, ...options })));
  return {
    all,
    async close() {
      await Promise.allSettled(all.map(({ subgraph }) => subgraph.close()));
      await Promise.allSettled(all.map(({ ledger }) => ledger.close()));
      await Promise.allSettled(all.map(({ source }) => source.close()));
    },
  };
}

async function serve(
  source: AgencySource,
  { config, clock, folder, onFailure, grantKeys }: SampleAgenciesOptions & { readonly folder: string },
): Promise<RunningAgency> {
  const { agency } = source;
  const grants = openGrantVerifier({
    agency,
    issuer: config.grantIssuer,
    jwks: { read: grantKeys },
    clock,
  });
  const ledger = await openDisclosureLedger({ file: join(folder, `${agency}.ledger.jsonl`), agency, clock });
  const log = (_message: string, cause: unknown): void => {
    onFailure(agency, cause);
  };
  const subgraph = await serveSubgraph({ source, grants, ledger, localSearch: true, log });
  return { id: agency, source, ledger, subgraph };
}
