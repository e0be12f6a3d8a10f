import { PURPOSES } from '../../../domain/purpose';
import type { Clause, CompiledPack, LawfulBasis } from '../../compiled-pack';
import type { RetentionRule } from '../../retention';
import { isReadByGateway, type SwitchKey } from '../../switches';
import type { ChangeKind, PackChange } from './change';

const change = (kind: ChangeKind, words: string): PackChange => ({ kind, words, widens: false });

/** The law that each purpose rests on. */
export function basisChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  return PURPOSES.flatMap((purpose) => {
    const [was, is] = [before.lawfulBasis(purpose), after.lawfulBasis(purpose)];
    if (was === null && is === null) return [];
    if (was === null) return [change('LAWFUL_BASIS', `states a lawful basis for ${purpose}`)];
    if (is === null) return [change('LAWFUL_BASIS', `no longer states a lawful basis for ${purpose}`)];
    return PARTS.flatMap(({ key, words }) => {
      const [old, now] = [was[key], is[key]].map(shown) as [string, string];
      return old === now ? [] : [change('LAWFUL_BASIS', `rests ${purpose} on ${words} ${now}, not ${old}`)];
    });
  });
}

const PARTS: readonly { readonly key: keyof LawfulBasis; readonly words: string }[] = [
  { key: 'article6', words: 'UK GDPR article' },
  { key: 'article9', words: 'article 9 condition' },
  { key: 'schedule1', words: 'Schedule 1 condition for special category data' },
  { key: 'article10', words: 'Schedule 1 condition for criminal offence data' },
  { key: 'statute', words: 'statute' },
];

const shown = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join(', ') || 'none';

/** The words that cells rest on. */
export function clauseChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  const gone = [...before.clauses.values()]
    .filter(({ key }) => !after.clauses.has(key))
    .map((clause) => change('CLAUSE', `no longer has clause [${clause.key}] ${words(clause)}`));
  const changed = [...after.clauses.values()].flatMap((clause) => {
    const old = before.clauses.get(clause.key);
    if (!old) return [change('CLAUSE', `has a new clause [${clause.key}] ${words(clause)}`)];
    if (words(old) === words(clause)) return [];
    return [change('CLAUSE', `reads clause [${clause.key}] ${words(clause)}, not ${words(old)}`)];
  });
  return [...gone, ...changed, ...citationChanges(before, after)];
}

const words = ({ document, place, quote }: Clause): string =>
  `${document}, ${place}: ${quote === '' ? 'not stated' : `“${quote}”`}`;

/** Cells that rest on other clauses than before, by the columns that both packs have. */
function citationChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  return after.recipients.flatMap(({ key, title, cells }) => {
    const old = before.recipients.find((recipient) => recipient.key === key);
    if (!old) return [];
    const groups = new Map<string, string[]>();
    for (const [category, cell] of Object.entries(cells)) {
      const was = old.cells[category as keyof typeof cells].clauses.join(', ');
      const is = cell.clauses.join(', ');
      if (was === is) continue;
      const rests = `on [${is}], not [${was}]`;
      groups.set(rests, [...(groups.get(rests) ?? []), category]);
    }
    return [...groups].map(([rests, categories]) =>
      change('CLAUSE', `rests ${categories.join(', ')} in column "${title}" ${rests}`),
    );
  });
}

/** The data protection officer's answers. What a pack opens by one is told by what becomes visible. */
export function switchChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  return Object.entries(after.switches).flatMap(([key, answer]) => {
    const was = before.switches[key as keyof typeof before.switches];
    if (was === answer) return [];
    const told = change('SWITCH', `answers ${key} with ${answer ? 'yes' : 'no'}`);
    return [{ ...told, widens: answer && isReadByGateway(key as SwitchKey) }];
  });
}

/** Settings that are also gates are told there, and levels beside the cells. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  'training',
  'reminder',
  'transfers',
  'scopeWindow',
  'assertion',
  'generalisation',
]);

/** The other choices of the partnership. */
export function settingChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  const was = new Map(Object.entries(before.settings));
  return Object.entries(after.settings).flatMap(([key, value]) => {
    if (TOLD_ELSEWHERE.has(key)) return [];
    const [old, now] = [JSON.stringify(was.get(key)), JSON.stringify(value)];
    return old === now ? [] : [change('SETTING', `sets ${key} to ${now}, not ${old}`)];
  });
}

/** How long things are kept. */
export function retentionChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  const was = new Map(before.retention.map((rule) => [rule.rule, term(rule)]));
  const is = new Map(after.retention.map((rule) => [rule.rule, term(rule)]));
  const gone = [...was.keys()]
    .filter((rule) => !is.has(rule))
    .map((rule) => change('RETENTION', `no longer has the retention rule ${rule}`));
  const changed = [...is].flatMap(([rule, now]) => {
    const old = was.get(rule);
    if (old === undefined) return [change('RETENTION', `has a retention rule ${rule}: ${now}`)];
    return old === now ? [] : [change('RETENTION', `keeps by rule ${rule} ${now}, not ${old}`)];
  });
  return [...gone, ...changed];
}

const term = ({ latestOf }: RetentionRule): string =>
  latestOf.map(({ from, add }) => `${add} from ${from}`).join(' or, if later, ') ||
  'for a period not supplied';

/** When the pack holds, who controls it and who signed it. */
export function lifeCycleChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  const of = (pack: CompiledPack): ReadonlyMap<string, string> =>
    new Map([
      ['is the pack', pack.key],
      ['has the status', pack.status],
      ['holds from', pack.effective.from],
      ['holds until', pack.effective.to ?? 'further notice'],
      ['is controlled by', pack.controller],
      ['is signed by', pack.signatures.map(({ by, on }) => `${by} (${on})`).join(', ') || 'nobody'],
    ]);
  const was = of(before);
  return [...of(after)].flatMap(([what, now]) => {
    const old = was.get(what) ?? '';
    return old === now ? [] : [change('LIFE_CYCLE', `${what} ${now}, not ${old}`)];
  });
}
