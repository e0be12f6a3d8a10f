import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, isObjectType, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';

import type { AgencyRecord } from '../../src/domain/agency-source';
import {
  countAnswer,
  fieldsBeyond,
  fieldsDigest,
  NOTHING_ANSWERED,
  type AnswerCount,
  type GrantClaims,
} from '../../src/domain/disclosure-grant';
import { mergeFieldTrees, NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';
import type { Period } from '../../src/domain/period';
import { CATALOGUE } from '../../src/errors/catalogue';
import type { DisclosureLedger, LedgerEntry } from './disclosure-ledger';
import type { Grant, GrantRefusal } from './grant-verifier';
import { requestedFields, requestedPeriod } from './requested-fields';
import type { SubjectLoader } from './subject-loader';

/** Raised where an operation asks for more than its grant names; the whole answer is refused then. */
export const grantExceeded = (): GraphQLError =>
  new GraphQLError(CATALOGUE.GRANT_EXCEEDED.sentence, {
    extensions: { code: 'GRANT_EXCEEDED', http: { status: CATALOGUE.GRANT_EXCEEDED.status } },
  });

/**
 * One operation under its grant: it reads what the grant names, refuses the rest, and keeps count for the ledger. Without
 * a grant nothing can be read.
 */
export class GrantedOperation {
  #asked: FieldTree = NO_FIELDS;
  readonly #handles = new Set<string>();
  #exceeded = false;
  #answered: AnswerCount = NOTHING_ANSWERED;
  /** For each `_entities` of the operation, by its name in the answer, what the names below it stand for. */
  readonly #names = new Map<string, Map<string, string>>();

  constructor(
    private readonly grant: Grant | null,
    private readonly subjects: SubjectLoader,
  ) {}

  /** Whether the operation asked for more than it was granted. */
  get exceeded(): boolean {
    return this.#exceeded;
  }

  /** The period that statements are narrowed to, whatever the operation says. */
  get period(): Period | null {
    return this.grant?.period ?? null;
  }

  /** @throws GraphQLError `GRANT_EXCEEDED` */
  async read(handle: string, info: GraphQLResolveInfo): Promise<AgencyRecord | null> {
    const subject = info.schema.getType('Subject');
    if (!isObjectType(subject)) return null;
    const fields = requestedFields(info, subject);
    this.#asked = mergeFieldTrees(this.#asked, fields);
    this.#handles.add(handle);
    this.#noteNames(info, subject);
    const { grant } = this;
    const isGranted =
      grant?.covers(handle as RecordHandle) === true && fieldsBeyond(fields, grant.fields).length === 0;
    if (!isGranted) {
      this.#exceeded = true;
      throw grantExceeded();
    }
    return this.subjects.load(handle, fields, requestedPeriod(info, subject) ?? this.period);
  }

  /** Counts what will leave. */
  count(data: unknown): void {
    const records = Object.entries(isObject(data) ? data : {}).flatMap(([key, entities]) =>
      Array.isArray(entities) ? entities.filter(isObject).map((entity) => this.#renamed(key, entity)) : [],
    );
    this.#answered = countAnswer(records, this.#asked);
  }

  /** The line for the agency's ledger; `failed` says that no answer was made. */
  entry(failed: boolean): LedgerEntry | null {
    if (this.grant === null) return null;
    const outcome = this.#exceeded ? 'REFUSED' : failed ? 'FAILED' : 'ANSWERED';
    return {
      grant: grantOf(this.grant.claims),
      outcome,
      reason: this.#exceeded ? 'EXCEEDED' : null,
      asked: askedOf(this.#asked, this.#handles.size),
      answered: outcome === 'ANSWERED' ? this.#answered : NOTHING_ANSWERED,
    };
  }

  #noteNames(info: GraphQLResolveInfo, subject: GraphQLObjectType): void {
    const { schema, fragments, variableValues, fieldNodes, path } = info;
    const root = String(path.prev?.key ?? path.key);
    const names = this.#names.get(root) ?? new Map<string, string>();
    for (const [name, nodes] of collectSubfields(schema, fragments, variableValues, subject, fieldNodes))
      names.set(name, nodes[0]?.name.value ?? name);
    this.#names.set(root, names);
  }

  #renamed(root: string, entity: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const names = this.#names.get(root);
    return Object.fromEntries(
      Object.entries(entity).map(([name, value]) => [names?.get(name) ?? name, value]),
    );
  }
}

/** Counts each answer before it is sent. */
export const countingPlugin: ApolloServerPlugin<{ readonly operation: GrantedOperation }> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response }) => {
      if (response.body.kind === 'single') contextValue.operation.count(response.body.singleResult.data);
    },
  }),
};

/** Puts a refusal before execution on the ledger, or counts it where nobody signed for it. */
export async function recordGrantRefusal(
  ledger: DisclosureLedger | undefined,
  { refused, claims }: { readonly refused: GrantRefusal; readonly claims: GrantClaims | null },
): Promise<void> {
  if (claims === null) {
    ledger?.countUnverified();
    return;
  }
  const tree: FieldTree = new Map(Object.keys(claims.fields).map((name) => [name, NO_FIELDS]));
  await ledger?.append({
    grant: grantOf(claims),
    outcome: 'REFUSED',
    reason: refused,
    asked: askedOf(tree, claims.handles.length),
    answered: NOTHING_ANSWERED,
  });
}

const grantOf = ({ jti, event, review, purpose, recipient, pack }: GrantClaims): LedgerEntry['grant'] => ({
  jti,
  event,
  review,
  purpose,
  recipient,
  pack,
});

const askedOf = (fields: FieldTree, records: number): LedgerEntry['asked'] => ({
  categories: [...fields.keys()].filter((name) => name !== 'handle').sort(),
  fields: fieldsDigest(fields),
  records,
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
