import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult, OperationDefinitionNode } from 'graphql';

import type { ReviewId } from '../domain/ids';
import { CATALOGUE } from '../errors/catalogue';
import { ExitGuard, type ExitFinding, type ExitPart, type ExitPlan } from '../stages/disclose/exit-guard';
import type { RequestContext } from './context';
import { exitPlanOf } from './exit-plan';
import { recordAction } from './record-action';

type Sending = GraphQLRequestContextWillSendResponse<RequestContext>;
type Answer = FormattedExecutionResult;

/**
 * The last look at an answer: every text of it that has passed no cell is scanned for official numbers and for the
 * identifiers of the people whom it is about. What is found is withheld, and on record before the rest leaves.
 */
export function exitPlugin(): ApolloServerPlugin<RequestContext> {
  // A client's few documents are parsed once and come again.
  const plans = new WeakMap<DocumentNode, Map<OperationDefinitionNode, ExitPlan>>();
  const planOf = ({ schema, document, operation }: Sending): ExitPlan => {
    if (!document || !operation) return NO_PLAN;
    const known = plans.get(document) ?? new Map<OperationDefinitionNode, ExitPlan>();
    const plan = known.get(operation) ?? exitPlanOf(schema, document, operation);
    plans.set(document, known.set(operation, plan));
    return plan;
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        async willSendResponse(sending) {
          const { body, http } = sending.response;
          if (body.kind !== 'single') return;
          const { result, findings } = look(sending, body.singleResult, planOf(sending));
          if (findings.length === 0) return;
          body.singleResult = result;
          try {
            await recordFindings(sending, findings);
          } catch {
            const { sentence, status } = CATALOGUE.AUDIT_UNAVAILABLE;
            http.status = status;
            body.singleResult = {
              errors: [{ message: sentence, extensions: { code: 'AUDIT_UNAVAILABLE' } }],
            };
          }
        },
      }),
  };
}

const NO_PLAN: ExitPlan = new Map();

function look(
  { contextValue: { state } }: Sending,
  answer: Answer,
  plan: ExitPlan,
): { readonly result: Answer; readonly findings: readonly ExitFinding[] } {
  const known = state.disclosed?.known ?? null;
  const guards = {
    data: new ExitGuard('data', known),
    errors: new ExitGuard('errors', known),
    extensions: new ExitGuard('extensions', known),
  } satisfies Partial<Record<ExitPart, ExitGuard>>;
  const { data, errors, extensions } = answer;
  const result: Answer = {
    ...answer,
    ...(data && { data: guards.data.planned(data, plan) as NonNullable<Answer['data']> }),
    // A path is made of the names that the client itself gave.
    ...(errors && {
      errors: errors.map(({ message, extensions: more, ...place }) => ({
        ...place,
        message: guards.errors.text(message),
        ...(more && { extensions: guards.errors.every(more) as typeof more }),
      })),
    }),
    ...(extensions && { extensions: guards.extensions.every(extensions) as typeof extensions }),
  };
  return { result, findings: Object.values(guards).flatMap((guard) => guard.finding() ?? []) };
}

/** @throws GatewayError `AUDIT_UNAVAILABLE` */
async function recordFindings({ contextValue }: Sending, findings: readonly ExitFinding[]): Promise<void> {
  const { services, state } = contextValue;
  const { disclosed } = state;
  const review = disclosed && (await services.register.review(disclosed.review.id as ReviewId));
  await recordAction(contextValue, {
    action: 'WITHHOLD_OUTGOING',
    ...(review && { review }),
    ...(disclosed && { purpose: disclosed.purpose }),
    details: Object.fromEntries(findings.map(({ part, kinds }) => [`withheld:${part}`, kinds.join(',')])),
  });
}
