import type { Actor } from '../reviews';
import type { RequestContext } from './context';

/** The caller as the register records who makes a change. */
export function actorOf({ principal, state }: RequestContext): Actor {
  const { requestId, ...operation } = state.trace;
  return {
    user: principal.user,
    agency: principal.agency,
    roles: [...principal.roles],
    requestId,
    operation,
  };
}
