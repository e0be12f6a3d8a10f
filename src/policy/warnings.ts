import { ukDay } from '../domain/uk-day';
import type { Agreement } from './party';
import { isOverdue, type PolicyDocument } from './policy-document';
import type { RetentionRule } from './retention';

/** The parts of a pack that age. */
interface Ageing {
  readonly documents: readonly PolicyDocument[];
  readonly agreement: Agreement | null;
  readonly retention: readonly RetentionRule[];
  readonly signatures: readonly unknown[];
}

/** What needs somebody's attention on that day (United Kingdom time), in sentences. None of it closes a cell. */
export function warningsOf(
  { documents, agreement, retention, signatures }: Ageing,
  at: Date,
): readonly string[] {
  const today = ukDay(at);
  return [
    ...documents.flatMap((document) => documentWarnings(document, today)),
    ...(agreement ? agreementWarnings(agreement, today) : []),
    ...(signatures.length === 0 ? ['Nobody has signed this version of the pack.'] : []),
    ...retention
      .filter(({ required, latestOf }) => required && latestOf.length === 0)
      .map(({ rule, appliesTo }) => `The retention period of ${rule} (${appliesTo}) has not been supplied.`),
  ];
}

function documentWarnings(document: PolicyDocument, today: string): readonly string[] {
  const { title, reviewDue, supplied, stale } = document;
  return [
    ...(supplied ? [] : [`${title}: has not been supplied.`]),
    ...(isOverdue(document, today) ? [`${title}: its review was due on ${reviewDue ?? ''}.`] : []),
    ...stale.map(({ what }) => `${title}: ${what}`),
  ];
}

function agreementWarnings(agreement: Agreement, today: string): readonly string[] {
  const { title, parties, reviewDueOn, terminatedOn } = agreement;
  const overdue = isOverdue({ reviewDue: reviewDueOn }, today);
  return [
    ...(terminatedOn !== null ? [`${title}: terminated with effect from ${terminatedOn}.`] : []),
    ...(overdue ? [`${title}: its review was due on ${reviewDueOn ?? ''}; it remains in force.`] : []),
    ...parties
      .filter(({ status }) => status !== 'SIGNED')
      .map(({ name }) => `${title}: ${name} has not signed.`),
  ];
}
