import { DATA_CATEGORIES, type DataCategory } from '../../../domain/data-category';
import type { Outcome } from '../../../domain/outcome';
import { PURPOSES, type Purpose } from '../../../domain/purpose';
import { CONTRIBUTIONS, STANDINGS, type Contribution, type Standing } from '../../../domain/standing';
import type { CompiledPack } from '../../compiled-pack';
import { ALL_FACTS, type Facts } from '../space';
import { listed } from '../words';
import { isWider, type PackChange } from './change';
import { factsWords } from './facts-words';

/** One way in which cells changed alike. */
interface Transition {
  readonly before: Outcome;
  readonly after: Outcome;
}

/** A category that changed for a recipient, with all the facts under which it did. */
interface CellChange extends Transition {
  readonly standing: Standing;
  readonly purpose: Purpose;
  readonly contribution: Contribution;
  readonly category: DataCategory;
  readonly facts: Facts[];
}

/** What becomes visible to whom, and what no longer does, by comparing every cell under all facts. */
export function cellChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  const groups = new Map<
    string,
    { change: CellChange; purposes: Set<Purpose>; categories: Set<DataCategory> }
  >();
  for (const { key, change } of withOneKeyPerSentence(changedCells(before, after))) {
    const group = groups.get(key) ?? { change, purposes: new Set(), categories: new Set() };
    group.purposes.add(change.purpose);
    group.categories.add(change.category);
    groups.set(key, group);
  }
  return [...groups.entries()].map(([key, { change, purposes, categories }]) => ({
    kind: 'DISCLOSURE',
    words: sentence(change, {
      categories: DATA_CATEGORIES.filter((category) => categories.has(category)),
      purposes: PURPOSES.filter((purpose) => purposes.has(purpose)),
      qualifier: key.slice(key.lastIndexOf('|') + 1),
    }),
    widens: isWider(change.before, change.after),
  }));
}

function changedCells(before: CompiledPack, after: CompiledPack): readonly CellChange[] {
  const changes = new Map<string, CellChange>();
  for (const standing of STANDINGS) {
    for (const purpose of PURPOSES) {
      for (const facts of ALL_FACTS) {
        const [old, now] = [before.table(standing, purpose, facts), after.table(standing, purpose, facts)];
        if (old === now) continue;
        for (const contribution of CONTRIBUTIONS) {
          for (const category of DATA_CATEGORIES) {
            const [was, is] = [old[contribution][category].outcome, now[contribution][category].outcome];
            if (was === is) continue;
            const key = [standing, purpose, contribution, category, was, is].join();
            const known = changes.get(key);
            if (known) known.facts.push(facts);
            else {
              const place = { standing, purpose, contribution, category };
              changes.set(key, { ...place, before: was, after: is, facts: [facts] });
            }
          }
        }
      }
    }
  }
  return [...changes.values()];
}

/** Changes with the same key make one sentence: alike in all but category, then in all but purpose. */
function withOneKeyPerSentence(
  changes: readonly CellChange[],
): readonly { readonly key: string; readonly change: CellChange }[] {
  const phrased = changes.flatMap((change) =>
    factsWords(change.facts).map((facts) => ({ change, facts, whose: whose(change, changes) })),
  );
  const ofRecipient = new Map<string, string[]>();
  const keyOf = ({ change, facts, whose: side }: (typeof phrased)[number]): string =>
    [change.standing, change.purpose, formBefore(change), change.after, side, facts].join('|');
  for (const one of phrased) {
    const key = keyOf(one);
    ofRecipient.set(key, [...(ofRecipient.get(key) ?? []), one.change.category]);
  }
  return phrased.map((one) => {
    const { change, facts, whose: side } = one;
    const categories = [...new Set(ofRecipient.get(keyOf(one)))].join();
    const qualifier = [side, facts].filter((part) => part !== '').join(', ');
    const { standing, after } = change;
    return { key: [standing, formBefore(change), after, categories, qualifier].join('|'), change };
  });
}

/** In which form something was shown does not matter once it no longer is. */
const formBefore = ({ before, after }: CellChange): string => (after === 'WITHHELD' ? '' : before);

/** Which contributions, where the other one did not change in the same way. */
function whose(change: CellChange, changes: readonly CellChange[]): string {
  const both = changes.some(
    (other) =>
      other.contribution !== change.contribution &&
      other.standing === change.standing &&
      other.purpose === change.purpose &&
      other.category === change.category &&
      other.before === change.before &&
      other.after === change.after &&
      other.facts.length === change.facts.length,
  );
  if (both) return '';
  return change.contribution === 'OWN' ? 'of its own contribution' : "of other agencies' contributions";
}

const RECIPIENTS: Readonly<Record<Standing, string>> = {
  COORDINATOR: 'the COORDINATOR',
  PARTICIPATING: 'PARTICIPATING agencies',
  WIDER: 'WIDER agencies',
  REVIEWER: 'the REVIEWER',
};

const NEW_FORM: Readonly<Record<Outcome, string>> = {
  CLEAR: '',
  PSEUDONYMISED: ' under a pseudonym',
  GENERALISED: ' in general terms',
  WITHHELD: '',
};

const FORM: Readonly<Record<Outcome, string>> = {
  CLEAR: 'in clear',
  PSEUDONYMISED: 'pseudonymised',
  GENERALISED: 'generalised',
  WITHHELD: 'withheld',
};

function sentence(
  { before, after, standing }: CellChange,
  about: {
    readonly categories: readonly DataCategory[];
    readonly purposes: readonly Purpose[];
    readonly qualifier: string;
  },
): string {
  const what = listed(about.categories);
  const to = `to ${RECIPIENTS[standing]} in ${listed(about.purposes)}`;
  const condition = about.qualifier === '' ? '' : `, ${about.qualifier}`;
  if (before === 'WITHHELD') return `newly shows ${what}${NEW_FORM[after]} ${to}${condition}`;
  if (after === 'WITHHELD') return `no longer shows ${what} ${to}${condition}`;
  return `shows ${what} ${to} ${FORM[after]} where it was ${FORM[before]}${condition}`;
}
