import type { Assertion, RelatedParty, Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import { fieldOf } from './categories';
import type { Concept } from './datatypes';
import type { Resource } from './resources';
import { codeOf, describe } from './translate-patient';

type EntryHandle = (entryKey: string) => string;

const UNCERTAIN: ReadonlySet<string> = new Set(['unconfirmed', 'provisional', 'differential']);
const ENTERED_IN_ERROR = 'entered-in-error';

export const firstCode = (concept: Concept | undefined): string | null => codeOf(concept).code ?? null;

/** A diagnosis that nobody has confirmed is the clinician's opinion. */
export function assertionOf(verificationStatus: Concept | undefined): Assertion {
  return UNCERTAIN.has(firstCode(verificationStatus) ?? '') ? 'OPINION' : 'FACT';
}

interface Worded {
  readonly text?: string | undefined;
  readonly patientInstruction?: string | undefined;
}

export function narrativeOf(...parts: readonly (readonly Worded[])[]): string | null {
  const texts = parts.flat().flatMap(({ text, patientInstruction }) => [text, patientInstruction]);
  const written = texts.filter((one) => one !== undefined && one.trim() !== '');
  return written.length === 0 ? null : written.join('\n');
}

export function coded(concept: Concept | undefined): Pick<Statement, 'code' | 'codeSystem' | 'description'> {
  return { ...codeOf(concept), description: describe(concept) };
}

/** A Condition as a statement of whichever contract field it belongs to. */
export function conditionStatement(condition: Resource<'Condition'>, entryHandle: EntryHandle): Statement {
  const { onsetDateTime, onsetPeriod, recordedDate, abatementDateTime, abatementPeriod } = condition;
  return {
    handle: entryHandle(`Condition/${condition.id}`),
    assertion: assertionOf(condition.verificationStatus),
    addenda: [],
    kind: 'condition',
    ...coded(condition.code),
    narrative: narrativeOf(condition.note),
    status: firstCode(condition.clinicalStatus) ?? firstCode(condition.verificationStatus),
    from: toPartialDate(onsetDateTime ?? onsetPeriod?.start ?? recordedDate),
    to: toPartialDate(abatementDateTime ?? abatementPeriod?.end ?? onsetPeriod?.end),
  };
}

/** Whether the source has withdrawn the entry as a mistake; such entries say nothing about the person. */
export function isWithdrawn(entry: {
  readonly status?: string | undefined;
  readonly docStatus?: string | undefined;
  readonly verificationStatus?: Concept | undefined;
}): boolean {
  const stated = [entry.status, entry.docStatus, firstCode(entry.verificationStatus)];
  return stated.includes(ENTERED_IN_ERROR);
}

/** An Encounter as involvement. A reason that belongs to another category than health is not repeated here. */
export function encounterStatement(encounter: Resource<'Encounter'>, entryHandle: EntryHandle): Statement {
  const reasons = encounter.reasonCode
    .filter((reason) => fieldOf(reason) === 'health')
    .flatMap((reason) => describe(reason) ?? []);
  return {
    handle: entryHandle(`Encounter/${encounter.id}`),
    assertion: 'FACT',
    addenda: [],
    kind: 'encounter',
    ...coded(encounter.type[0]),
    narrative: reasons.length === 0 ? null : `Reason: ${reasons.join('; ')}`,
    status: encounter.status ?? null,
    service: encounter.serviceProvider?.display ?? null,
    from: toPartialDate(encounter.period?.start),
    to: toPartialDate(encounter.period?.end),
  };
}

/** The practitioners of the encounters, each named once per organisation. */
export function practitionersOf(
  encounters: readonly Resource<'Encounter'>[],
  entryHandle: EntryHandle,
): readonly RelatedParty[] {
  const practitioners = new Map<string, RelatedParty>();
  for (const { participant, serviceProvider } of encounters) {
    for (const { type, individual } of participant) {
      if (individual?.display === undefined && individual?.reference === undefined) continue;
      const organisation = serviceProvider?.display ?? null;
      const key = `${individual.reference ?? individual.display} at ${organisation ?? ''}`;
      practitioners.set(key, {
        handle: entryHandle(`Practitioner/${key}`),
        assertion: 'FACT',
        addenda: [],
        name: individual.display ?? null,
        role: describe(type[0]),
        organisation,
      });
    }
  }
  return [...practitioners.values()];
}
