import type { VerifyReport } from '../../../audit';
import { AUDITOR, titleOf, type Stage } from '../stage';

/** The logs are walked against their hashes and checkpoints, as `audit verify` does. */
export async function verifyAudit(
  { client, narrator }: Stage,
  trail: { readonly events: number },
): Promise<void> {
  narrator.step('The audit log is verified', titleOf(AUDITOR));
  const { ok, events, head, logs, fault } = await client.get<VerifyReport>('/demo/audit/verify');
  narrator.say(
    ok
      ? `${events} events in ${logs.length} logs are whole, under signed checkpoints.`
      : `Event ${fault?.sequence ?? head.sequence + 1} of ${fault?.log ?? 'a log'} is ${fault?.what ?? 'wrong'}.`,
  );
  narrator.check('the log is whole', ok && events >= trail.events);
}
