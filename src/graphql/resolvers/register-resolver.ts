import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import type { ContactCheckState } from '../../domain/review';
import type { ContactCheck, Review } from '../../reviews';
import type { RequestContext } from '../context';
import { connection, decodeCursor, encodeCursor, pageSize, type Connection } from '../paging';
import { ContactCheckConnection, DEFAULT_PAGE, ReviewConnection } from '../types/connections';
import { ContactCheckStateEnum } from '../types/enums';
import { Agency, Viewer } from '../types/people';

/** What the register tells without any personal data. */
@Resolver()
export class RegisterResolver {
  @Query(() => Viewer, { description: 'Who you are to the gateway.' })
  viewer(@Ctx() { principal }: RequestContext): unknown {
    return { user: principal.user, agency: principal.agency, roles: [...principal.roles] };
  }

  @Query(() => [Agency], { description: 'The agencies of the register.' })
  agencies(@Ctx() { services }: RequestContext): unknown {
    return services.register.agencies();
  }

  @Query(() => ReviewConnection, {
    description: 'The reviews in which your agency has a standing, newest first.',
  })
  async reviews(
    @Arg('first', () => Int, { defaultValue: DEFAULT_PAGE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { principal, services }: RequestContext,
  ): Promise<unknown> {
    const page = await services.register.reviewsFor(principal.agency, {
      first: pageSize(first),
      ...(typeof after === 'string' && { after }),
    });
    return connection(page, {
      cursor: ({ cursor }) => cursor,
      node: ({ review, standing }) => ({
        id: review.id,
        reference: review.reference,
        type: standing === 'WIDER' ? null : review.type,
        state: review.state,
        standing,
      }),
    });
  }

  @Query(() => ContactCheckConnection, {
    description: 'The contact checks sent to your agency, the latest due first.',
  })
  async contactChecks(
    @Arg('state', () => ContactCheckStateEnum, { nullable: true })
    state: ContactCheckState | null | undefined,
    @Arg('first', () => Int, { defaultValue: DEFAULT_PAGE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { principal, services }: RequestContext,
  ): Promise<Connection<unknown>> {
    const { register } = services;
    const checks = await register.contactChecks({
      agencyId: principal.agency,
      ...(state && { state }),
    });
    const start = typeof after === 'string' ? decodeCursor(after) + 1 : 0;
    const size = pageSize(first);
    const items = checks
      .slice(start, start + size)
      .map((check, index) => ({ check, position: start + index }));
    const reviews = await Promise.all(items.map(({ check }) => register.review(check.reviewId)));
    return connection(
      { items, hasNextPage: checks.length > start + size },
      {
        cursor: ({ position }) => encodeCursor(position),
        node: ({ check, position }) => contactCheckView(check, reviews[position - start]),
      },
    );
  }
}

const contactCheckView = (
  check: ContactCheck,
  review: Review | undefined,
): Readonly<Record<string, unknown>> => ({
  id: check.id,
  reviewId: check.reviewId,
  reviewReference: review?.reference ?? '',
  agency: check.agencyId,
  state: check.state,
  outcome: check.outcome,
  sentAt: check.sentAt,
  dueOn: check.dueOn,
  answeredAt: check.answeredAt,
});
