import { readFile } from 'node:fs/promises';

import type { Logger } from 'pino';

import type { AgencyTlsConfig, Config } from '../../config/load';
import type { AgencyId } from '../../domain/ids';
import type { Clock, Randomness } from '../../domain/ports';
import { GatewayError } from '../../errors/gateway-error';
import { openGrantIssuer, type GrantKeys } from '../../grants';
import { openConnections, type ConnectionOptions } from './connections';
import { openFanOut, type BreakerState } from './fan-out';
import type { CollectDependencies } from './index';

/** What collecting needs while the gateway runs. */
export interface OpenCollect {
  readonly dependencies: CollectDependencies;
  /** The circuit breaker of each agency that was called since the start. */
  states(): ReadonlyMap<AgencyId, BreakerState>;
  close(): Promise<void>;
}

export interface OpenCollectOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly keys: Pick<GrantKeys, 'current'>;
  readonly register: {
    agency(
      id: AgencyId,
    ): Promise<{ readonly endpointUrl: string | null; readonly authority?: string | null } | undefined>;
  };
}

/**
 * Opens the ways to the agencies as the settings say.
 *
 * @throws GatewayError `CONFIG_INVALID` when a file of the TLS settings cannot be read.
 */
export async function openCollect(options: OpenCollectOptions): Promise<OpenCollect> {
  const { config, log, clock, randomness, keys, register } = options;
  const connections = openConnections(await connectionOptions(config));
  const fanOut = openFanOut({
    onChange: (agency, breaker) => log.warn({ agency, breaker }, 'the circuit breaker of an agency changed'),
  });
  return {
    dependencies: {
      connections,
      fanOut,
      clock,
      grants: openGrantIssuer({ keys, issuer: config.grantIssuer, clock, randomness }),
      deadlineMs: config.agencyDeadlineMs,
      operationDeadlineMs: config.operationDeadlineMs,
      maxBytes: config.agencyMaxBytes,
      endpointOf: async (id) => {
        const agency = await register.agency(id);
        return agency?.endpointUrl
          ? { url: new URL(agency.endpointUrl), authority: agency.authority ?? null }
          : undefined;
      },
    },
    states: () => fanOut.states(),
    close: () => connections.close(),
  };
}

async function connectionOptions({ agencyTls, agencyDeadlineMs }: Config): Promise<ConnectionOptions> {
  const [authorities, certificate, privateKey] = await Promise.all([
    pem(agencyTls, 'authoritiesFile'),
    pem(agencyTls, 'certificateFile'),
    pem(agencyTls, 'keyFile'),
  ]);
  return { authorities, certificate, privateKey, timeoutMs: agencyDeadlineMs };
}

async function pem(files: AgencyTlsConfig, name: keyof AgencyTlsConfig): Promise<string | undefined> {
  const file = files[name];
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new GatewayError('CONFIG_INVALID', { detail: `the agency TLS settings: no ${name}`, cause });
  }
}
