import type { Stage } from './stage';
import { answerContactChecks } from './steps/answer-contact-checks';
import { attemptHealth } from './steps/attempt-health';
import { openReview } from './steps/open-review';
import { readAsAgency } from './steps/read-as-agency';
import { readAsCoordinator } from './steps/read-as-coordinator';
import { readAuditTrail } from './steps/read-audit-trail';
import { readContactCheck } from './steps/read-contact-check';
import { startGathering } from './steps/start-gathering';
import { verifyAudit } from './steps/verify-audit';

/**
 * Tells the whole story, from the first contact check to the verified audit log, over HTTP alone.
 *
 * @throws StoryError when a step cannot be taken; facts that do not hold are the narrator's `broken`.
 */
export async function tellStory(stage: Stage): Promise<void> {
  const review = await openReview(stage);
  await readContactCheck(stage, review);
  await attemptHealth(stage, review);
  const links = await answerContactChecks(stage, review);
  await startGathering(stage, review);
  await readAsAgency(stage, { review, links });
  await readAsCoordinator(stage, { review, links });
  const trail = await readAuditTrail(stage, review);
  await verifyAudit(stage, trail);
}
