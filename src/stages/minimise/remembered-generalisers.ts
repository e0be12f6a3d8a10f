import type { Address } from '../../domain/contract.generated';
import { LADDER_OUTCOMES } from '../../domain/ladder';
import type { Generaliser, Generalisers } from '../../pseudonyms/generalise/generaliser';
import type { LadderedStatement, StatementEntry } from '../../pseudonyms/generalise/statement-levels';
import { remembering } from './remembering';

type Value = string | null | undefined;
type Climb = (entry: StatementEntry) => string | null;

/** Stands between the parts of one key, and in none of them that is worth remembering. */
const BETWEEN = '\u0000';

/** The same generalisers, which climb once with each value of those that come again and again. */
export function rememberedGeneralisers(generalisers: Generalisers): Generalisers {
  return Object.freeze(
    Object.fromEntries(
      LADDER_OUTCOMES.map((outcome) => [outcome, rememberedGeneraliser(generalisers[outcome])]),
    ) as Record<(typeof LADDER_OUTCOMES)[number], Generaliser>,
  );
}

function rememberedGeneraliser(generaliser: Generaliser): Generaliser {
  const climbs = new Map<LadderedStatement, Climb | undefined>();
  return Object.freeze({
    ...generaliser,
    date: ofValues(generaliser.date),
    dateOfBirth: ofValues(generaliser.dateOfBirth),
    service: ofValues(generaliser.service),
    address: ofAddresses(generaliser.address),
    statement(category: LadderedStatement) {
      if (climbs.has(category)) return climbs.get(category);
      const climb = generaliser.statement(category);
      const remembered = climb && ofEntries(climb);
      climbs.set(category, remembered);
      return remembered;
    },
  });
}

/** Results are wrapped, since what does not climb is null. */
const ofValues = (climb: (value: Value) => string | null): ((value: Value) => string | null) => {
  const made = remembering((value) => ({ result: climb(value) }));
  return (value) => (value === null || value === undefined ? climb(value) : made(value).result);
};

const partsOf = (key: string): readonly (string | null)[] =>
  key.split(BETWEEN).map((part) => (part === '' ? null : part));

/** Whether the parts make one key from which they can be told again. */
const isPlain = (parts: readonly Value[]): boolean =>
  parts.every((part) => part !== '' && !part?.includes(BETWEEN));

function ofEntries(climb: Climb): Climb {
  const made = remembering((key) => {
    const [code = null, codeSystem = null, description = null] = partsOf(key);
    return { result: climb({ code, codeSystem, description }) };
  });
  return ({ code, codeSystem, description }) => {
    const parts = [code, codeSystem, description];
    return isPlain(parts) ? made(parts.join(BETWEEN)).result : climb({ code, codeSystem, description });
  };
}

function ofAddresses(generalise: Generaliser['address']): Generaliser['address'] {
  const made = remembering((key): Address => {
    const [postcode = null, from = null, to = null] = partsOf(key);
    return Object.freeze(generalise({ postcode, from, to }));
  });
  return (address) => {
    const { postcode, from, to } = address;
    const parts = [postcode, from, to];
    return isPlain(parts) ? made(parts.join(BETWEEN)) : generalise(address);
  };
}
