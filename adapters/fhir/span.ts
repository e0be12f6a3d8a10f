import { z } from 'zod';
import type { Period } from '../../src/domain/period';
import { toPartialDate } from '../shared/dates';
import type { ResourceType } from './resources';

const text = z.string().optional().catch(undefined);
const period = z.object({ start: text, end: text }).optional().catch(undefined);

const dates = z.object({
  status: text,
  onsetDateTime: text,
  onsetPeriod: period,
  recordedDate: text,
  abatementDateTime: text,
  abatementPeriod: period,
  period,
  authoredOn: text,
  performedDateTime: text,
  performedPeriod: period,
  occurrenceDateTime: text,
  effectiveDateTime: text,
  effectivePeriod: period,
  date: text,
});

type Dates = z.output<typeof dates>;

interface Span {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** What happened at one time has ended with it; what goes on has no end. */
const at = (time: string | undefined): Span => ({ start: time, end: time });

/** When a resource of each dated type was; an allergy stays. */
const SPANS: Partial<Readonly<Record<ResourceType, (found: Dates) => Span>>> = {
  Condition: ({ onsetDateTime, onsetPeriod, recordedDate, abatementDateTime, abatementPeriod }) => ({
    start: onsetDateTime ?? onsetPeriod?.start ?? recordedDate,
    end: abatementDateTime ?? abatementPeriod?.end ?? onsetPeriod?.end,
  }),
  Encounter: ({ status, period: lasted }) =>
    status === 'finished' && lasted?.end === undefined ? at(lasted?.start) : (lasted ?? {}),
  MedicationRequest: ({ status, authoredOn }) =>
    status === 'active' ? { start: authoredOn } : at(authoredOn),
  MedicationStatement: ({ effectiveDateTime, effectivePeriod }) => effectivePeriod ?? at(effectiveDateTime),
  Observation: ({ effectiveDateTime, effectivePeriod }) => effectivePeriod ?? at(effectiveDateTime),
  DocumentReference: ({ date }) => at(date),
  List: ({ date }) => at(date),
  Procedure: ({ performedDateTime, performedPeriod }) => performedPeriod ?? at(performedDateTime),
  AllergyIntolerance: ({ onsetDateTime, recordedDate }) => ({ start: onsetDateTime ?? recordedDate }),
  Immunization: ({ occurrenceDateTime }) => at(occurrenceDateTime),
};

/** When the resource was, as far as it says. */
export function spanOf(type: ResourceType, content: unknown): Partial<Period> {
  const read = SPANS[type];
  const found = dates.safeParse(content);
  if (!read || !found.success) return {};
  const { start, end } = read(found.data);
  return { from: toPartialDate(start), to: toPartialDate(end) };
}
