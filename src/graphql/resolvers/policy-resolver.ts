import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { DATA_CATEGORIES } from '../../domain/data-category';
import type { AgencyId, PackKey, ReviewId } from '../../domain/ids';
import type { Purpose } from '../../domain/purpose';
import { CONTRIBUTIONS } from '../../domain/standing';
import { GatewayError } from '../../errors/gateway-error';
import { policyMatrix, type Clause, type CompiledPack } from '../../policy';
import { lookUpVerdict } from '../../stages/decide';
import { audits } from '../audit-scope';
import type { RequestContext } from '../context';
import { recordAction } from '../record-action';
import { PurposeEnum } from '../types/enums';
import { Explanation, PolicyMatrix } from '../types/policy';

/** The policy, shown from the same tables that decide. */
@Resolver()
export class PolicyResolver {
  @Query(() => PolicyMatrix, {
    description: 'A policy pack as a table; the version in force unless one is named.',
  })
  policyMatrix(
    @Arg('pack', () => ID) key: string,
    @Arg('version', () => String, { nullable: true }) version: string | null | undefined,
    @Ctx() { services }: RequestContext,
  ): unknown {
    const pack =
      typeof version !== 'string'
        ? (services.packs.inForce(key as PackKey, services.clock.now()) ??
          services.packs.find(key as PackKey))
        : services.packs.find(key as PackKey, version);
    if (!pack) throw new GatewayError('NOT_FOUND');
    const { title, status, digest } = pack;
    const rows = policyMatrix(pack).map(({ category, cells }) => ({ category, cells }));
    return { pack: pack.key, version: pack.version, title, status, digest, rows };
  }

  @Query(() => Explanation, {
    description:
      'What an agency would receive of a review for a purpose, and why, once its user has met what is asked of users: training, reminder, network. Nothing is fetched.',
  })
  async explain(
    @Arg('reviewId', () => ID) reviewId: string,
    @Arg('purpose', () => PurposeEnum) purpose: Purpose,
    @Arg('agencyId', () => ID) agencyId: string,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const question = { reviewId: reviewId as ReviewId, agency: agencyId as AgencyId, purpose, caller: null };
    await requireOversight(context, question.reviewId);
    const verdict = await lookUpVerdict(question, context.services.gateway.decide);
    if (!verdict) throw new GatewayError('NOT_FOUND');
    const { review, standing, pack, shut } = verdict;
    await recordAction(context, {
      action: 'EXPLAIN',
      review,
      purpose,
      standing: null,
      pack,
      details: { agency: agencyId },
    });
    return {
      reviewId,
      purpose,
      agency: agencyId,
      standing,
      state: review.state,
      pack: pack.key,
      packVersion: pack.version,
      gate: shut?.gate ?? null,
      gateReason: shut?.reason ?? null,
      warnings: pack.warnings(context.services.clock.now()),
      entries: CONTRIBUTIONS.flatMap((contribution) =>
        DATA_CATEGORIES.map((category) => {
          const { cell, reason } = verdict.decision(contribution, category);
          return {
            category,
            contribution,
            outcome: cell.outcome,
            clauses: clausesOf(pack, cell.clauses),
            reason,
          };
        }),
      ),
    };
  }
}

/** Only the review's coordinator and its partnership's auditors may ask on another agency's behalf. */
async function requireOversight({ principal, services }: RequestContext, reviewId: ReviewId): Promise<void> {
  const review = await services.register.review(reviewId);
  if (review && audits(principal, review.partnershipId)) return;
  if ((await services.register.standingOf(reviewId, principal.agency)) !== 'COORDINATOR') {
    throw new GatewayError('REVIEW_NOT_FOUND');
  }
}

const clausesOf = (pack: CompiledPack, keys: readonly string[]): readonly Clause[] =>
  keys.flatMap((key) => pack.clauses.get(key) ?? []);
