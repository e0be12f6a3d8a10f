import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { Address, RelatedParty, Statement } from '../../../src/domain/contract.generated';
import type { RecordHandle } from '../../../src/domain/ids';
import { ageAt, toPartialDate } from '../../shared/dates';
import type { ChildRows, Row } from './client';
import * as codes from './code-sets';
import type { ReturnFile } from './select';

const CODE_SYSTEM = 'SSDA903';

/** What translation needs beside the rows. */
export interface TranslationContext {
  readonly handle: RecordHandle;
  /** A handle for an entry of this child's record. */
  readonly entryHandle: (entryKey: string) => string;
  /** The instant that ages are counted at. */
  readonly at: Date;
}

type Translator<Value> = (rows: ChildRows, context: TranslationContext) => Value;
type Fields = { readonly [Name in Exclude<keyof AgencyRecord, 'handle'>]?: Translator<AgencyRecord[Name]> };

/** One translator per contract field; what is not asked for is never computed. */
const FIELDS: Fields = {
  dateOfBirth: (rows) => toPartialDate(header(rows).DOB),
  age: (rows, { at }) => ageAt(toPartialDate(header(rows).DOB), at),
  gender: (rows) => ({ '1': 'male', '2': 'female' })[header(rows).SEX ?? ''] ?? null,
  ethnicity: ethnicityOf,
  familyMembers: childOf,
  addresses: addressesOf,
  legalStatuses: (rows, context) =>
    episodes(rows)
      .filter(({ LS }) => given(LS) && !codes.OFFENCE_STATUSES.has(LS))
      .map((row) => legalStatus(row, context)),
  involvements: (rows, context) => [...placementsOf(rows, context), ...reviewsOf(rows, context)],
  convictions: convictionsOf,
  health: healthOf,
  safeguardingConcerns: concernsOf,
};

/** The contract record of one child with the `fields` asked for and no other. */
export function translateChild(
  rows: ChildRows,
  fields: Iterable<string>,
  context: TranslationContext,
): AgencyRecord {
  const wanted = new Set(fields);
  const values = Object.entries(FIELDS)
    .filter(([name]) => wanted.has(name))
    .map(([name, translate]) => [name, translate(rows, context)] as const);
  return { handle: context.handle, ...Object.fromEntries(values) };
}

const of = (rows: ChildRows, file: ReturnFile): readonly Row[] => rows.get(file) ?? [];
const header = (rows: ChildRows): Row => of(rows, 'header')[0] ?? {};
const episodes = (rows: ChildRows): readonly Row[] => of(rows, 'episodes');
const given = (value: string | undefined): value is string => value !== undefined && value !== '';

