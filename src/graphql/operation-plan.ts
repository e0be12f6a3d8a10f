import { createHmac, type KeyObject } from 'node:crypto';

import {
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { canonicalize } from 'json-canonicalize';
import { LRUCache } from 'lru-cache';

import { toGraphQLError } from './errors';
import { compileProjection, type Projection } from './executor';
import { rootFields } from './refused-fields';
import { reviewsNamed } from './review-limit';
import { readDisclosure, type RequestedDisclosure } from './selection';

/** What is known of an operation once it has been read; nothing in it depends on who asks. */
export interface OperationPlan {
  /** A keyed hash of the document's text. */
  readonly hash: string;
  readonly operation: OperationDefinitionNode;
  /** The names of the operation's own fields. */
  readonly fields: readonly string[];
  /** How often each review is named. */
  readonly reviews: ReadonlyMap<string, number>;
  /** What it declares and selects of a review; null when it discloses nothing. */
  readonly requested: RequestedDisclosure | null;
  /** How it is answered without graphql-js; null where that must run it. */
  readonly projection: Projection | null;
}

/** An operation as a request names it. */
export interface IncomingOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Ways of calling one document that are remembered, by their variables; and characters of variables worth it. */
const KEPT = 200;
const LONGEST = 2_000;

interface DocumentFacts {
  readonly hash: string;
  readonly hasDirectives: boolean;
  readonly plans: LRUCache<string, OperationPlan>;
}

/** Reads operations, each document and each set of its variables once. */
export class OperationPlans {
  readonly #schema: GraphQLSchema;
  readonly #traceKey: KeyObject;
  readonly #documents = new WeakMap<DocumentNode, DocumentFacts>();

  /** @param traceKey key of the hash by which the audit log tells operations apart without holding their text. */
  constructor(schema: GraphQLSchema, traceKey: KeyObject) {
    this.#schema = schema;
    this.#traceKey = traceKey;
  }

  /** The keyed hash of the document's text. */
  hashOf(document: DocumentNode): string {
    return this.#factsOf(document).hash;
  }

  /** The keyed hash of the variables in canonical JSON (RFC 8785); null where there are none. */
  hashOfVariables(variables: Readonly<Record<string, unknown>>): string | null {
    if (Object.keys(variables).length === 0) return null;
    // No document begins with this word.
    return createHmac('sha256', this.#traceKey)
      .update(`variables ${canonicalize(variables)}`)
      .digest('hex');
  }

  /** @throws GraphQLError `INPUT_INVALID` for variables that do not fit */
  planOf({ document, operation, variables }: IncomingOperation): OperationPlan {
    const facts = this.#factsOf(document);
    const slot = `${operation.name?.value ?? ''} ${JSON.stringify(variables)}`;
    const known = facts.plans.get(slot);
    if (known?.operation === operation) return known;
    const plan = this.#read({ document, operation, variables }, facts);
    if (slot.length <= LONGEST) facts.plans.set(slot, plan);
    return plan;
  }

  #factsOf(document: DocumentNode): DocumentFacts {
    const known = this.#documents.get(document);
    if (known) return known;
    const text = stripIgnoredCharacters(print(document));
    let hasDirectives = false;
    visit(document, { Directive: () => void (hasDirectives = true) });
    const facts = {
      hash: createHmac('sha256', this.#traceKey).update(text).digest('hex'),
      hasDirectives,
      plans: new LRUCache<string, OperationPlan>({ max: KEPT }),
    };
    this.#documents.set(document, facts);
    return facts;
  }

  #read({ document, operation, variables }: IncomingOperation, facts: DocumentFacts): OperationPlan {
    const schema = this.#schema;
    const given = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (given.errors) throw toGraphQLError('INPUT_INVALID');
    const ready = { schema, document, operation, variables: given.coerced };
    const requested = readDisclosure(ready);
    return Object.freeze({
      hash: facts.hash,
      operation,
      fields: rootFields(ready),
      reviews: reviewsNamed(ready),
      requested,
      projection: requested && compileProjection(ready, facts.hasDirectives),
    });
  }
}
