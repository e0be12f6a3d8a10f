import type { RelatedParty, Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import type { ProbationCase, Registration, Supervision, Supervisions } from './native';
import { joined } from './person';
import type { CaseStatements } from './statements';

/**
 * Registers about protecting someone: child concerns, child protection, risk to a vulnerable adult, vulnerability.
 * Any other register (gangs, weapons, one not known here) is about offending.
 */
const SAFEGUARDING_REGISTERS: ReadonlySet<string> = new Set(['RCCO', 'RCPR', 'RVAD', 'RVLN']);

/** An entry that says nothing is no entry: it must not be told of as if it were one. */
const isBlank = (entry: object): boolean =>
  Object.values(entry).every((value) => value === null || value === undefined);

const isSafeguarding = ({ code }: Registration): boolean => SAFEGUARDING_REGISTERS.has(code ?? '');

const registers = (
  risks: readonly Registration[] | null | undefined,
  name = 'risk',
): readonly { readonly risk: Registration; readonly key: string }[] =>
  (risks ?? [])
    .map((risk, place) => ({ risk, key: `${name}/${place}` }))
    .filter(({ risk }) => !isBlank(risk));

/**
 * Concerns for a child or an adult at risk. They are a practitioner's judgement. Neither the register's system nor the
 * service is named, for both tell that the person is under supervision.
 */
export function safeguardingConcerns(
  { dynamicRisks }: Supervisions,
  statements: CaseStatements,
): readonly Statement[] {
  return registers(dynamicRisks)
    .filter(({ risk }) => isSafeguarding(risk))
    .map(({ risk, key }) => registration({ risk, key, kind: 'concern' }, statements));
}

/** Open matters: warrants, summonses, reviews of a further offence. */
export function investigations(
  { personStatus }: Supervisions,
  statements: CaseStatements,
): readonly Statement[] {
  return registers(personStatus, 'status').map(({ risk, key }) =>
    statements.make({
      key,
      kind: 'person status',
      assertion: 'COMBINATION',
      code: risk.code ?? null,
      description: risk.description ?? null,
      narrative: risk.notes ?? null,
      from: toPartialDate(risk.startDate),
    }),
  );
}

/**
 * All that tells of offending (UK GDPR art. 10): the supervision itself, its sentence, offences and court
 * appearances, multi-agency public protection, other registers, and the identifiers whose mere presence tells of it.
 */
export function convictions(
  records: readonly ProbationCase[],
  supervisions: Supervisions,
  statements: CaseStatements,
): readonly Statement[] {
  const others = registers(supervisions.dynamicRisks).filter(({ risk }) => !isSafeguarding(risk));
  return [
    ...identifiers(records, statements),
    ...(supervisions.supervisions ?? []).flatMap((one, place) => ofSupervision(one, place, statements)),
    ...publicProtection(supervisions, statements),
    ...others.map(({ risk, key }) => registration({ risk, key, kind: 'risk register' }, statements)),
  ];
}

/** The allocated manager by name alone: role, team and provider tell that the person is under supervision. */
export function practitioners(
  { communityManager }: Supervisions,
  statements: CaseStatements,
): readonly RelatedParty[] {
  if (!communityManager || communityManager.allocated === false) return [];
  const { code, name } = communityManager;
  const said = joined([name?.forename, name?.middleName, name?.surname]);
  if (said === null) return [];
  const handle = statements.handleOf(`manager/${code ?? said}`);
  return [{ handle, assertion: 'FACT', addenda: [], name: said, role: 'practitioner' }];
}

function identifiers(records: readonly ProbationCase[], statements: CaseStatements): readonly Statement[] {
  const held = records.flatMap(({ otherIds }) => [
    { codeSystem: 'PNC', code: otherIds.pncNumber },
    { codeSystem: 'CRO', code: otherIds.croNumber },
    { codeSystem: 'NOMS', code: otherIds.nomsNumber },
  ]);
  const once = new Map(held.map((id) => [`identifier/${id.codeSystem}/${id.code}`, id]));
  return [...once].flatMap(([key, { codeSystem, code }]) =>
    code ? [statements.make({ key, kind: 'identifier', codeSystem, code })] : [],
  );
}

function ofSupervision(
  { number, active, date, sentence, mainOffence, additionalOffences, courtAppearances }: Supervision,
  place: number,
  statements: CaseStatements,
): readonly Statement[] {
  const key = `supervision/${number ?? place}`;
  const length =
    sentence?.length && sentence.lengthUnits ? `${sentence.length} ${sentence.lengthUnits}` : null;
  const offences = [
    { kind: 'main offence', offence: mainOffence },
    ...(additionalOffences ?? []).map((offence) => ({ kind: 'additional offence', offence })),
  ];
  return [
    statements.make({
      key,
      kind: 'supervision',
      status: active === true ? 'active' : active === false ? 'inactive' : null,
      from: toPartialDate(date),
    }),
    ...(sentence
      ? [
          statements.make({
            key: `${key}/sentence`,
            kind: 'sentence',
            description: [sentence.description, length].filter((part) => part).join(', ') || null,
            from: toPartialDate(sentence.date),
          }),
        ]
      : []),
    ...offences.flatMap(({ kind, offence }, index) =>
      offence
        ? [
            statements.make({
              key: `${key}/offence/${index}`,
              kind,
              code: offence.code ?? null,
              codeSystem: 'Home Office offence code',
              description: offence.description ?? null,
              from: toPartialDate(offence.date),
            }),
          ]
        : [],
    ),
    ...(courtAppearances ?? []).map(({ type, court, plea, date: heard }, index) =>
      statements.make({
        key: `${key}/appearance/${index}`,
        kind: 'court appearance',
        description: type ?? null,
        service: court ?? null,
        status: plea ?? null,
        from: toPartialDate(heard),
      }),
    ),
  ];
}

function publicProtection({ mappaDetail }: Supervisions, statements: CaseStatements): readonly Statement[] {
  if (!mappaDetail || isBlank(mappaDetail)) return [];
  const { level, levelDescription, category, categoryDescription, startDate, notes } = mappaDetail;
  return [
    statements.make({
      key: 'mappa',
      kind: 'MAPPA',
      assertion: 'COMBINATION',
      code: `level ${level ?? 'unknown'}, category ${category ?? 'unknown'}`,
      description: [levelDescription, categoryDescription].filter((part) => part).join(', ') || null,
      narrative: notes ?? null,
      from: toPartialDate(startDate),
    }),
  ];
}

function registration(
  { risk, key, kind }: { readonly risk: Registration; readonly key: string; readonly kind: string },
  statements: CaseStatements,
): Statement {
  return statements.make({
    key,
    kind,
    assertion: 'OPINION',
    code: risk.code ?? null,
    description: risk.description ?? null,
    narrative: risk.notes ?? null,
    from: toPartialDate(risk.startDate),
  });
}
