import { isAsCoarse, LADDER_NAMES, LADDER_OUTCOMES } from '../../../domain/ladder';
import type { CompiledPack } from '../../compiled-pack';
import { LADDER_OUTCOME_WORDS, levelWords } from '../words';
import type { PackChange } from './change';

/** How coarse values leave. A level that does not follow from the former one tells what that one did not. */
export function levelChanges(before: CompiledPack, after: CompiledPack): readonly PackChange[] {
  return LADDER_OUTCOMES.flatMap((outcome) =>
    LADDER_NAMES.flatMap((name): readonly PackChange[] => {
      const [was, is] = [before.levels[outcome][name], after.levels[outcome][name]];
      if (was === is) return [];
      const where = LADDER_OUTCOME_WORDS[outcome].toLowerCase();
      const words = `shows ${where} ${levelWords(name, is)}, not ${levelWords(name, was)}`;
      return [{ kind: 'LEVEL', words, widens: !isAsCoarse(name, is, was) }];
    }),
  );
}
