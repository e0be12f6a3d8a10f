import type { RoleLabel } from '../../../reviews';
import { isEverydayName, tokensOf, type Token } from '../identifier-trie';
import { wordsOfName, type Fingerprints } from './fingerprints';
import type { LabelledSpan } from './kinds';
import { senseOf } from './lexicon';

/** Characters that may stand between two words of one name. */
const GAP = 3;

interface Name {
  readonly words: readonly string[];
  readonly label: string;
}

/** Finds in a text what an earlier answer of the review printed under a role. */
export interface Remembered {
  /** The labels that it prints, with their brackets. */
  readonly labels: readonly string[];
  find(text: string): readonly (LabelledSpan & { readonly exact: boolean })[];
}

function kindOf(label: string): LabelledSpan['kind'] {
  if (label.startsWith('Place ')) return 'PLACE';
  return label.startsWith('Organisation ') ? 'ORGANISATION' : 'NAME';
}

/** A word of the language in small letters is taken for itself, whoever is called so. */
const isPlainWord = ({ word, lower }: Token): boolean =>
  lower && (isEverydayName(word) || senseOf(word).common);

/** What is remembered of a review, for recognising it in texts in time linear in them. */
export function remembered(labels: readonly RoleLabel[], fingerprints: Fingerprints): Remembered {
  const byFirst = new Map<string, Name[]>();
  for (const { fingerprint, label } of labels) {
    const words = wordsOfName(fingerprint) ?? [];
    const [first] = words;
    if (first === undefined) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), { words, label }]);
  }
  for (const names of byFirst.values()) names.sort((one, other) => other.words.length - one.words.length);

  const isNear = (before: Token | undefined, token: Token): boolean =>
    before === undefined || token.start - before.end <= GAP;
  const matches = (tokens: readonly Token[], from: number, { words }: Name): boolean => {
    const written = tokens.slice(from, from + words.length);
    return (
      written.length === words.length &&
      written.every(
        (token, at) => isNear(written[at - 1], token) && fingerprints.word(token.word) === words[at],
      )
    );
  };

  return {
    labels: [...new Set(labels.map(({ label }) => `[${label}]`))],
    find(text) {
      if (byFirst.size === 0) return [];
      const found: (LabelledSpan & { readonly exact: boolean })[] = [];
      const tokens = tokensOf(text);
      for (let at = 0; at < tokens.length; at += 1) {
        const token = tokens[at];
        const names = token && byFirst.get(fingerprints.word(token.word));
        const name = names?.find((one) => matches(tokens, at, one));
        if (!token || !name || (name.words.length === 1 && isPlainWord(token))) continue;
        const last = at + name.words.length - 1;
        const end = tokens[last]?.end ?? token.end;
        found.push({
          start: token.start,
          end,
          kind: kindOf(name.label),
          label: `[${name.label}]`,
          exact: true,
        });
        at = last;
      }
      return found;
    },
  };
}
