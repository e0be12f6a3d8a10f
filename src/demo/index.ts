import type { FastifyInstance } from 'fastify';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';

import type { AuditLog } from '../audit';
import type { Config } from '../config/load';
import { registerConsole } from '../console';
import type { AgencyId } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import type { Register } from '../reviews';
import { saveDemoRegister } from './demo-register';
import { seedDemoReviews, type DemoReview } from './demo-reviews';
import { openDemoIssuer, type DemoIssuer } from './issuer';
import { PERSONAS } from './personas';
import { startSampleAgencies, type RunningAgency } from './sample-agencies';

/** The demo's own parts beside the gateway: issuer, sample agencies, two reviews, pages. */
export interface Demo {
  readonly issuer: DemoIssuer;
  readonly agencies: readonly RunningAgency[];
  readonly reviews: readonly DemoReview[];
  /** Adds the demo's pages and routes to the server. */
  serve(server: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

/** Starts the demo. A second start on the same data finds the reviews of the first and changes nothing. */
export async function startDemo(options: {
  readonly config: Config;
  readonly register: Register;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger;
  /** The public keys that the sample agencies verify grants with. */
  readonly grantKeys: () => Promise<JSONWebKeySet>;
}): Promise<Demo> {
  const { config, register, audit, clock, randomness, log, grantKeys } = options;
  const issuer = await openDemoIssuer({ keyFolder: config.keyFolder, clock });
  const onFailure = (agency: AgencyId, cause: unknown): void => {
    log.warn(
      { agency, error: cause instanceof Error ? cause.name : 'unknown' },
      'a sample agency could not answer',
    );
  };
  const agencies = await startSampleAgencies({ config, clock, randomness, onFailure, grantKeys });
  try {
    await saveDemoRegister(register, agencies.all);
    const reviews = await seedDemoReviews(register, agencies.all);
    return {
      issuer,
      agencies: agencies.all,
      reviews,
      serve: (server) =>
        registerConsole(server, {
          issuer,
          personas: PERSONAS,
          agencies: () => agencies.all.map(published),
          reviews: () => reviews,
          verifyAudit: () => audit.verify(),
        }),
      close: () => agencies.close(),
    };
  } catch (error) {
    await agencies.close();
    throw error;
  }
}

const published = ({
  id,
  subgraph,
}: RunningAgency): { readonly id: string; readonly url: string; readonly recordsUrl: string } => ({
  id,
  url: subgraph.url,
  recordsUrl: new URL('/records', subgraph.url).href,
});
