import type { FieldTree } from '../../../src/domain/field-tree';

/** The files of the return that this adapter reads. */
export type ReturnFile = 'header' | 'episodes' | 'reviews' | 'oc2' | 'missing';

/** The columns to read, by file. `CHILD` is always read, to find the child's rows. */
export type Columns = ReadonlyMap<ReturnFile, ReadonlySet<string>>;

const EPISODE = ['DECOM', 'DEC'];
const PLACEMENT = [...EPISODE, 'PLACE', 'PLACE_PROVIDER', 'REC', 'REASON_PLACE_CHANGE'];

/** The columns that each contract field is made of. `UPN`, a pupil's lifelong number, is in none. */
const SOURCES: Readonly<Record<string, Partial<Record<ReturnFile, readonly string[]>>>> = {
  dateOfBirth: { header: ['DOB'] },
  age: { header: ['DOB'] },
  gender: { header: ['SEX'] },
  ethnicity: { header: ['ETHNIC'] },
  familyMembers: { header: ['MOTHER', 'MC_DOB'] },
  addresses: { episodes: [...EPISODE, 'HOME_POST', 'PL_POST'] },
  legalStatuses: { episodes: [...EPISODE, 'LS'] },
  involvements: { episodes: PLACEMENT, reviews: ['REVIEW', 'REVIEW_CODE'] },
  convictions: { episodes: [...PLACEMENT, 'LS'], oc2: ['CONVICTED'] },
  health: {
    oc2: [
      'SDQ_SCORE',
      'HEALTH_CHECK',
      'IMMUNISATIONS',
      'TEETH_CHECK',
      'HEALTH_ASSESSMENT',
      'SUBSTANCE_MISUSE',
      'INTERVENTION_RECEIVED',
    ],
  },
  safeguardingConcerns: { episodes: [...EPISODE, 'CIN'], missing: ['MISSING', 'MIS_START', 'MIS_END'] },
};

/** The files and columns that must be read to answer `fields`, and no others. */
export function neededColumns(fields: FieldTree): Columns {
  const needed = new Map<ReturnFile, Set<string>>();
  for (const field of fields.keys()) {
    for (const [file, columns] of Object.entries(SOURCES[field] ?? {}) as [ReturnFile, readonly string[]][]) {
      needed.set(file, new Set([...(needed.get(file) ?? []), ...columns]));
    }
  }
  return needed;
}
