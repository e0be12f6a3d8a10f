import { listed } from './words';
import { packOf, cellOf } from './pack-of-event';
import { report } from './report';
import { entriesIn, walk } from './walk';

/** What the pack said on the day of a disclosure, in its own words, and who had signed it. */
export const packOfTheDay = report({
  name: 'pack-of-the-day',
  code: 'R1a',
  title: 'The policy pack on the day of a disclosure',
  question: 'What did the pack say on the day of that disclosure, and who had signed it?',
  parameters: ['event', 'review', 'category', 'source', 'partnerships'],
  required: ['event'],
  columns: [
    { key: 'category', title: 'Data category' },
    { key: 'source', title: 'Data from' },
    { key: 'recorded', title: 'As recorded' },
    { key: 'pack', title: 'As the pack says' },
    { key: 'clause', title: 'Clause' },
    { key: 'words', title: 'Its words' },
  ],
  async *run(source, filter) {
    for await (const stored of walk(source, filter)) {
      const { event } = stored;
      const found = packOf(event, source);
      const seen = new Set<string>();
      for (const entry of entriesIn(stored, filter)) {
        const { category, agency, outcome, clause } = entry;
        const key = `${category} ${agency ?? ''}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const said = found.pack && cellOf(found.pack, { event, entry });
        const words = clause.split(',').flatMap((one) => {
          const cited = found.pack?.clauses.get(one);
          return cited === undefined
            ? []
            : [`${cited.document}, ${cited.place}: ${cited.quote || 'not stated, so withheld'}`];
        });
        yield {
          category,
          source: agency ?? 'register',
          recorded: outcome,
          pack: said?.outcome ?? null,
          clause,
          words: listed(words),
        };
      }
      return {
        totals: { cells: seen.size },
        ok: found.pack !== null,
        sentence: sentenceOf(stored.event.pack, found),
      };
    }
    return { totals: { cells: 0 }, ok: false, sentence: 'The record holds no such event.' };
  },
});

function sentenceOf(
  named: { readonly key: string; readonly version: string; readonly digest: string } | null,
  found: ReturnType<typeof packOf>,
): string {
  if (named === null) return 'The event rested on no pack.';
  const which = `${named.key} ${named.version} (SHA-256 ${named.digest.slice(0, 16)}…)`;
  if (found.pack === null) return `The event rested on ${which}, which is ${found.why}.`;
  const signed = found.pack.signatures.map(({ by, on }) => `${by} on ${on}`);
  return `The event rested on ${which}, signed by ${signed.length === 0 ? 'nobody' : signed.join('; ')}.`;
}
