import type { DataCategory } from '../../domain/data-category';
import type { AgencyId, ReviewId } from '../../domain/ids';
import type { Clock } from '../../domain/ports';
import type { Purpose } from '../../domain/purpose';
import type { ContactCheckState } from '../../domain/review';
import { CONTRIBUTIONS, type Contribution, type Standing } from '../../domain/standing';
import { GatewayError } from '../../errors/gateway-error';
import { reasonFor, type Cell, type CompiledPack, type LawfulBasis, type PackShelf } from '../../policy';
import type { Partnership, Review } from '../../reviews';
import { shutBy } from './gates';

/** A cell with the reason that is shown for it. */
export interface Decision {
  readonly cell: Cell;
  readonly reason: string;
}

/** What a decision rests on. */
export interface DecideDependencies {
  readonly packs: PackShelf;
  readonly clock: Clock;
  readonly register: {
    review(id: ReviewId): Promise<Review | undefined>;
    partnership(id: Review['partnershipId']): Promise<Partnership | undefined>;
    standingOf(reviewId: ReviewId, agencyId: AgencyId): Promise<Standing | undefined>;
    contactChecks(of: {
      readonly reviewId: ReviewId;
      readonly agencyId: AgencyId;
    }): Promise<readonly { readonly state: ContactCheckState }[]>;
  };
}

/** Whose share of which review, for what. */
export interface Question {
  readonly agency: AgencyId;
  readonly reviewId: ReviewId;
  readonly purpose: Purpose;
}

/** What one agency may receive of one review for one purpose, from recorded facts and the pack in force. */
export interface Verdict {
  readonly review: Review;
  readonly standing: Standing;
  readonly pack: CompiledPack;
  readonly lawfulBasis: LawfulBasis | null;
  /** Whether anything at all is permitted; where nothing is, not even the review's composition is shown. */
  readonly permitsAnything: boolean;
  decision(contribution: Contribution, category: DataCategory): Decision;
}

const WITHHELD: Cell = Object.freeze({ outcome: 'WITHHELD', clauses: Object.freeze([]), recipient: null });

/**
 * Looks up the verdict: standing in this review, then the gates, then the pack's cell; each may only narrow the one
 * before (catalogue, section 0).
 *
 * @returns undefined when there is no such review or the agency has no standing in it; the two are told alike.
 * @throws GatewayError `PACK_NOT_IN_FORCE`.
 */
export async function lookUpVerdict(
  question: Question,
  dependencies: DecideDependencies,
): Promise<Verdict | undefined> {
  const { agency, reviewId, purpose } = question;
  const { packs, clock, register } = dependencies;
  const [review, standing] = await Promise.all([
    register.review(reviewId),
    register.standingOf(reviewId, agency),
  ]);
  if (!review || !standing) return undefined;
  const partnership = await register.partnership(review.partnershipId);
  const pack = partnership && packs.inForce(partnership.packKey, clock.now());
  if (!pack) throw new GatewayError('PACK_NOT_IN_FORCE');
  const checks = standing === 'WIDER' ? await register.contactChecks({ reviewId, agencyId: agency }) : [];
  const shut = shutBy({
    standing,
    purpose,
    reviewType: review.type,
    reviewState: review.state,
    contactCheckOpen: checks.some(({ state }) => state === 'SENT'),
  });
  const lawfulBasis = pack.lawfulBasis(purpose === 'CONTACT_CHECK' ? review.type : purpose);
  return Object.freeze({
    review,
    standing,
    pack,
    lawfulBasis,
    ...decisions({ pack, standing, purpose, shut }),
  });
}

interface Settled {
  readonly pack: CompiledPack;
  readonly standing: Standing;
  readonly purpose: Purpose;
  /** The reason of a shut gate: everything is withheld for it. */
  readonly shut: string | null;
}

function decisions({
  pack,
  standing,
  purpose,
  shut,
}: Settled): Pick<Verdict, 'permitsAnything' | 'decision'> {
  const table = pack.table(standing, purpose);
  const cells = CONTRIBUTIONS.flatMap((contribution) => Object.values(table[contribution]));
  return {
    permitsAnything: shut === null && cells.some(({ outcome }) => outcome !== 'WITHHELD'),
    decision(contribution, category) {
      if (shut !== null) return { cell: WITHHELD, reason: shut };
      const cell = table[contribution][category];
      return { cell, reason: reasonFor(pack, purpose, cell) };
    },
  };
}
