import {
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  OperationTypeNode,
  type FieldNode,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { getArgumentValues } from 'graphql/execution/values';

import type { AgencyReturnView, ReviewSubjectView } from '../views';
import { fragmentsOf, type ReadyOperation } from '../selection';
import { Anomaly, type Complete, type Projected, type Slot } from './slot';
import { looksAtAgency } from './verdicts';

/** The types of an answer that is projected: their fields are read and nothing else, but for one that takes arguments. */
const PROJECTED: ReadonlySet<string> = new Set([
  'Review',
  'ReviewSubject',
  'AgencyReturn',
  'DisclosureEntry',
  'ReviewContactCheck',
  'Address',
  'ContactDetail',
  'Addendum',
  'Statement',
  'NarrativeRisk',
  'RelatedParty',
]);

/** An alias that an object of the projection would take for its prototype; graphql-js makes objects without one. */
const UNSAFE_KEY = '__proto__';

/** An operation's answer as a function of what was disclosed. */
export interface Projection {
  /** Every field that is selected of a data category: these are decided for each agency. */
  readonly slots: readonly Slot[];
  /** The names under which `Query.review` is selected, each with how it is projected. */
  readonly roots: readonly { readonly key: string; readonly complete: Complete }[];
  /** Where `__typename` of the query itself is selected. */
  readonly order: readonly string[];
  readonly typenames: ReadonlySet<string>;
}

/**
 * Compiles the projection of an operation; null where graphql-js must run it: a directive, a root field other than
 * `review`, a type whose fields are not merely read. What the projection does not expect of a value is an `Anomaly` at
 * run time, and graphql-js runs the operation then: it alone makes errors.
 *
 * @param ready an operation that is valid, with its variables
 */
export function compileProjection(ready: ReadyOperation, hasDirectives: boolean): Projection | null {
  const { schema, operation, variables } = ready;
  const query = schema.getQueryType();
  if (hasDirectives || operation.operation !== OperationTypeNode.QUERY || !query) return null;
  const roots = collectFields(schema, fragmentsOf(ready.document), variables, query, operation.selectionSet);
  const review = query.getFields()['review'];
  const compiler = new Compiler(ready);
  const typenames = new Set<string>();
  const fields: Projection['roots'][number][] = [];
  for (const [key, nodes] of roots) {
    const name = nodes[0]?.name.value;
    if (key === UNSAFE_KEY) return null;
    if (name === '__typename') typenames.add(key);
    else if (name === 'review' && review)
      fields.push({ key, complete: compiler.complete(review.type, nodes) });
    else return null;
  }
  if (fields.length === 0 || !compiler.applies) return null;
  return { slots: compiler.slots, roots: fields, order: [...roots.keys()], typenames };
}

class Compiler {
  readonly slots: Slot[] = [];
  applies = true;
  readonly #ready: ReadyOperation;

  constructor(ready: ReadyOperation) {
    this.#ready = ready;
  }

  complete(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isNonNullType(type)) return required(this.complete(type.ofType, nodes));
    return optional(this.#value(type, nodes));
  }

  #value(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isListType(type)) return listOf(this.complete(type.ofType, nodes));
    if (isObjectType(type)) return this.#object(type, nodes);
    if (isScalarType(type)) return scalar(type);
    if (isEnumType(type)) return enumeration(type);
    this.applies = false;
    return fail;
  }

  #object(type: GraphQLObjectType, nodes: readonly FieldNode[]): Complete {
    if (!PROJECTED.has(type.name)) {
      this.applies = false;
      return fail;
    }
    const { schema, variables, document } = this.#ready;
    const fields = collectSubfields(schema, fragmentsOf(document), variables, type, nodes);
    const entries = [...fields].map(([key, at]) => this.#entry(type, key, at));
    const byAgency = entries.some(({ slot }) => slot !== null && looksAtAgency(slot));
    return (source, verdicts) => {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) throw new Anomaly();
      const verdict = byAgency ? verdicts.ofAgency(source) : verdicts.ofAll;
      const made: Record<string, Projected> = {};
      for (const { key, read, slot, complete } of entries) {
        const withheld = slot !== null && verdict[slot.index] !== true;
        made[key] = withheld ? null : complete(read(source as Readonly<Record<string, unknown>>), verdicts);
      }
      return made;
    };
  }

  #entry(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Entry {
    const name = nodes[0]?.name.value ?? '';
    if (key === UNSAFE_KEY) this.applies = false;
    if (name === '__typename') return { key, slot: null, read: () => type.name, complete: same };
    const field = type.getFields()[name];
    if (!field) {
      this.applies = false;
      return { key, slot: null, read: () => null, complete: fail };
    }
    const slot: Slot = { index: this.slots.length, type, field: name };
    this.slots.push(slot);
    const complete = this.complete(field.type, nodes);
    if (type.name === 'ReviewSubject' && name === 'returns') {
      const [node] = nodes;
      const { agencies } = node ? getArgumentValues(field, node, this.#ready.variables) : {};
      return { key, slot, complete, read: (subject) => returnsOf(subject, agencies) };
    }
    // An argument that nothing here knows of could change what is read.
    if (field.args.length > 0) this.applies = false;
    return { key, slot, complete, read: (source) => source[name] };
  }
}

interface Entry {
  readonly key: string;
  /** Where it is decided whether the field is answered; null for `__typename`. */
  readonly slot: Slot | null;
  readonly read: (source: Readonly<Record<string, unknown>>) => unknown;
  readonly complete: Complete;
}

/** As `ReviewSubject.returns` resolves. */
function returnsOf(
  subject: Readonly<Record<string, unknown>>,
  agencies: unknown,
): readonly AgencyReturnView[] {
  const { allReturns } = subject as ReviewSubjectView;
  if (!Array.isArray(agencies)) return allReturns;
  return allReturns.filter(({ agency }) => agencies.includes(agency));
}

const fail: Complete = () => {
  throw new Anomaly();
};

const same: Complete = (value) => value as Projected;

const required =
  (complete: Complete): Complete =>
  (value, verdicts) => {
    const made = complete(value, verdicts);
    if (made === null) throw new Anomaly();
    return made;
  };

const optional =
  (complete: Complete): Complete =>
  (value, verdicts) =>
    value === null || value === undefined ? null : complete(value, verdicts);

const listOf =
  (complete: Complete): Complete =>
  (value, verdicts) => {
    if (!Array.isArray(value)) throw new Anomaly();
    return value.map((element: unknown) => complete(element, verdicts));
  };

/** Texts are by far the most; anything else is serialised by the type's own rule, and what that refuses is an anomaly. */
function scalar(type: GraphQLScalarType): Complete {
  const isText = ['String', 'ID', 'PartialDate'].includes(type.name);
  return (value) => {
    if (isText && typeof value === 'string') return value;
    if (typeof value === 'function' || isPromise(value)) throw new Anomaly();
    return serialised(() => type.serialize(value));
  };
}

function enumeration(type: GraphQLEnumType): Complete {
  const names = new Map(type.getValues().map(({ name, value }) => [value as unknown, name]));
  return (value) => {
    const name = names.get(value);
    if (name === undefined) throw new Anomaly();
    return name;
  };
}

function serialised(serialise: () => unknown): Projected {
  try {
    const made = serialise();
    if (made === null || made === undefined) throw new Anomaly();
    return made as Projected;
  } catch {
    throw new Anomaly();
  }
}

const isPromise = (value: unknown): boolean => typeof value === 'object' && value !== null && 'then' in value;
