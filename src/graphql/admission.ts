import type { GraphQLSchema } from 'graphql';

import type { Role } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import { withinLimits, type OperationLimits } from './limits';
import type { TrustedDocuments } from './trusted-documents';

/** What is let in, by size and by caller. */
export interface AdmissionRules {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  readonly trustedDocuments: TrustedDocuments;
  /** Callers who have none but these roles may send trusted documents only. */
  readonly trustedDocumentRoles: ReadonlySet<Role>;
}

/** An operation as it came, before anything has read it. */
export interface IncomingOperation {
  /** The text; undefined where the hash of a trusted document came in its place. */
  readonly text: string | undefined;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Looks at an operation before the server parses and validates it.
 *
 * @throws GatewayError OPERATION_TOO_LARGE, DOCUMENT_NOT_TRUSTED
 */
export function admit({ text, roles }: IncomingOperation, rules: AdmissionRules): void {
  // A hash alone can only name a document of the manifest, all of which are within the limits.
  if (text === undefined) return;
  const document = withinLimits(text, rules);
  if (!isBound(roles, rules.trustedDocumentRoles)) return;
  if (document === null || !rules.trustedDocuments.includes(document)) {
    throw new GatewayError('DOCUMENT_NOT_TRUSTED');
  }
}

/** Whoever has no role is bound as soon as anybody is. */
const isBound = (roles: ReadonlySet<Role>, bound: ReadonlySet<Role>): boolean =>
  bound.size > 0 && [...roles].every((role) => bound.has(role));
