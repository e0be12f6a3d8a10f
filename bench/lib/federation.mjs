import { readFileSync } from 'node:fs';
import { REVIEW, SUBJECT } from './bare-schema.mjs';

const LINK = 'https://specs.apollo.dev/federation/v2.6';
const CONTRACT = new URL('../../schema/agency.graphql', import.meta.url);

/** The field of the child that an agency's subgraph adds. */
export const fieldOf = (agency) => agency.replace('-', '');

const linked = (...directives) =>
  `extend schema @link(url: "${LINK}", import: [${directives.map((name) => `"${name}"`).join(', ')}])`;

/**
 * The subgraph of the review itself. With a scope, every field is guarded: it is answered to whom has that scope.
 *
 * @param {string} [scope]
 */
export function ownerSdl(scope) {
  const guard = guardOf(scope);
  return `${linked('@key', ...(scope ? ['@requiresScopes'] : []))}
type Query { review(id: ID!, purpose: Purpose): Review }
enum Purpose { ${REVIEW.type} CONTACT_CHECK }
type Review${guard} { id: ID! reference: String! state: String! subjects: [Child!]! }
type Child @key(fields: "ref")${guard} { ref: ID! role: String! }`;
}

/** The subgraph of one agency, which adds what it holds to the child. */
export function agencySdl(agency, scope) {
  const guard = guardOf(scope);
  return `${linked('@key', '@shareable', ...(scope ? ['@requiresScopes'] : []))}
type Child @key(fields: "ref") { ref: ID! ${fieldOf(agency)}: Held${guard} }
type Held @shareable${guard} { agency: ID! status: String! health: [Statement!] }
type Statement @shareable${guard} {
  handle: ID! assertion: String! addenda: [Addendum!]! code: String description: String status: String from: String
}
type Addendum @shareable${guard} { recordedOn: String text: String! }`;
}

const guardOf = (scope) => (scope ? ` @requiresScopes(scopes: [["${scope}"]])` : '');

/** The resolvers of the review's own subgraph. */
export const ownerResolvers = {
  Query: { review: () => ({ ...REVIEW, subjects: [SUBJECT] }) },
  Child: { __resolveReference: () => SUBJECT },
};

export const agencyResolvers = (agency, record) => ({
  Child: {
    __resolveReference: (reference) => reference,
    [fieldOf(agency)]: () => ({ agency, status: 'OK', ...record }),
  },
});

/** The contract that the gateway asks an agency by. */
export const contractSdl = () => readFileSync(CONTRACT, 'utf8');

export const contractResolvers = (record) => ({
  Subject: { __resolveReference: ({ handle }) => ({ ...record, handle }) },
});
