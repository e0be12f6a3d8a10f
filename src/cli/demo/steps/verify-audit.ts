import type { VerifyReport } from '../../../audit';
import { AUDITOR, titleOf, type Stage } from '../stage';

/** The log is walked against its hashes, as `audit verify` does. */
export async function verifyAudit(
  { client, narrator }: Stage,
  trail: { readonly events: number },
): Promise<void> {
  narrator.step('The audit log is verified', titleOf(AUDITOR));
  const { ok, events, head, fault } = await client.get<VerifyReport>('/demo/audit/verify');
  narrator.say(
    ok
      ? `${events} events follow from one another; the last is ${head.sequence}, hash ${head.hash}.`
      : `Event ${fault?.sequence ?? head.sequence + 1} is ${fault?.what ?? 'wrong'}.`,
  );
  narrator.check('the log is whole', ok && events >= trail.events);
}
