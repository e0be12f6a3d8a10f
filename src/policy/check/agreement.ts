import type { Finding } from '../fault';
import type { PackSource } from '../schema';

/** Each party stands once; one that has signed says when and by which post, any other does not. */
export function partiesAreSound(pack: PackSource): readonly Finding[] {
  const parties = pack.agreement?.parties ?? [];
  const agencies = parties.map(({ agency }) => agency);
  return parties.flatMap(({ agency, status, signedOn, position }, index) => {
    const path = ['agreement', 'parties', index];
    const findings: Finding[] = [];
    if (agencies.indexOf(agency) !== index) {
      findings.push({ path: [...path, 'agency'], message: `"${agency}" is a party already: list it once` });
    }
    if (status === 'SIGNED' && (signedOn === null || position === null)) {
      const message = 'a party that has signed says when, and by which post: give signedOn and position';
      findings.push({ path: [...path, 'status'], message });
    }
    if (status !== 'SIGNED' && signedOn !== null) {
      const message =
        'a party with a date of signature has signed: set its status to SIGNED or remove the date';
      findings.push({ path: [...path, 'signedOn'], message });
    }
    return findings;
  });
}

/** The dates of the agreement agree with those of its signatures. ISO dates order as text. */
export function agreementDatesAgree(pack: PackSource): readonly Finding[] {
  if (pack.agreement === null) return [];
  const { firstSignature, reviewDueOn, terminatedOn, parties } = pack.agreement;
  const findings: Finding[] = [];
  const [earliest = null] = parties.flatMap(({ signedOn }) => signedOn ?? []).sort();
  if (firstSignature !== earliest) {
    const message = `is not the day of the first signature (${earliest ?? 'none'}): correct it`;
    findings.push({ path: ['agreement', 'firstSignature'], message });
  }
  for (const [key, date] of Object.entries({ reviewDueOn, terminatedOn })) {
    if (date === null || firstSignature === null || firstSignature <= date) continue;
    const message = 'lies before the first signature: correct one of them';
    findings.push({ path: ['agreement', key], message });
  }
  return findings;
}
