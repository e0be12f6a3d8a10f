import type { Disclosed, DisclosedSubject } from '../stages/disclose';
import type { DisclosureEntry } from '../stages/plan';

/** An `AgencyReturn` as the schema's resolvers read it. */
export type AgencyReturnView = Readonly<Record<string, unknown>> & { readonly agency: string };

/** A `ReviewSubject` as the schema's resolvers read it. */
export type ReviewSubjectView = Readonly<Record<string, unknown>> & {
  readonly allReturns: readonly AgencyReturnView[];
};

/** A `Review` as the schema's resolvers read it: a disclosed answer in the schema's own shape, without any fetching. */
export function reviewView(disclosed: Disclosed): Readonly<Record<string, unknown>> {
  const { review, subjects, contactChecks, disclosure } = disclosed;
  return {
    ...review,
    subjects: subjects.map(subjectView),
    contactChecks: contactChecks?.map(contactCheckView) ?? null,
    disclosure: disclosure.map(entryView),
  };
}

function subjectView({ ref, role, released, returns }: DisclosedSubject): ReviewSubjectView {
  const allReturns = returns.map(({ agency, status, retrievedAt, released: record }): AgencyReturnView => ({
    ...record,
    agency,
    status,
    retrievedAt,
  }));
  return { ...released, ref, role, allReturns };
}

const contactCheckView = ({
  isByMachine,
  ...check
}: NonNullable<Disclosed['contactChecks']>[number]): Readonly<Record<string, unknown>> => ({
  ...check,
  answeredBy: check.answeredAt === null ? null : isByMachine ? 'MACHINE' : 'PERSON',
});

const entryView = ({
  category,
  outcome,
  clauses,
  agency,
  reason,
}: DisclosureEntry): Readonly<Record<string, unknown>> => ({
  category,
  outcome,
  clause: clauses.length > 0 ? clauses.join(', ') : null,
  agency,
  reason,
});
