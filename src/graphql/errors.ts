import { GraphQLError, type GraphQLErrorOptions, type GraphQLFormattedError } from 'graphql';

import { CATALOGUE, type ErrorCode } from '../errors/catalogue';
import { GatewayError } from '../errors/gateway-error';

/** Where the catalogue's code stays when Apollo Server overwrites `code`, as it does for validation errors. */
const OWN_CODE = 'catalogueCode';

/** A catalogue error as GraphQL reports it: the code in `extensions`, the sentence, the status for HTTP. */
export function toGraphQLError(code: ErrorCode, options: GraphQLErrorOptions = {}): GraphQLError {
  const { status, sentence } = CATALOGUE[code];
  return new GraphQLError(sentence, { ...options, extensions: { code, [OWN_CODE]: code, http: { status } } });
}

/** Codes that Apollo Server gives to requests that never ran (its documentation, "Error handling"). */
const REQUEST_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(CATALOGUE, code);

/**
 * The one exit for errors: whatever was thrown, the caller reads the catalogue's sentence and code. Locations and path
 * are the caller's own and stay; no other text does.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const code = codeOf(formatted, thrown);
  return {
    message: CATALOGUE[code].sentence,
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code },
  };
}

/** The catalogue code of an error, however deep it is wrapped. */
export function codeOf(formatted: GraphQLFormattedError, thrown: unknown): ErrorCode {
  const original = thrown instanceof GraphQLError ? thrown.originalError : thrown;
  if (original instanceof GatewayError) return original.code;
  const own = formatted.extensions?.[OWN_CODE];
  if (isErrorCode(own)) return own;
  const code = formatted.extensions?.['code'];
  if (code === 'BAD_USER_INPUT') return 'INPUT_INVALID';
  return REQUEST_CODES.has(code) ? 'REQUEST_INVALID' : 'INTERNAL';
}
