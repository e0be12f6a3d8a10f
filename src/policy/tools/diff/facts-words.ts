import { CONDITIONS, type Condition } from '../../conditions';
import type { PartyClass } from '../../party';
import { CONDITION_SETS, PARTIES, type Facts } from '../space';
import { listed } from '../words';

/** Some of the facts, as one phrase each that covers them together; an empty phrase covers all facts there are. */
export function factsWords(facts: readonly Facts[]): readonly string[] {
  const byParty = new Map<PartyClass | undefined, Facts['recorded'][]>();
  for (const { party, recorded } of facts) byParty.set(party, [...(byParty.get(party) ?? []), recorded]);
  const byConditions = new Map<string, (PartyClass | undefined)[]>();
  for (const [party, sets] of byParty) {
    const words = conditionsWords(sets);
    byConditions.set(words, [...(byConditions.get(words) ?? []), party]);
  }
  return [...byConditions].map(([words, parties]) =>
    [partiesWords(parties), words].filter((part) => part !== '').join(', '),
  );
}

function partiesWords(parties: readonly (PartyClass | undefined)[]): string {
  if (parties.length === PARTIES.length) return '';
  const named = parties.map((party) => party ?? 'an agency that the agreement does not name');
  return `for ${listed(named)}`;
}

/** When the sets hold, by what has to be recorded for it. */
function conditionsWords(sets: readonly Facts['recorded'][]): string {
  if (sets.length === CONDITION_SETS.length) return '';
  const given = new Set(sets.map(keyOf));
  const minimal = minimalOf(sets);
  if (CONDITION_SETS.every((set) => given.has(keyOf(set)) === coveredBy(set, minimal))) {
    return `where ${minimal.map((set) => listed([...set])).join(' or ')} is recorded`;
  }
  const others = CONDITION_SETS.filter((set) => !given.has(keyOf(set)));
  const excluded = minimalOf(others);
  if (CONDITION_SETS.every((set) => given.has(keyOf(set)) !== coveredBy(set, excluded))) {
    return `unless ${excluded.map((set) => listed([...set])).join(' or ')} is recorded`;
  }
  return `for ${sets.length} of the ${CONDITION_SETS.length} sets of conditions that can be recorded`;
}

const keyOf = (set: Facts['recorded']): string => CONDITIONS.filter((condition) => set.has(condition)).join();

const within = (inner: ReadonlySet<Condition>, outer: ReadonlySet<Condition>): boolean =>
  [...inner].every((condition) => outer.has(condition));

const coveredBy = (set: Facts['recorded'], minimal: readonly Facts['recorded'][]): boolean =>
  minimal.some((one) => within(one, set));

const minimalOf = (sets: readonly Facts['recorded'][]): readonly Facts['recorded'][] =>
  sets.filter((set) => !sets.some((other) => other !== set && other.size < set.size && within(other, set)));
