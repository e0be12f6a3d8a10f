import { LADDER_OUTCOMES, STANDARD_LEVELS, type LadderName } from '../../domain/ladder';
import type { Finding } from '../fault';
import { tellsMoreThanStandard } from '../levels';
import type { PackSource } from '../schema';

/** A level that tells more than the standard one is somebody's decision: the pack names the post. */
export function finerLevelsAreDecided({ settings: { generalisation } }: PackSource): readonly Finding[] {
  if (generalisation?.decidedBy !== null) return [];
  return LADDER_OUTCOMES.flatMap((outcome) =>
    Object.entries(generalisation[outcome] ?? {}).flatMap(([name, level]) => {
      if (level === undefined || !tellsMoreThanStandard(outcome, name as LadderName, level)) return [];
      const standard = STANDARD_LEVELS[outcome][name as LadderName];
      const message = `${level} tells what the standard level ${standard} does not: name the post that decided it under decidedBy, or use a coarser level`;
      return [{ path: ['settings', 'generalisation', outcome, name], message }];
    }),
  );
}
