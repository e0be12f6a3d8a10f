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
  const openers = [openNhsTrust, openProbation, openCouncil, openLookedAfterReturn, openHousingAssociation];
  const outcomes = await Promise.allSettled(openers.map((open) => open(options)));
  const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await Promise.allSettled(opened.map((source) => source.close()));
    throw failed.reason;
  }
  return opened;
}
