import { astFromValue, print, typeFromAST, parseType, isInputType, type GraphQLSchema } from 'graphql';

import {
  OWN,
  type Argument,
  type Directive,
  type Field,
  type Operation,
  type Printed,
  type Selection,
} from './operation';

/** What an operation declares. */
export interface Declared {
  readonly id: string;
  readonly purpose: string | null;
}

/** Where fields of one answer object meet: what each of its names stands for. */
type Scope = Map<string, { readonly meaning: string; readonly below: Scope }>;

/** Never selected without these, which no alias takes; a directive on them counts as leaving them out. */
const ASSERTED = ['Statement', 'RelatedParty'];
const ASSERTION = 'assertion addenda { text }';

const DECOY = `query Decoy { viewer { user } reviews { edges { node { id } } } }`;

/** Makes the text and the variables of a generated operation; names that would clash are numbered. */
export class Printer {
  readonly #schema: GraphQLSchema;
  readonly #fragments: string[] = [];
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  readonly #conditions = new Set<string>();

  readonly #declared: Declared;

  constructor(schema: GraphQLSchema, declared: Declared) {
    this.#schema = schema;
    this.#declared = declared;
  }

  print({ kind, name, decoy, selections }: Operation): Printed {
    const below = this.#set(selections, { type: kind === 'query' ? 'Query' : 'Mutation', scope: new Map() });
    const values = [...this.#variables].map(([variable, { type }]) => `$${variable}: ${type}`);
    const declared = [...values, ...[...this.#conditions].map((one) => CONDITIONS[one] ?? '')];
    const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
    const chosen = decoy ? (name ?? 'Chosen') : name;
    const text = `${kind}${chosen === null ? '' : ` ${chosen}`}${head} ${below}`;
    return {
      query: [text, ...this.#fragments, ...(decoy ? [DECOY] : [])].join('\n'),
      variables: {
        ...Object.fromEntries([...this.#variables].map(([variable, { value }]) => [variable, value])),
        ...(this.#conditions.has('$yes') && { yes: true }),
        ...(this.#conditions.has('$no') && { no: false }),
      },
      operationName: decoy ? chosen : null,
    };
  }

  #set(selections: readonly Selection[], at: { readonly type: string; readonly scope: Scope }): string {
    const printed = selections.map((one) => this.#selection(one, at));
    const whole = ASSERTED.includes(at.type) ? [...printed, ASSERTION] : printed;
    return `{ ${whole.length > 0 ? whole.join(' ') : '__typename'} }`;
  }

  #selection(selection: Selection, at: { readonly type: string; readonly scope: Scope }): string {
    const directives = selection.directives.map((one) => this.#directive(one)).join('');
    if (selection.kind === 'field') return this.#field(selection, { ...at, directives });
    const below = this.#set(selection.below, at);
    if (selection.kind === 'inline') {
      return `...${selection.times === 1 ? ` on ${selection.type}` : ''}${directives} ${below}`;
    }
    const name = `F${String(this.#fragments.length)}`;
    this.#fragments.push(`fragment ${name} on ${selection.type} ${below}`);
    return Array.from({ length: selection.times }, () => `...${name}${directives}`).join(' ');
  }

  #field(
    field: Field,
    { scope, directives }: { readonly scope: Scope; readonly directives: string },
  ): string {
    const args = field.args.map((one) => this.#argument(one));
    const meaning = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
    const wanted = field.alias ?? field.name;
    let key = wanted;
    for (let n = 1; (scope.get(key)?.meaning ?? meaning) !== meaning; n += 1) key = `${wanted}_${String(n)}`;
    const entry = scope.get(key) ?? { meaning, below: new Map() as Scope };
    scope.set(key, entry);
    const below =
      field.below === null ? '' : ` ${this.#set(field.below, { type: field.type, scope: entry.below })}`;
    return `${key === field.name ? '' : `${key}: `}${meaning}${directives}${below}`;
  }

  #argument({ name, type, value: given, byVariable }: Argument): string {
    const own = name === 'id' ? this.#declared.id : this.#declared.purpose;
    const value = given === OWN ? own : given;
    if (byVariable) {
      const known = [...this.#variables].find(([, one]) => one.type === type && one.value === value);
      const variable = known?.[0] ?? `v${String(this.#variables.size)}`;
      this.#variables.set(variable, { type, value });
      return `${name}: $${variable}`;
    }
    const inputType = typeFromAST(this.#schema, parseType(type));
    const literal = isInputType(inputType) ? astFromValue(value, inputType) : null;
    return `${name}: ${literal ? print(literal) : 'null'}`;
  }

  #directive({ name, if: condition }: Directive): string {
    if (condition.startsWith('$')) this.#conditions.add(condition);
    return ` @${name}(if: ${condition === '$default' ? '$def' : condition})`;
  }
}

const CONDITIONS: Readonly<Record<string, string>> = {
  $yes: '$yes: Boolean!',
  $no: '$no: Boolean!',
  $default: '$def: Boolean = true',
};
