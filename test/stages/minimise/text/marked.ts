import type { Run } from '../../../../src/stages/minimise/text/name-runs';
import { wordsIn, type Word } from '../../../../src/stages/minimise/text/words';

interface Marked {
  readonly words: readonly Word[];
  readonly run: Run;
}

/** The words of a text, and which of them stand between the braces; what stands in square brackets is masked already. */
export function marked(text: string): Marked {
  const [begin, end] = [text.indexOf('{'), text.indexOf('}') - 1];
  const plain = text.replace(/[{}]/gu, '');
  const masks = [...plain.matchAll(/\[[^\]]*\]/gu)].map(({ 0: label, index }) => ({
    start: index,
    end: index + label.length,
    label,
  }));
  const words = wordsIn(plain, masks);
  const from = words.findIndex(({ start }) => start >= begin);
  return { words, run: { from, to: words.findLastIndex(({ start }) => start < end) + 1 } };
}
