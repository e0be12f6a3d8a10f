import { rule } from 'graphql-shield';

import type { DataCategory } from '../../domain/data-category';
import type { AgencyId } from '../../domain/ids';
import type { Role } from '../../domain/standing';
import type { RequestContext } from '../context';

/** graphql-shield's rule; the library is known to this folder only. */
export type ShieldRule = ReturnType<ReturnType<typeof rule>>;

type Verdict = (parent: unknown, context: RequestContext) => boolean;

/**
 * A rule under a name of its own, without any caching: graphql-shield's caches go by the rule's name and have handed
 * one recipient's verdict to another (graphql-shield issues 109, 122, 349).
 */
const uncached = (name: string, verdict: Verdict): ShieldRule =>
  rule(name, { cache: 'no_cache' })((parent: unknown, _args: unknown, context: RequestContext) =>
    verdict(parent, context),
  );

/** Any identified caller. */
export const signedIn = (coordinate: string): ShieldRule =>
  uncached(`signedIn ${coordinate}`, (_parent, { principal }) => principal.user.length > 0);

/** A caller with one of the roles. */
export const anyRole = (coordinate: string, roles: readonly Role[]): ShieldRule =>
  uncached(`anyRole ${coordinate}`, (_parent, { principal }) =>
    roles.some((role) => principal.roles.has(role)),
  );

/** A field of an answer that has been recorded. */
export const recordedAnswer = (coordinate: string): ShieldRule =>
  uncached(`recordedAnswer ${coordinate}`, (_parent, { state }) => state.disclosed !== null);

/** A data category, as the decision on its source permits it. */
export const permittedCategory = (coordinate: string, category: DataCategory): ShieldRule =>
  uncached(
    `permittedCategory ${coordinate}`,
    (parent, { state }) => state.disclosed?.permits(sourceOf(parent), category) === true,
  );

/** An `AgencyReturn` names its agency; the register's own set has none. */
function sourceOf(parent: unknown): AgencyId | null {
  const agency = typeof parent === 'object' && parent !== null && 'agency' in parent ? parent.agency : null;
  return typeof agency === 'string' ? (agency as AgencyId) : null;
}
