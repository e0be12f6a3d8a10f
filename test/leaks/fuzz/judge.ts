import {
  executeSync,
  Kind,
  OperationTypeNode,
  parse,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

import { canariesIn } from './canaries';
import { differences } from './compare';
import { expectedReview } from './expected-answer';
import type { Printed } from './operation';
import { oracleSchema, reviewOnly } from './oracle-schema';
import type { AgencyRequest } from './over-http-agency';
import type { PackText } from './pack-oracle';
import type { Answer } from './target';
import { DATED } from './records';
import { verdictOf, type OracleVerdict } from './verdict-oracle';
import type { Principal, WorldReview } from './world';

/** What one operation may show and cause, foretold before it is sent. */
export interface Foretold {
  /** The code with which it is refused; null where it is answered. */
  readonly refused: string | null;
  /** What `review` shows; null where the operation does not select it. */
  readonly data: unknown;
  /** Whether it asks for more at its root than the oracle foretells. */
  readonly asksMore: boolean;
  readonly verdict: OracleVerdict | null;
  /** The review that it names first; null where it names none. */
  readonly review: string | null;
}

/** What the judge knows of the world. */
export interface JudgeOptions {
  readonly reviews: readonly WorldReview[];
  readonly packs: ReadonlyMap<string, PackText>;
}

interface Declaration {
  readonly id: string;
  readonly purpose: string | null;
}

/** Foretells answers from packs and fixture, by letting graphql-js read what may be shown; and judges what came. */
export class Judge {
  readonly #schema: GraphQLSchema = oracleSchema();
  readonly #options: JudgeOptions;
  readonly #byId: ReadonlyMap<string, WorldReview>;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#byId = new Map(options.reviews.map((review) => [review.id, review]));
  }

  foretell(printed: Printed, principal: Principal): Foretold {
    const document = parse(printed.query, { noLocation: true });
    // No mutation that names nothing of the fixture has anything to show.
    if (isMutation(document))
      return { refused: null, data: null, asksMore: true, verdict: null, review: null };
    const declarations: Declaration[] = [];
    const rootValue = {
      review: ({ id, purpose }: { readonly id: string; readonly purpose?: string | null }) => {
        declarations.push({ id, purpose: purpose ?? null });
        return this.#view({ id, purpose: purpose ?? null }, principal);
      },
    };
    const { data, errors } = executeSync({
      schema: this.#schema,
      document: reviewOnly(document),
      rootValue,
      variableValues: printed.variables,
      operationName: printed.operationName,
    });
    if (errors) throw new Error(`The oracle failed: ${String(errors[0])}\n${printed.query}`);
    const [first] = declarations;
    const { asksMore, asksSchema } = rootsOf(document);
    const verdict = first ? this.#verdict(first, principal) : null;
    const forbidden = asksSchema && !principal.roles.includes('ENGINEER');
    return {
      refused: forbidden
        ? 'INTROSPECTION_NOT_PERMITTED'
        : (contradiction(declarations) ?? verdict?.refused ?? null),
      data: first ? data : null,
      asksMore,
      verdict,
      review: first?.id ?? null,
    };
  }

  /** What is wrong with an answer; empty where nothing is. */
  judge(foretold: Foretold, answer: Answer): readonly string[] {
    const may = foretold.refused === null ? new Set(canariesIn(JSON.stringify(foretold.data))) : new Set();
    const leaked = canariesIn(`${answer.text}\n${answer.headers}`).filter((one) => !may.has(one));
    if (leaked.length > 0) return [`leaked: ${[...new Set(leaked)].join(', ')}`];
    const body = JSON.parse(answer.text) as {
      data?: Record<string, unknown> | null;
      errors?: { extensions?: { code?: string } }[];
    };
    const codes = (body.errors ?? []).map(({ extensions }) => extensions?.code);
    if (foretold.refused !== null) {
      const isRefused = codes.includes(foretold.refused) && (body.data ?? null) === null;
      return isRefused ? [] : [`${foretold.refused} was foretold, ${answer.text.slice(0, 300)} came`];
    }
    if (foretold.data === null || (foretold.asksMore && (body.data ?? null) === null)) return [];
    const ofReview = codes.filter((code) => code !== undefined);
    if (!foretold.asksMore && ofReview.length > 0)
      return [`an answer was foretold, ${ofReview.join(', ')} came`];
    const roots = Object.entries(foretold.data as Record<string, unknown>).filter(
      ([, one]) => one !== 'Query',
    );
    return roots.flatMap(([name, one]) => differences(one, body.data?.[name], name));
  }

  /** What is wrong with what an agency was asked while one operation on that review ran. */
  judgeRequest(request: AgencyRequest, foretold: Foretold | undefined): readonly string[] {
    const { agency, handles, fields, text } = request;
    const found = canariesIn(text);
    if (found.length > 0) return [`${agency} was told ${found.join(', ')}`];
    const verdict = foretold?.verdict;
    if (!verdict || foretold.refused !== null) return [`${agency} was asked though nothing is permitted`];
    const review = this.reviewOf(handles[0] ?? '');
    const faults: string[] = [];
    for (const handle of handles) {
      const person = review?.people.find((one) => one.handles[agency] === handle);
      if (!person || !verdict.lists(person))
        faults.push(`${agency} was asked for a person who is not listed`);
    }
    const isDated: ReadonlySet<string> = new Set(DATED);
    for (const [category, { narrowed }] of fields) {
      if (verdict.outcome(agency, category) === 'WITHHELD')
        faults.push(`${agency} was asked for ${category}`);
      if (review?.period === 'NARROW' && isDated.has(category) && !narrowed)
        faults.push(`${agency} was asked for ${category} of any time`);
    }
    return faults;
  }

  /** The review that a record belongs to. */
  reviewOf(handle: string): WorldReview | undefined {
    return this.#options.reviews.find(({ people }) =>
      people.some(({ handles }) => Object.values(handles).includes(handle)),
    );
  }

  #verdict({ id, purpose }: Declaration, principal: Principal): OracleVerdict {
    return verdictOf({ principal, review: this.#byId.get(id), purpose: purpose ?? '' }, this.#options.packs);
  }

  #view(declaration: Declaration, principal: Principal): unknown {
    const review = this.#byId.get(declaration.id);
    const pack = review && this.#options.packs.get(review.pack);
    if (!review || !pack) return null;
    const verdict = this.#verdict(declaration, principal);
    const asked = { principal, review, purpose: declaration.purpose ?? '' };
    return verdict.refused === null ? expectedReview({ asked, verdict, pack }) : null;
  }
}

/** Why an operation is refused whatever the policy says. */
function contradiction(declarations: readonly Declaration[]): string | null {
  const [first] = declarations;
  if (!first) return null;
  if (declarations.some(({ purpose }) => purpose === null)) return 'PURPOSE_NOT_DECLARED';
  if (declarations.some(({ id }) => id !== first.id)) return 'REVIEW_NOT_SINGLE';
  return declarations.some(({ purpose }) => purpose !== first.purpose) ? 'PURPOSE_NOT_SINGLE' : null;
}

/** Roots beside `review`, which have no canary in any answer; those of the operation that is not chosen are none. */
function rootsOf(document: DocumentNode): { readonly asksMore: boolean; readonly asksSchema: boolean } {
  let asksSchema = false;
  visit(document, { Field: ({ name }) => void (asksSchema ||= name.value === '__schema') });
  const asksMore = JSON.stringify(reviewOnly(document)) !== JSON.stringify(document);
  return { asksMore, asksSchema };
}

const isMutation = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
  );
