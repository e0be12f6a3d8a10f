import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { LRUCache } from 'lru-cache';
import { parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

import { GatewayError } from '../../errors/gateway-error';
import { MaxRepetitionRule } from './max-repetition-rule';

/** How large an operation may be. */
export interface OperationLimits {
  /** Words and signs of the text; nothing beyond them is read. */
  readonly maxTokens: number;
  /** Fields below each other. */
  readonly maxDepth: number;
  readonly maxAliases: number;
  /** By estimated records: lists count as often as their `first` says. */
  readonly maxCost: number;
}

const MAX_DIRECTIVES = 50;
/** Characters of text per word or sign, spaces and comments with it; more than anybody writes. */
const CHARACTERS_PER_TOKEN = 16;

/**
 * The document of an operation that is within the limits; null where the text does not parse, which the server says in
 * its own words. It runs before anything else looks at the text, so that no other check has to bear a document of any
 * size: fragment bombs, ten thousand aliases and the like are refused here.
 *
 * @throws GatewayError OPERATION_TOO_LARGE
 */
export function withinLimits(
  text: string,
  { schema, limits }: { readonly schema: GraphQLSchema; readonly limits: OperationLimits },
): DocumentNode | null {
  // Before the lexer has to walk a megabyte of spaces.
  if (text.length > limits.maxTokens * CHARACTERS_PER_TOKEN) throw new GatewayError('OPERATION_TOO_LARGE');
  const within = withinOf(schema, limits);
  const known = within.get(text);
  if (known) return known;
  const document = parsed(text, limits.maxTokens);
  if (document === null) return null;
  try {
    // A rule that is broken throws, so that no further one has to walk the document.
    validate(schema, document, rulesFor(limits));
  } catch (error) {
    throw new GatewayError('OPERATION_TOO_LARGE', { cause: error });
  }
  if (text.length <= LONGEST) within.set(text, document);
  return document;
}

/** Texts within the limits that are remembered, and characters of one worth it. */
const KEPT = 500;
const LONGEST = 10_000;

const withinBy = new WeakMap<GraphQLSchema, WeakMap<OperationLimits, LRUCache<string, DocumentNode>>>();

function withinOf(schema: GraphQLSchema, limits: OperationLimits): LRUCache<string, DocumentNode> {
  const bySchema = withinBy.get(schema) ?? new WeakMap<OperationLimits, LRUCache<string, DocumentNode>>();
  withinBy.set(schema, bySchema);
  const within = bySchema.get(limits) ?? new LRUCache<string, DocumentNode>({ max: KEPT });
  bySchema.set(limits, within);
  return within;
}

const TOO_MANY_TOKENS = /token limit|more (?:that|than) \d+ tokens/iu;

function parsed(text: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch (error) {
    if (error instanceof Error && TOO_MANY_TOKENS.test(error.message)) {
      throw new GatewayError('OPERATION_TOO_LARGE', { cause: error });
    }
    return null;
  }
}

const rulesFor = ({ maxDepth, maxAliases, maxCost }: OperationLimits): Parameters<typeof validate>[2] => [
  MaxRepetitionRule,
  maxAliasesRule({ n: maxAliases }),
  maxDirectivesRule({ n: MAX_DIRECTIVES }),
  maxDepthRule({ n: maxDepth }),
  costLimitRule({ maxCost, flattenFragments: true }),
];
