import type { AgencyId, RecordHandle, ReviewId, SubjectId } from '../../domain/ids';
import type { Standing } from '../../domain/standing';
import { isListed, type SubjectFlags } from '../../domain/subject-flag';
import type { Decided } from '../decide';
import type { Source } from './index';

/** What the register knows of where a review's subjects are on record. */
export interface SourceRegister {
  standings(
    reviewId: ReviewId,
  ): Promise<readonly { readonly agencyId: AgencyId; readonly standing: Standing }[]>;
  offers(): Promise<ReadonlyMap<AgencyId, NonNullable<Source['offers']>>>;
  recordLinks(
    reviewId: ReviewId,
  ): Promise<
    readonly { readonly agencyId: AgencyId; readonly subjectId: SubjectId; readonly handle: RecordHandle }[]
  >;
  /** The texts of the review that a person has released. */
  releasedTexts(reviewId: ReviewId): Promise<readonly { readonly agencyId: AgencyId }[]>;
}

const NO_FLAGS: SubjectFlags = new Set();

/**
 * The participating agencies of the review, which are its sources. A contact check has none, since it is answered from
 * the register; and a wider agency is not told which agencies participate. Nobody is asked about a person whom flags take
 * off the recipient's list.
 */
export async function sourcesOf(decided: Decided, register: SourceRegister): Promise<readonly Source[]> {
  const { declared, review, standing } = decided;
  if (declared.purpose === 'CONTACT_CHECK' || standing === 'WIDER' || !decided.permitsAnything) return [];
  const [standings, links, offers, releases] = await Promise.all([
    register.standings(review.id),
    register.recordLinks(review.id),
    register.offers(),
    register.releasedTexts(review.id),
  ]);
  const known = knownSources(standings, decided);
  if (known.sources) return known.sources;
  const isCoordinator = standing === 'COORDINATOR';
  const asked = links.filter(
    ({ subjectId }) =>
      isListed(decided.flags.get(subjectId) ?? NO_FLAGS, { isCoordinator }) &&
      (decided.approved?.subjects.has(subjectId) ?? true),
  );
  const sources = standings
    .filter((of) => of.standing === 'PARTICIPATING')
    .map(({ agencyId }) => ({
      agency: agencyId,
      offers: offers.get(agencyId) ?? null,
      readsTexts:
        isCoordinator ||
        agencyId === declared.principal.agency ||
        releases.some((release) => release.agencyId === agencyId),
      records: new Map(
        asked
          .filter((link) => link.agencyId === agencyId)
          .map(({ subjectId, handle }) => [subjectId, handle]),
      ),
    }));
  known.keep(sources);
  return sources;
}

interface Known {
  readonly sources: readonly Source[] | undefined;
  keep(sources: readonly Source[]): void;
}

/** Recipients of one review for whom the sources are kept. */
const KEPT = 64;

/**
 * Kept for as long as the register gives the same list of standings, and so all else of the review the same. Who asks
 * matters as far as flags and texts do; a re-identification asks about the people whom it names, and nothing is kept.
 */
const byStandings = new WeakMap<object, Map<string, readonly Source[]>>();

function knownSources(standings: object, { standing, declared, approved }: Decided): Known {
  const slot = `${standing} ${declared.principal.agency}`;
  const known = byStandings.get(standings) ?? new Map<string, readonly Source[]>();
  byStandings.set(standings, known);
  return {
    sources: approved === null ? known.get(slot) : undefined,
    keep: (sources) => {
      if (approved !== null) return;
      if (known.size >= KEPT) known.clear();
      known.set(slot, sources);
    },
  };
}
