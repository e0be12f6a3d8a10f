import type { Finding } from '../fault';
import type { PackSource } from '../schema';
import { isReadByGateway, SAFE_ANSWERS, SWITCH_KEYS, type SwitchKey } from '../switches';

/** The dates agree with each other and with the status. ISO dates order as text. */
export function datesAgree(pack: PackSource): readonly Finding[] {
  const { from, to } = pack.effective;
  const findings: Finding[] = [];
  if (to !== null && to < from) {
    findings.push({ path: ['effective', 'to'], message: 'lies before effective.from: correct one of them' });
  }
  if (to === null && (pack.status === 'SUPERSEDED' || pack.status === 'TERMINATED')) {
    findings.push({
      path: ['effective', 'to'],
      message: `a ${pack.status} pack has ended: give its last day in force`,
    });
  }
  for (const [index, { issued, reviewDue }] of pack.documents.entries()) {
    if (issued === null || reviewDue === null || issued <= reviewDue) continue;
    const path = ['documents', index, 'reviewDue'];
    findings.push({ path, message: 'lies before the date of issue: correct one of them' });
  }
  return findings;
}

/** An answer other than the safe one names the post that decided it. */
export function switchesAreDecided(pack: PackSource): readonly Finding[] {
  return SWITCH_KEYS.flatMap((key) => {
    const stated = pack.switches[key];
    if (stated === undefined || stated.answer === SAFE_ANSWERS[key] || stated.decidedBy !== null) return [];
    const message = `${stated.answer} is not the safe answer: name the post that decided it or answer ${SAFE_ANSWERS[key]}`;
    return [{ path: ['switches', key, 'decidedBy'], message }];
  });
}

/** A question that is asked changes something: a part of the pack depends on its answer, or the gateway reads it. */
export function switchesHaveEffect(pack: PackSource): readonly Finding[] {
  const used = new Set<SwitchKey>(switchesUsed(pack));
  const message =
    'has no effect, whatever the answer: let a part of the pack hold when or unless it is answered yes, or remove it';
  return SWITCH_KEYS.filter(
    (key) => pack.switches[key] !== undefined && !used.has(key) && !isReadByGateway(key),
  ).map((key) => ({ path: ['switches', key], atKey: true, message }));
}

function switchesUsed({ recipients, lawfulBases, retention, cells }: PackSource): readonly SwitchKey[] {
  const parts: readonly { readonly when?: SwitchKey | undefined; readonly unless?: SwitchKey | undefined }[] =
    [
      ...Object.values(recipients).flatMap(({ serves }) => serves),
      ...lawfulBases,
      ...retention,
      ...Object.values(cells).flatMap((columns) =>
        Object.values(columns).flatMap(({ opens }) => opens ?? []),
      ),
    ];
  return parts.flatMap(({ when, unless }) => [when ?? [], unless ?? []].flat());
}
