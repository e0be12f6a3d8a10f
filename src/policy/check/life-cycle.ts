import type { Finding } from '../fault';
import type { PackSource } from '../schema';
import { SAFE_ANSWERS, SWITCH_KEYS } from '../switches';

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
