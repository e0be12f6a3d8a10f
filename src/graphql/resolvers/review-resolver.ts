import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import type { Purpose } from '../../domain/purpose';
import type { RequestContext } from '../context';
import { PurposeEnum } from '../types/enums';
import { AgencyReturn, Review, ReviewSubject } from '../types/review';
import { reviewView, type AgencyReturnView, type ReviewSubjectView } from '../views';

/** Reads the answer that the stages have recorded; nothing here fetches or decides. */
@Resolver(() => Review)
export class ReviewResolver {
  @Query(() => Review, {
    nullable: true,
    description: 'One review, for one declared purpose; both once per operation.',
  })
  review(
    @Arg('id', () => ID) _id: string,
    @Arg('purpose', () => PurposeEnum, {
      nullable: true,
      description: 'Required: an operation without a purpose is refused with PURPOSE_NOT_DECLARED.',
    })
    _purpose: Purpose | null,
    @Ctx() { state }: RequestContext,
  ): unknown {
    return state.disclosed && reviewView(state.disclosed);
  }
}

@Resolver(() => ReviewSubject)
export class ReviewSubjectResolver {
  @FieldResolver(() => [AgencyReturn], { description: "The agencies' returns; all of them, or those named." })
  returns(
    @Root() subject: ReviewSubjectView,
    @Arg('agencies', () => [ID], { nullable: true }) agencies: readonly string[] | null | undefined,
  ): readonly AgencyReturnView[] {
    return subject.allReturns.filter(({ agency }) => agencies?.includes(agency) ?? true);
  }
}
