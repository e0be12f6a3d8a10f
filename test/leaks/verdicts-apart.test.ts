import { canariesIn } from '../support/canary-agency';
import { BELOW } from '../support/full-query';
import { change, PURPOSE, startGatedService, type GatedService } from '../support/gated-service';
import { openFixtureReview, OTHER, OWN } from '../support/review-fixture';
import { at, listAt, type GraphQLAnswer } from '../support/service-gateway';

/** What the baseline withholds from a participating agency of another one's record, and leaves it of its own. */
const SECRET = 'nationalInsuranceNumber';

let gated: GatedService;
beforeAll(async () => {
  gated = await startGatedService();
}, 240_000);
afterAll(() => gated.close());

const ask = (id: string, selection: string): Promise<GraphQLAnswer> =>
  gated.own(
    `query Apart($id: ID!) { review(id: $id, purpose: ${PURPOSE}) { id subjects { role ${selection} } } }`,
    { id },
  );
const subjects = ({ data }: GraphQLAnswer): readonly unknown[] => listAt(data, 'review', 'subjects');
const places = ({ errors }: GraphQLAnswer): readonly unknown[] => errors.flatMap(({ path = [] }) => path);

describe('no verdict is kept for another field of the same operation (C12)', () => {
  it.each([
    ['before', 'before: name returns { agency name }'],
    ['after', 'returns { agency name } after: name'],
  ])(
    "where a field's own source is none, asked for %s the agencies' fields of its name",
    async (alias, selection) => {
      // Without a period under review the register's set is shown and no return is: one field, two verdicts.
      const id = await gated.gathering({ period: null });
      const answer = await ask(id, selection);
      expect(answer.errors).toEqual([]);
      const [subject] = subjects(answer);
      expect(at(subject, alias)).toEqual(expect.any(String));
      expect(listAt(subject, 'returns').map((part) => [at(part, 'agency'), at(part, 'name')])).toEqual([
        [OTHER, null],
        [OWN, null],
      ]);
    },
  );

  it.each([
    ['the one that may be read', 0],
    ['one that may not', 1],
  ])('where parents are told apart by nothing but their source: %s first', async (_which, offset) => {
    const id = await gated.gathering();
    const sources = Array.from({ length: 40 }, (_, index) => (index % 3 === offset ? OWN : OTHER));
    const selection = sources.map(
      (agency, at) => `a${String(at)}: returns(agencies: ["${agency}"]) { ${SECRET} }`,
    );
    const answer = await ask(id, selection.join(' '));
    expect(answer.errors).toEqual([]);
    const shown = sources.map((_, index) => at(listAt(subjects(answer)[0], `a${String(index)}`)[0], SECRET));
    const own = shown.find((value) => value !== null);
    expect(canariesIn(JSON.stringify(own))).toHaveLength(1);
    expect(shown).toEqual(sources.map((agency) => (agency === OWN ? own : null)));
  });

  it('nor for another operation at the same time, whose names stand for other sources', async () => {
    const id = await gated.gathering();
    const one = (agency: string) => ask(id, `same: returns(agencies: ["${agency}"]) { same: ${SECRET} }`);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => one(at % 2 === 0 ? OWN : OTHER)));
    for (const [index, answer] of answers.entries()) {
      const value = at(listAt(subjects(answer)[0], 'same')[0], 'same');
      expect([index, value === null]).toEqual([index, index % 2 !== 0]);
    }
  });
});

describe('how many are hidden, and where in a list, is told by no error (C30)', () => {
  const WITHHELD = ['contactDetails', SECRET, 'convictions', 'informants'] as const;
  const DENIED = WITHHELD.map((category) => `${category} ${BELOW[category]}`).join(' ');
  /** The first of the review's two people is on no list of anybody but the coordinator. */
  const withHidden = async (): Promise<string> => {
    const { reviewId } = await openFixtureReview(gated.service.gateway.register, {
      ...{ pack: 'baseline', type: PURPOSE, state: 'GATHERING' },
      second: { [OWN]: 'rec-second', [OTHER]: 'rec-second' },
    });
    const settings = await gated.coordinator(
      'query All($id: ID!) { reviewSettings(reviewId: $id) { subjects { ref role } } }',
      { id: reviewId },
    );
    const [child, sibling] = listAt(settings.data, 'reviewSettings', 'subjects');
    expect([at(child, 'role'), at(sibling, 'role')]).toEqual(['INDEX_CHILD', 'SIBLING']);
    const ref = at(child, 'ref');
    const flagged = await change(gated.coordinator, 'setSubjectFlags', { reviewId, ref, flags: ['ADOPTED'] });
    expect(flagged.errors).toEqual([]);
    return reviewId;
  };

  it('since there is none: people who are hidden leave no gap, and categories that are denied are null', async () => {
    const id = await withHidden();
    const answer = await ask(id, `ref returns(agencies: ["${OTHER}"]) { status ${DENIED} }`);
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([]);
    expect(subjects(answer)).toEqual([
      {
        role: 'SIBLING',
        ref: expect.any(String),
        returns: [
          { status: 'NOT_ASKED', ...Object.fromEntries(WITHHELD.map((category) => [category, null])) },
        ],
      },
    ]);
  });

  it('where an operation is refused beside the list, the error stands at the field that the caller asked for', async () => {
    const id = await withHidden();
    const refused = await gated.own(
      `query Apart($id: ID!) { hidden: auditAlerts { id } review(id: $id, purpose: ${PURPOSE}) { subjects { role returns { ${DENIED} } } } }`,
      { id },
    );
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['ACTION_NOT_PERMITTED']);
    expect(places(refused)).toEqual(['hidden']);
    expect(refused.text).not.toContain('INDEX_CHILD');
  });

  it('where an agency fails, each of its returns says so and no error does', async () => {
    const id = await withHidden();
    await gated.agencies[1]?.close();
    const answer = await ask(id, `returns { agency status health ${BELOW.health} ${DENIED} }`);
    expect(answer.errors).toEqual([]);
    expect(subjects(answer)).toHaveLength(1);
    expect(
      listAt(subjects(answer)[0], 'returns').map((part) => [at(part, 'agency'), at(part, 'status')]),
    ).toEqual([
      [OTHER, 'UNAVAILABLE'],
      [OWN, 'OK'],
    ]);
  });
});
