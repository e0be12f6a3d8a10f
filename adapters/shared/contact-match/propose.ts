import type { AgencySource, LocalMatch, LocalSearch } from '../../../src/domain/agency-source';
import type { ContactPerson, ContactProposal, MatchState } from '../../../src/domain/contact-match';
import { swappedDate } from './compare-details';
import { parseName } from './name';
import { asTwin, evidenceOf, isExact, MATCH_FROM, POTENTIAL_FROM } from './score';
import { areTwins, weigh, type Weighed } from './weigh';

/** What the agency has said of its own search. */
export interface MatchingScope {
  /** Which systems, years and spellings are searched; null where the agency has declared none. */
  readonly searched: string | null;
  /** Whether the agency lets a machine say that it knows nobody of that name. */
  readonly acceptsMachineNil: boolean;
  /** How many people the case system has; the more, the more of them agree by chance. */
  readonly people: number;
}

/** An agency that has declared nothing: a person looks at every answer. */
export const UNDECLARED_SCOPE: MatchingScope = { searched: null, acceptsMachineNil: false, people: 100_000 };

/** Below this a record is not worth a person's time. */
const SHOWN_FROM = 0.3;
/** More records than this in one search are not all read, so that nothing can be ruled out by it. */
export const LONGEST_LIST = 500;

/**
 * What the agency's answer about one person of a contact check could be, from its own case system. Only records whose
 * names and date of birth are exactly those asked for are proposed as KNOWN; records that could be twins, and several
 * that fit, never are. It never throws: a case system that fails is UNABLE_TO_SEARCH.
 */
export async function proposeContact(
  source: Pick<AgencySource, 'search' | 'hasNames'>,
  person: ContactPerson,
  scope: MatchingScope = UNDECLARED_SCOPE,
): Promise<ContactProposal> {
  if (source.hasNames === false) return unableToSearch();
  try {
    const { found, isWhole } = await findAll(source, person);
    const weighed = found.flatMap((match) => weigh(person, match, scope.people) ?? []);
    return proposalOf(markTwins(weighed), { scope, isWhole });
  } catch {
    return unableToSearch();
  }
}

const unableToSearch = (): ContactProposal => ({
  state: 'ERROR',
  outcome: 'UNABLE_TO_SEARCH',
  needsPerson: true,
  candidates: [],
});

interface Found {
  readonly found: readonly LocalMatch[];
  /** Whether no search came to the end of its list. */
  readonly isWhole: boolean;
}

/**
 * Everybody born on the day, or on the day that it becomes with day and month exchanged; everybody of the surname; and
 * everybody of the given name whose surname begins alike. Who has another date of birth and also a surname that begins
 * otherwise is not found.
 */
async function findAll(source: Pick<AgencySource, 'search'>, person: ContactPerson): Promise<Found> {
  const lists = await Promise.all(
    searchesFor(person).map((search) => source.search({ ...search, limit: LONGEST_LIST })),
  );
  const byHandle = new Map(lists.flat().map((match) => [match.handle, match]));
  return { found: [...byHandle.values()], isWhole: lists.every(({ length }) => length < LONGEST_LIST) };
}

/** The searches of a case system whose lists together hold whoever could be the person. */
export function searchesFor({ names, dateOfBirth }: ContactPerson): readonly LocalSearch[] {
  const dates = dateOfBirth === null ? [] : [dateOfBirth, swappedDate(dateOfBirth)];
  const words = names.flatMap((name) => {
    const parsed = parseName(name);
    if (parsed === null) return [];
    const { given, surname, surnameParts } = parsed;
    return [
      ...surnamesIn(name),
      ...surnameParts,
      ...(given.length > 1 ? [`${given} ${surname.slice(0, 1)}`] : []),
    ];
  });
  return [
    ...dates
      .filter((date) => date !== null && date.length === 10)
      .map((date) => ({ dateOfBirth: date ?? '' })),
    ...[...new Set(words)].filter((word) => word.length > 1).map((name) => ({ name })),
  ];
}

/** The last word as written, signs and all, as a case system may have it; for `Surname, Given` the words before. */
function surnamesIn(name: string): readonly string[] {
  const [before = '', after] = name.split(',');
  const last = after === undefined ? before.trim().split(/\s+/u).at(-1) : before.trim();
  return last ? [last.toLowerCase()] : [];
}

function markTwins(weighed: readonly Weighed[]): readonly Weighed[] {
  return weighed.map((one) =>
    weighed.some(({ match }) => match.handle !== one.match.handle && areTwins(one.match, match))
      ? { ...one, score: asTwin(one.score) }
      : one,
  );
}

interface Circumstances {
  readonly scope: MatchingScope;
  readonly isWhole: boolean;
}

function proposalOf(weighed: readonly Weighed[], { scope, isWhole }: Circumstances): ContactProposal {
  const shown = weighed.filter(({ score }) => score >= SHOWN_FROM).sort((a, b) => b.score - a.score);
  const state = stateOf(shown);
  const isNil = state === 'NO_MATCH';
  const mayAnswer = isNil && isWhole && scope.searched !== null && scope.acceptsMachineNil;
  return {
    state,
    outcome: outcomeOf(state, shown),
    needsPerson: !mayAnswer,
    candidates: shown.map(({ match, agreement, score }) => ({
      match,
      score,
      evidence: evidenceOf(agreement),
    })),
  };
}

function stateOf(shown: readonly Weighed[]): MatchState {
  const [best] = shown;
  if (best === undefined) return 'NO_MATCH';
  if (best.score < POTENTIAL_FROM) return 'LOW_CONFIDENCE';
  if (shown.filter(({ score }) => score >= POTENTIAL_FROM).length > 1) return 'MANY_MATCH';
  return best.score >= MATCH_FROM ? 'MATCH' : 'POTENTIAL_MATCH';
}

function outcomeOf(state: MatchState, [best]: readonly Weighed[]): ContactProposal['outcome'] {
  if (state === 'NO_MATCH') return 'NOT_KNOWN';
  if (best === undefined || state === 'LOW_CONFIDENCE') return null;
  return state === 'MATCH' && isExact(best.agreement) ? 'KNOWN' : 'POSSIBLE';
}
