import type { Levels } from '../../domain/ladder';
import type { Coded } from './coded';
import { generaliseEthnicity } from './ethnicity';
import { healthChapter, HEALTH_KINDS, healthKind } from './health-chapter';
import { generaliseLegalStatus } from './legal-status';
import { offenceGroup, offenceKind } from './offence';
import { generaliseReligion } from './religion';

/** The categories of statements whose values climb a ladder. */
export type LadderedStatement =
  'ethnicity' | 'religion' | 'health' | 'legalStatuses' | 'convictions' | 'investigations';

/** What a statement's ladder climbs from. */
export type StatementEntry = Coded & { readonly codeSystem?: string | null | undefined };

type LevelMap<Category extends LadderedStatement> = Readonly<
  Record<Exclude<Levels[Category], 'code'>, (entry: StatementEntry) => string | null>
>;

const nothing = (): null => null;

const offences: LevelMap<'convictions'> = {
  group: offenceGroup,
  kind: (entry) => offenceKind(offenceGroup(entry)),
  none: nothing,
};

/** What is left of a statement's code and description at each level above the recorded one. */
export const STATEMENT_LEVELS: { readonly [Category in LadderedStatement]: LevelMap<Category> } =
  Object.freeze({
    ethnicity: { group: generaliseEthnicity },
    religion: { group: generaliseReligion },
    health: {
      chapter: healthChapter,
      broad: (entry) =>
        HEALTH_KINDS.find((kind) => kind === entry.description) ?? healthKind(healthChapter(entry)),
      none: nothing,
    },
    legalStatuses: { group: generaliseLegalStatus, none: nothing },
    convictions: offences,
    investigations: offences,
  });
