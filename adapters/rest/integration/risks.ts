import type { Statement } from '../../../src/domain/contract.generated';
import { toPartialDate } from '../../shared/dates';
import type { CaseStatements, StatementParts } from '../statements';
import { predictor, PREDICTORS, type Documents, type Scores } from './documents';

/** Risks of harm to the person, which say nothing of an offence; those in custody and in a hostel do. */
const PERSONAL_RISKS: ReadonlySet<string> = new Set(['suicide', 'selfHarm', 'vulnerability']);

const words = (parts: readonly unknown[], joint: string): string | null =>
  parts.filter((part) => typeof part === 'string' && part.trim() !== '').join(joint) || null;

/** Levels by who is at risk, in words: `children HIGH, staff LOW`. */
const levelsIn = (
  name: string,
  levels: Readonly<Record<string, unknown>> | null | undefined,
): string | null => {
  const said = Object.entries(levels ?? {}).flatMap(([who, level]) =>
    [level].flat().flatMap((one) => (typeof one === 'string' ? [`${who} ${one.trim()}`] : [])),
  );
  return said.length === 0 ? null : `${name}: ${said.join(', ')}`;
};

/** What the person may do to themselves or suffer, or, for `offending`, what is feared of them. */
export function seriousHarm(
  document: Documents['seriousHarm'],
  statements: CaseStatements,
  kind: 'personal' | 'offending',
): readonly Statement[] {
  if (!document) return [];
  const from = toPartialDate(document.assessedOn);
  const make = (parts: StatementParts): Statement =>
    statements.make({ assertion: 'OPINION', from, ...parts });
  const toSelf = Object.entries(document.riskToSelf ?? {})
    .filter(([code]) => PERSONAL_RISKS.has(code) === (kind === 'personal'))
    .flatMap(([code, concern]) =>
      concern
        ? [
            make({
              key: `harm/self/${code}`,
              kind: 'risk to self',
              code,
              status: concern.risk ?? null,
              description: words(
                [
                  concern.previous && `previously ${concern.previous}`,
                  concern.current && `now ${concern.current}`,
                ],
                ', ',
              ),
              narrative: words([concern.previousConcernsText, concern.currentConcernsText], '\n'),
            }),
          ]
        : [],
    );
  return kind === 'personal' ? toSelf : [...toSelf, ...posed(document, make)];
}

function posed(
  { otherRisks, summary }: NonNullable<Documents['seriousHarm']>,
  make: (parts: StatementParts) => Statement,
): readonly Statement[] {
  const others = Object.entries(otherRisks ?? {}).flatMap(([code, status]) =>
    typeof status === 'string' ? [make({ key: `harm/other/${code}`, kind: 'risk', code, status })] : [],
  );
  if (!summary) return others;
  const { whoIsAtRisk, natureOfRisk, riskImminence, riskIncreaseFactors, riskMitigationFactors } = summary;
  return [
    ...others,
    make({
      key: 'harm/summary',
      kind: 'risk of serious harm',
      status: summary.overallRiskLevel ?? null,
      description: words(
        [
          levelsIn('in the community', summary.riskInCommunity),
          levelsIn('in custody', summary.riskInCustody),
        ],
        '; ',
      ),
      narrative: words(
        [whoIsAtRisk, natureOfRisk, riskImminence, riskIncreaseFactors, riskMitigationFactors],
        '\n',
      ),
    }),
  ];
}

/**
 * Predictors of reoffending, each with its band as status and its score as narrative: the score is detail that is left
 * out with the free text, and the band is what a reader needs.
 */
export function riskScores(documents: Documents['scores'], statements: CaseStatements): readonly Statement[] {
  return (documents ?? []).flatMap((document, place) =>
    PREDICTORS.flatMap((name) => predicted(document, name)).map(({ code, level, score }) =>
      statements.make({
        key: `score/${place}/${code}`,
        assertion: 'OPINION',
        kind: 'risk score',
        code,
        status: level ?? null,
        description: document.assessmentStatus ?? null,
        narrative: score === null || score === undefined ? null : `Score ${score}`,
        from: toPartialDate(document.completedDate),
      }),
    ),
  );
}

interface Predicted {
  readonly code: string;
  readonly level: string | null | undefined;
  readonly score: number | null | undefined;
}

function predicted(document: Scores, name: (typeof PREDICTORS)[number]): readonly Predicted[] {
  const found = predictor.parse(document[name]);
  if (!found) return [];
  const all: readonly Predicted[] = [
    { code: name, level: found.scoreLevel ?? found.band, score: found.score },
    { code: `${name}/indecent`, level: found.indecentScoreLevel, score: found.indecentScore },
    { code: `${name}/contact`, level: found.contactScoreLevel, score: found.contactScore },
  ];
  return all.filter(({ level, score }) => (level ?? score ?? null) !== null);
}

/** The dates of a sentence that a review can use; the API's other dates and its adjustments have no place here. */
const KEY_DATES: Readonly<Record<string, readonly string[]>> = {
  automaticRelease: ['date', 'overrideDate'],
  conditionalRelease: ['date', 'overrideDate'],
  homeDetentionCurfew: ['actualDate', 'endDate'],
  licenceExpiry: ['date', 'overrideDate', 'calculatedDate'],
  postRecallRelease: ['date', 'overrideDate'],
  release: ['date', 'confirmedDate'],
  sentence: ['startDate', 'effectiveEndDate', 'expiryCalculatedDate', 'expiryDate', 'expiryOverrideDate'],
  actualParoleDate: [],
  releaseOnTemporaryLicenceDate: [],
};

export function keyDates(document: Documents['keyDates'], statements: CaseStatements): readonly Statement[] {
  return Object.entries(KEY_DATES).flatMap(([name, parts]) => {
    const found = document?.[name];
    const dates =
      parts.length === 0
        ? [[name, found] as const]
        : parts.map((part) => [`${name}.${part}`, partOf(found, part)] as const);
    return dates.flatMap(([code, date]) => {
      const from = toPartialDate(typeof date === 'string' ? date : null);
      return from === null
        ? []
        : [statements.make({ key: `date/${code}`, kind: 'sentence date', code, from, to: from })];
    });
  });
}

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
