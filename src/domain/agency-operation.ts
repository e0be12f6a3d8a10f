import { printFieldTree, type FieldTree } from './field-tree';
import type { RecordHandle } from './ids';
import { isDatedField, type Period } from './period';

/** What an agency is asked: these fields of these records. */
export interface AgencyQuestion {
  readonly handles: readonly RecordHandle[];
  readonly fields: FieldTree;
  /** Null asks for statements of any time. */
  readonly period: Period | null;
}

/** A GraphQL operation as it is sent. */
export interface AgencyOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The one `_entities` request (Apollo Federation subgraph specification) that asks an agency for records. */
export function agencyOperation({ handles, fields, period }: AgencyQuestion): AgencyOperation {
  return {
    query: agencyQuery(fields, period),
    variables: {
      representations: handles.map((handle) => ({ __typename: 'Subject', handle })),
      ...(isNarrowed(fields, period) && period),
    },
  };
}

/** The operation's text: it names the fields and no others, and the period where there is one. */
export function agencyQuery(fields: FieldTree, period: Period | null = null): string {
  const narrowed = isNarrowed(fields, period);
  const selection = [...fields].map(([name, below]) => {
    const argument = narrowed && isDatedField(name) ? '(from: $from, to: $to)' : '';
    return `${name}${argument} ${printFieldTree(below)}`.trimEnd();
  });
  const variables = narrowed ? ', $from: PartialDate, $to: PartialDate' : '';
  return `query ReviewReturn($representations: [_Any!]!${variables}) { _entities(representations: $representations) { ... on Subject { ${['handle', ...selection].join(' ')} } } }`;
}

/** Whether anything that is asked for takes the period. */
const isNarrowed = (fields: FieldTree, period: Period | null): boolean =>
  period !== null && [...fields.keys()].some(isDatedField);
