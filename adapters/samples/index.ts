import { createHmac } from 'node:crypto';

import type { AgencySource } from '../../src/domain/agency-source';
import { openCouncil } from './council';
import { openHousingAssociation } from './housing-association';
import { openLookedAfterReturn } from './looked-after-return';
import { openNhsTrust } from './nhs-trust';
import type { SampleOptions } from './options';
import { openProbation } from './probation';

export type { SampleOptions } from './options';

/**
 * Opens the five sample agencies: `nhs-trust`, `probation`, `council-social-care`, `looked-after-return` and
 * `housing-association`. When one cannot open, those that did are closed again.
 */
export async function openSampleAgencies(options: SampleOptions): Promise<readonly AgencySource[]> {
  const outcomes = await Promise.allSettled(
    Object.entries(OPENERS).map(([agency, open]) => open(withOwnSecret(options, agency))),
  );
  const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await Promise.allSettled(opened.map((source) => source.close()));
    throw failed.reason;
  }
  return opened;
}

const OPENERS = {
  'nhs-trust': openNhsTrust,
  probation: openProbation,
  'council-social-care': openCouncil,
  'looked-after-return': openLookedAfterReturn,
  'housing-association': openHousingAssociation,
} as const;

/** Each agency has a secret of its own, so that the same local key gives another handle at another agency. */
function withOwnSecret(options: SampleOptions, agency: string): SampleOptions {
  return { ...options, handleSecret: createHmac('sha256', options.handleSecret).update(agency).digest() };
}