interface Entry extends Omit<Partial<Statement>, 'handle' | 'from' | 'to'> {
  readonly key: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function statement({ key, from, to, ...rest }: Entry, { entryHandle }: TranslationContext): Statement {
  return {
    assertion: 'FACT',
    addenda: [],
    ...rest,
    handle: entryHandle(`${key}/${from ?? ''}/${rest.code ?? ''}`),
    from: toPartialDate(from),
    to: toPartialDate(to),
  };
}

function ethnicityOf(rows: ChildRows, context: TranslationContext): Statement | null {
  const code = header(rows).ETHNIC;
  if (!given(code)) return null;
  const description = codes.ETHNICITIES[code] ?? null;
  return statement(
    { key: 'header', kind: 'ethnic origin', code, codeSystem: CODE_SYSTEM, description },
    context,
  );
}

/** A looked-after girl who is a mother has her child in the return. */
function childOf(rows: ChildRows, { entryHandle }: TranslationContext): readonly RelatedParty[] {
  const { MOTHER, MC_DOB } = header(rows);
  if (Number(MOTHER) !== 1) return [];
  const dateOfBirth = toPartialDate(MC_DOB);
  return [
    {
      handle: entryHandle('header/child'),
      assertion: 'FACT',
      addenda: [],
      relationship: 'child',
      dateOfBirth,
    },
  ];
}

function addressesOf(rows: ChildRows): readonly Address[] {
  return episodes(rows).flatMap(({ HOME_POST, PL_POST, DECOM, DEC }) => {
    const period = { from: toPartialDate(DECOM), to: toPartialDate(DEC) };
    const home = given(HOME_POST) ? [{ lines: [], postcode: HOME_POST, kind: 'home', ...period }] : [];
    return given(PL_POST) ? [...home, { lines: [], postcode: PL_POST, kind: 'placement', ...period }] : home;
  });
}

function legalStatus({ LS, DECOM, DEC }: Row, context: TranslationContext): Statement {
  const description = codes.LEGAL_STATUSES[LS ?? ''] ?? null;
  const code = LS ?? null;
  return statement(
    {
      key: 'episode/LS',
      kind: 'legal status',
      code,
      codeSystem: CODE_SYSTEM,
      description,
      from: DECOM,
      to: DEC,
    },
    context,
  );
}

const isOffencePlacement = ({ PLACE }: Row): boolean => codes.OFFENCE_PLACEMENTS.has(PLACE ?? '');

function placementsOf(rows: ChildRows, context: TranslationContext): readonly Statement[] {
  return episodes(rows)
    .filter((row) => !isOffencePlacement(row))
    .map((row) => placement(row, context));
}

function placement({ PLACE, DECOM, DEC }: Row, context: TranslationContext): Statement {
  return statement(
    {
      key: 'episode/PLACE',
      kind: 'episode',
      code: PLACE ?? null,
      codeSystem: CODE_SYSTEM,
      description: codes.PLACEMENTS[PLACE ?? ''] ?? null,
      service: 'Children looked after',
      status: given(DEC) ? 'ceased' : 'current',
      from: DECOM,
      to: DEC,
    },
    context,
  );
}

function reviewsOf(rows: ChildRows, context: TranslationContext): readonly Statement[] {
  return of(rows, 'reviews').map(({ REVIEW, REVIEW_CODE }) =>
    statement(
      {
        key: 'review',
        kind: 'review',
        code: REVIEW_CODE ?? null,
        codeSystem: CODE_SYSTEM,
        description: 'Looked-after child review',
        from: REVIEW,
      },
      context,
    ),
  );
}

/** Convictions, and what tells of an offence sideways: a legal status, a placement or an ending by custody. */
function convictionsOf(rows: ChildRows, context: TranslationContext): readonly Statement[] {
  const convicted = of(rows, 'oc2').filter(({ CONVICTED }) => Number(CONVICTED) === 1);
  const description = 'Convicted or subject to a final warning or reprimand during the year';
  return [
    ...convicted.map(() =>
      statement({ key: 'oc2', kind: 'outcome indicator', code: 'CONVICTED', description }, context),
    ),
    ...episodes(rows).flatMap((row) => [
      ...(codes.OFFENCE_STATUSES.has(row.LS ?? '') ? [legalStatus(row, context)] : []),
      ...(isOffencePlacement(row) ? [placement(row, context)] : []),
      ...(codes.OFFENCE_ENDINGS.has(row.REC ?? '') ? [custody(row, context)] : []),
    ]),
  ];
}

function custody({ REC, DEC }: Row, context: TranslationContext): Statement {
  const description = 'Ceased to be looked after: sentenced to custody';
  return statement(
    {
      key: 'episode/REC',
      kind: 'episode',
      code: REC ?? null,
      codeSystem: CODE_SYSTEM,
      description,
      from: DEC,
    },
    context,
  );
}

function healthOf(rows: ChildRows, context: TranslationContext): readonly Statement[] {
  return of(rows, 'oc2').flatMap((row) => {
    const indicators = Object.entries(codes.HEALTH_INDICATORS)
      .filter(([code]) => Number(row[code]) === 1)
      .map(([code, description]) =>
        statement({ key: 'oc2', kind: 'outcome indicator', code, description }, context),
      );
    return given(row.SDQ_SCORE) ? [...indicators, difficulties(row.SDQ_SCORE, context)] : indicators;
  });
}

/** The strengths and difficulties questionnaire is a carer's view of the child. */
function difficulties(score: string, context: TranslationContext): Statement {
  const description = `Strengths and difficulties questionnaire, total score ${score}`;
  return statement(
    { key: 'oc2', kind: 'questionnaire', code: 'SDQ_SCORE', description, assertion: 'OPINION' },
    context,
  );
}

function concernsOf(rows: ChildRows, context: TranslationContext): readonly Statement[] {
  const needs = new Map<string, Row>();
  for (const row of episodes(rows)) if (given(row.CIN) && !needs.has(row.CIN)) needs.set(row.CIN, row);
  const missing = of(rows, 'missing').map(({ MISSING, MIS_START, MIS_END }) => {
    const description = MISSING === 'A' ? 'Away from placement without authorisation' : 'Missing from care';
    const code = MISSING ?? null;
    return statement(
      {
        key: 'missing',
        kind: 'missing episode',
        code,
        codeSystem: CODE_SYSTEM,
        description,
        from: MIS_START,
        to: MIS_END,
      },
      context,
    );
  });
  const assessed = [...needs].map(([code, { DECOM }]) => {
    const description = codes.NEEDS[code] ?? null;
    return statement(
      {
        key: 'episode/CIN',
        kind: 'category of need',
        code,
        codeSystem: CODE_SYSTEM,
        description,
        assertion: 'COMBINATION',
        from: DECOM,
      },
      context,
    );
  });
  return [...assessed, ...missing];
}
