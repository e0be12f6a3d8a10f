import { join } from 'node:path';
import type { AgencySource } from '../../src/domain/agency-source';
import { openSsda903Source } from '../files/index';
import type { SampleOptions } from './options';
import { DEMO_FAMILY_KEY, samplePopulation, SEED_DATE, type SamplePerson } from './people';
import { writeAbsentFiles } from './sample-files';
import { seededRandom, type SeededRandom } from './seeded-random';

export const LOOKED_AFTER_RETURN = 'looked-after-return';

/** The return's ethnic origins, by NHS letter. */
const ETHNIC: Readonly<Record<string, string>> = {
  A: 'WBRI',
  B: 'WIRI',
  C: 'WOTH',
  G: 'MOTH',
  H: 'AIND',
  J: 'APKN',
  K: 'ABAN',
  M: 'BCRB',
  N: 'BAFR',
  R: 'CHNE',
};

const HEADERS = {
  header: 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
  episodes: 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
  reviews: 'CHILD,DOB,REVIEW,REVIEW_CODE',
  oc2: 'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED',
  missing: 'CHILD,DOB,MISSING,MIS_START,MIS_END',
} as const;

type ReturnFile = keyof typeof HEADERS;
/** Adds a row by column; a column that is not given is empty. */
type AddRow = (file: ReturnFile, row: Readonly<Record<string, string | number>>) => void;

/** The sample council's looked-after children return (SSDA903), generated or taken from the real files. */
export async function openLookedAfterReturn(options: SampleOptions): Promise<AgencySource> {
  const { handleSecret, clock, realData, dataFolder } = options;
  const generated = join(dataFolder, LOOKED_AFTER_RETURN);
  if (realData === undefined) await writeAbsentFiles(generated, lookedAfterReturn(samplePopulation()));
  const folder = realData === undefined ? generated : join(realData, 'csc-ssda903', 'tests', 'fake_data');
  return openSsda903Source({ agency: LOOKED_AFTER_RETURN, folder, handleSecret }, { clock });
}

/** The return's files by name: the child of the demo family and about a third of the other children. */
function lookedAfterReturn(people: readonly SamplePerson[]): ReadonlyMap<string, string> {
  const lines = new Map<string, string[]>(Object.entries(HEADERS).map(([file, header]) => [file, [header]]));
  const add: AddRow = (file, row) => {
    lines.get(file)?.push(
      HEADERS[file]
        .split(',')
        .map((column) => String(row[column] ?? ''))
        .join(','),
    );
  };
  const random = seededRandom(903);
  const children = people.filter(({ familyRole }) => familyRole === 'child');
  for (const [index, child] of children.entries()) {
    if (child.familyKey === DEMO_FAMILY_KEY || random.chance(0.35))
      addChild({ child, id: 400_100 + index * 7, random, add });
  }
  return new Map([...lines].map(([file, rows]) => [`${file}.csv`, `${rows.join('\n')}\n`]));
}

interface ChildOfReturn {
  readonly child: SamplePerson;
  readonly id: number;
  readonly random: SeededRandom;
  readonly add: AddRow;
}

/** DD/MM/YYYY, as the return writes dates. */
const british = (isoDate: string): string => isoDate.split('-').reverse().join('/');

const daysBefore = (days: number): string =>
  british(new Date(Date.parse(SEED_DATE) - days * 86_400_000).toISOString().slice(0, 10));

function addChild(entry: ChildOfReturn): void {
  const { child, id, random, add } = entry;
  const older = Number(SEED_DATE.slice(0, 4)) - Number(child.dateOfBirth.slice(0, 4)) >= 12;
  const about = { CHILD: id, DOB: british(child.dateOfBirth) };
  add('header', {
    ...about,
    SEX: child.gender === 'male' ? 1 : 2,
    ETHNIC: ETHNIC[child.ethnicity.code] ?? 'NOBT',
    UPN: `Z${id}000001`,
  });
  const start = addEpisodes(entry, older);
  add('reviews', { ...about, REVIEW: daysBefore(Math.max(start - 20, 1)), REVIEW_CODE: 'PN1' });
  const upToDate = { HEALTH_CHECK: 1, IMMUNISATIONS: 1, TEETH_CHECK: 1, HEALTH_ASSESSMENT: 1 };
  add('oc2', {
    ...about,
    ...upToDate,
    SDQ_SCORE: random.integer(8, 28),
    CONVICTED: older && random.chance(0.4) ? 1 : 0,
    SUBSTANCE_MISUSE: older && random.chance(0.4) ? 1 : 0,
    INTERVENTION_RECEIVED: 0,
    INTERVENTION_OFFERED: 0,
  });
  if (older && random.chance(0.6)) {
    add('missing', { ...about, MISSING: 'M', MIS_START: daysBefore(25), MIS_END: daysBefore(23) });
  }
}

/** Two placements, one after the other. Returns how many days ago the first began. */
function addEpisodes({ child, id, random, add }: ChildOfReturn, older: boolean): number {
  const demo = child.familyKey === DEMO_FAMILY_KEY;
  const start = demo ? 55 : random.integer(60, 330);
  const next = demo ? 30 : Math.floor(start / 2);
  const status = demo ? 'C1' : random.pick(older ? ['C1', 'C2', 'V2', 'J1'] : ['C1', 'C2', 'V2']);
  const about = { CHILD: id, CIN: 'N1', PLACE_PROVIDER: 'PR1', HOME_POST: child.address.postcode };
  add('episodes', {
    ...about,
    DECOM: daysBefore(start),
    RNE: 'S',
    LS: demo ? 'L2' : status,
    PLACE: 'U4',
    DEC: daysBefore(next),
    REC: 'X1',
    REASON_PLACE_CHANGE: 'PLACE',
    PL_POST: 'ZZ7 2QT',
  });
  const place = older ? 'K2' : 'U6';
  add('episodes', {
    ...about,
    DECOM: daysBefore(next),
    RNE: 'P',
    LS: status,
    PLACE: place,
    PL_POST: 'ZZ8 5LB',
  });
  return start;
}
