import { identityOf } from './canaries';
import type { PackText } from './pack-oracle';
import { answerOf } from './pack-oracle';
import { recordOf, type Json, type JsonObject } from './records';
import { ANY, leaving, SOME } from './transform-oracle';
import type { Asked, OracleVerdict } from './verdict-oracle';
import { COUNCIL, SOURCES, TRUST, WIDER, type Person, type WorldReview } from './world';

type Argument = Readonly<Record<string, unknown>>;

/** What a review may show to whom, as an object that graphql-js reads: markers where more than one value would do. */
export type ExpectedReview = Readonly<Record<string, Json | readonly ExpectedSubject[]>>;
export type ExpectedSubject = Readonly<Record<string, Json | ((args: Argument) => readonly JsonObject[])>>;

interface Scene {
  readonly asked: Asked & { readonly review: WorldReview };
  readonly verdict: OracleVerdict;
  readonly pack: PackText;
}

/** Flags withhold for one person what the pack lets out; nothing tells that they do. */
function outcomeFor(scene: Scene, source: string | null, of: { category: string; person: Person }) {
  const { flags } = of.person;
  const isHidden =
    !scene.verdict.isCoordinator &&
    flags.includes('PROTECTED_ADDRESS') &&
    ['addresses', 'contactDetails'].includes(of.category);
  const isSealed = flags.includes('GENDER_RECOGNITION') && of.category === 'gender';
  return isHidden || isSealed ? ('WITHHELD' as const) : scene.verdict.outcome(source, of.category);
}

function returnOf(scene: Scene, source: string, person: Person): JsonObject {
  const { asked, verdict } = scene;
  const handle = person.handles[source];
  const record = recordOf(source, handle ?? 'none', recordIndex(person, source));
  const treatment = {
    readsTexts: verdict.isCoordinator || source === asked.principal.agency,
    withoutPlaces: person.flags.includes('PROTECTED_ADDRESS') && !verdict.isCoordinator,
    narrow: asked.review.period === 'NARROW',
  };
  const categories = Object.entries(record).filter(([name]) => name !== 'handle');
  return {
    agency: source,
    status: SOME,
    retrievedAt: SOME,
    ...Object.fromEntries(
      categories.map(([category, value]) => {
        const outcome = outcomeFor(scene, source, { category, person });
        return [category, handle === undefined ? null : leaving({ category, outcome }, value, treatment)];
      }),
    ),
  };
}

/** Which record this is, over all people and sources. */
export const recordIndex = ({ index }: Person, source: string): number =>
  index * SOURCES.length + SOURCES.findIndex((one) => one === source);

function subjectOf(scene: Scene, person: Person): ExpectedSubject {
  const { asked, verdict, pack } = scene;
  const { addresses, ...identity } = identityOf(person.index);
  const isCheck = asked.purpose === 'CONTACT_CHECK' && !verdict.isCoordinator;
  const present = isCheck && !answerOf(pack, 'previousAddressesInContactCheck');
  const registered: JsonObject = {
    ...identity,
    addresses: addresses.filter(({ to }) => !present || to === null).map((one) => ({ ...one, uprn: null })),
  };
  // Before the answers to the contact check are in, nobody participates.
  const isBefore = asked.review.state === 'OPEN' || asked.purpose === 'CONTACT_CHECK';
  const sources = isBefore || verdict.standing === 'WIDER' ? [] : SOURCES;
  return {
    ref: SOME,
    role: SOME,
    ...Object.fromEntries(
      Object.entries(registered).map(([category, value]) => {
        const outcome = outcomeFor(scene, null, { category, person });
        const treatment = { readsTexts: false, withoutPlaces: false, narrow: false };
        return [category, leaving({ category, outcome }, value, treatment)];
      }),
    ),
    returns: ({ agencies }) =>
      sources
        .filter((source) => !Array.isArray(agencies) || agencies.includes(source))
        .map((source) => returnOf(scene, source, person)),
  };
}

const CHECK = { outcome: ANY, sentAt: SOME, dueOn: SOME, answeredAt: ANY, answeredBy: ANY, state: SOME };
const ENTRY = { category: ANY, outcome: ANY, clause: ANY, agency: ANY, reason: ANY };

/** @returns what the operation's `review` shows where it is not refused. */
export function expectedReview(scene: Scene): ExpectedReview {
  const { asked, verdict } = scene;
  const { review } = asked;
  const shows = verdict.anything;
  return {
    id: review.id,
    reference: review.reference,
    type: verdict.standing === 'WIDER' ? null : review.type,
    state: review.state,
    subjects: shows
      ? review.people.filter((one) => verdict.lists(one)).map((one) => subjectOf(scene, one))
      : [],
    contactChecks:
      shows && verdict.outcome(null, 'knownToAgency') !== 'WITHHELD'
        ? [TRUST, COUNCIL, WIDER].map(() => ({ ...CHECK, agency: SOME }))
        : null,
    disclosure: [ENTRY],
  };
}
