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
  const add = (file: ReturnFile, ...cells: readonly (string | number)[]): void => {
    lines.get(file)?.push(cells.join(','));
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
  readonly add: (file: ReturnFile, ...cells: readonly (string | number)[]) => void;
}

/** DD/MM/YYYY, as the return writes dates. */
const british = (isoDate: string): string => isoDate.split('-').reverse().join('/');

const daysBefore = (days: number): string =>
  british(new Date(Date.parse(SEED_DATE) - days * 86_400_000).toISOString().slice(0, 10));

function addChild({ child, id, random, add }: ChildOfReturn): void {
  const born = british(child.dateOfBirth);
  const demo = child.familyKey === DEMO_FAMILY_KEY;
  const older = Number(SEED_DATE.slice(0, 4)) - Number(child.dateOfBirth.slice(0, 4)) >= 12;
  const start = demo ? 55 : random.integer(60, 330);
  const home = child.address.postcode;
  const sex = child.gender === 'male' ? 1 : 2;
  add('header', id, sex, born, ETHNIC[child.ethnicity.code] ?? 'NOBT', `Z${id}000001`, '', '');
  const statuses = older ? ['C1', 'C2', 'V2', 'J1'] : ['C1', 'C2', 'V2'];
  const status = demo ? 'C1' : random.pick(statuses);
  const next = demo ? 30 : Math.floor(start / 2);
  add(
    'episodes',
    id,
    daysBefore(start),
    'S',
    demo ? 'L2' : status,
    'N1',
    'U4',
    'PR1',
    daysBefore(next),
    'X1',
    'PLACE',
    home,
    'ZZ7 2QT',
    '',
  );
  add(
    'episodes',
    id,
    daysBefore(next),
    'P',
    status,
    'N1',
    older ? 'K2' : 'U6',
    'PR1',
    '',
    '',
    '',
    home,
    'ZZ8 5LB',
    '',
  );
  add('reviews', id, born, daysBefore(Math.max(start - 20, 1)), 'PN1');
  add(
    'oc2',
    id,
    born,
    random.integer(8, 28),
    '',
    older && random.chance(0.4) ? 1 : 0,
    1,
    1,
    1,
    1,
    older && random.chance(0.4) ? 1 : 0,
    0,
    0,
  );
  if (older && random.chance(0.6)) add('missing', id, born, 'M', daysBefore(25), daysBefore(23));
}
