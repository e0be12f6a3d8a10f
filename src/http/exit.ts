import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

import type { AuditDraft, AuditLog } from '../audit';
import type { AgencyId, UserId } from '../domain/ids';
import { ExitGuard, type ExitFinding } from '../stages/disclose/exit-guard';

/** The last look at what leaves beside the answers of GraphQL: headers, other bodies, lines of the log. */
export interface Exit {
  /** The same log with every text of its lines looked at. */
  readonly guarded: (log: Logger) => Logger;
  /** Looks at the headers of every response, and at the bodies of all that are short. */
  readonly guardResponses: (server: FastifyInstance) => void;
  /** Where findings go; what is found before is kept back all the same. */
  readonly recordIn: (audit: Pick<AuditLog, 'append'>) => void;
}

/** Its answers are looked at where their cells are known; only its refusals are bodies like others. */
const GRAPHQL = '/graphql';
/** Characters of the longest body that is looked at: errors and states of health, no pages and no data. */
const SHORT_BODY = 4_096;
/** What verifies grants is random, and public. */
const KEY_SET = 'application/jwk-set+json';

/** A response whose finding cannot be recorded does not leave; a line of the log waits for nobody. */
export function openExit(): Exit {
  let audit: Pick<AuditLog, 'append'> | undefined;
  const report = async ({ part, kinds }: ExitFinding, requestId: string): Promise<void> => {
    await audit?.append(draftOf(part, kinds.join(','), requestId));
  };
  return {
    recordIn(log) {
      audit = log;
    },
    guarded: (log) =>
      log.child(
        {},
        {
          formatters: {
            log(line) {
              const guard = new ExitGuard('log', null);
              const looked = guard.every(line) as typeof line;
              const finding = guard.finding();
              if (finding) report(finding, 'log').catch(() => undefined);
              return looked;
            },
          },
        },
      ),
    guardResponses(server) {
      server.addHook('onSend', async (request, reply, payload) => {
        const findings: ExitFinding[] = [];
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          const guard = new ExitGuard('headers', null);
          const looked = guard.every(value);
          const finding = guard.finding();
          if (!finding) continue;
          findings.push(finding);
          reply.header(name, looked);
        }
        const isAnswer = request.routeOptions.url === GRAPHQL && reply.statusCode < 400;
        const body = isAnswer ? null : bodyOf(reply.getHeader('content-type'), payload);
        const looked = body === null ? null : lookAt(body);
        if (looked?.finding) findings.push(looked.finding);
        if (findings.length === 0) return payload;
        for (const finding of findings) await report(finding, request.id);
        if (!looked?.finding) return payload;
        reply.removeHeader('content-length');
        return looked.text;
      });
    },
  };
}

/** A short body of text that is no key set. */
function bodyOf(type: unknown, payload: unknown): string | null {
  if (typeof payload !== 'string' || payload.length > SHORT_BODY) return null;
  return String(type).startsWith(KEY_SET) ? null : payload;
}

/** A body of JSON is looked at text by text, so that no number is made of the end of one and the beginning of another. */
function lookAt(body: string): { readonly text: string; readonly finding: ExitFinding | null } {
  const guard = new ExitGuard('body', null);
  const parsed = jsonOf(body);
  const looked = guard.every(parsed ?? body);
  return { text: parsed === null ? String(looked) : JSON.stringify(looked), finding: guard.finding() };
}

function jsonOf(body: string): object | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    return null;
  }
}

const draftOf = (part: string, kinds: string, requestId: string): AuditDraft => ({
  action: 'WITHHOLD_OUTGOING',
  outcome: 'SUCCESS',
  code: null,
  actor: { user: 'gateway' as UserId, agency: 'gateway' as AgencyId, roles: [] },
  standing: null,
  partnership: null,
  review: null,
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation: { name: null, hash: null },
  entries: [],
  details: { [`withheld:${part}`]: kinds },
  requestId,
});
