import { change, PURPOSE, startGatedService, type GatedService } from '../support/gated-service';
import { OTHER } from '../support/review-fixture';
import { at, listAt, type Caller } from '../support/service-gateway';

const ALIASES = 2_000;

let gated: GatedService;
beforeAll(async () => {
  gated = await startGatedService({
    GATEWAY_OPERATION_MAX_TOKENS: '20000',
    GATEWAY_OPERATION_MAX_ALIASES: String(ALIASES * 2),
    GATEWAY_OPERATION_MAX_COST: '1000000',
  });
}, 240_000);
afterAll(() => gated.close());

const QUERY = `query Levels($id: ID!) { review(id: $id, purpose: ${PURPOSE}) { subjects { returns { agency
  dateOfBirth
  addresses { lines postcode uprn kind from to }
  health { assertion addenda { recordedOn text } kind code description service from to }
  legalStatuses { assertion addenda { recordedOn text } description from } } } } }`;

/** What the other agency's return says. */
async function returned(caller: Caller, id: string): Promise<unknown> {
  const answer = await caller(QUERY, { id });
  expect(answer.errors).toEqual([]);
  return listAt(answer.data, 'review', 'subjects', 0, 'returns').find((part) => at(part, 'agency') === OTHER);
}

const GENERALISED = Object.fromEntries(
  ['dateOfBirth', 'addresses', 'health', 'legalStatuses'].map((category) => [
    `cells.${category}.participatingOther.outcome`,
    'GENERALISED',
  ]),
);
const decided = (levels: Readonly<Record<string, string>>) => ({
  ...GENERALISED,
  'settings.generalisation': { decidedBy: 'Caldicott guardian', GENERALISED: levels },
});

describe('the levels that a pack chooses', () => {
  it('are the standard ones where it chooses none', async () => {
    await gated.usePack(GENERALISED);
    const part = await returned(gated.own, await gated.gathering());
    expect(part).toMatchObject({
      dateOfBirth: '2017',
      health: [{ kind: null, description: null, from: '2020' }, {}],
    });
  });

  it('count from the index event of the review once the coordinator has entered it', async () => {
    const { coordinator, gathering, own, usePack } = gated;
    await usePack(
      decided({ dateOfBirth: 'ageAtIndexEvent', dates: 'offset', health: 'broad', services: 'type' }),
    );
    const reviewId = await gathering();
    // There is nothing to count from yet: the month, and no age.
    expect(await returned(own, reviewId)).toMatchObject({
      dateOfBirth: null,
      health: [{ from: '2020-05' }, {}],
    });
    const answer = await change(coordinator, 'setIndexEvent', { reviewId, on: '2021-06-22' });
    expect(answer.errors).toEqual([]);
    expect(await returned(own, reviewId)).toMatchObject({
      dateOfBirth: '4 years',
      health: [
        { code: null, description: 'not known', service: 'health service', from: 'D-412', to: 'D-411' },
        {},
      ],
      legalStatuses: [{ description: 'other', from: 'D-412' }, {}],
    });
  });

  it('hold for the answers after the pack came into force, and the record names that pack', async () => {
    const { gathering, own, usePack } = gated;
    const id = await gathering();
    await usePack({
      ...GENERALISED,
      'settings.generalisation': { decidedBy: null, GENERALISED: { dateOfBirth: 'year' } },
    });
    const before = await returned(own, id);
    await usePack(decided({ dateOfBirth: 'month' }));
    expect([at(before, 'dateOfBirth'), at(await returned(own, id), 'dateOfBirth')]).toEqual([
      '2017',
      '2017-03',
    ]);
    const digests = new Set(
      (await gated.service.gateway.audit.page({ action: 'READ' }, { first: 200 })).events
        .filter(({ event }) => event.review?.id === id)
        .map(({ event }) => event.pack?.digest),
    );
    expect(digests.size).toBe(2);
  });
});

describe('2,000 aliases of one field', () => {
  it('give one value, whether it is a pseudonym, a level of a ladder or a text', async () => {
    const { gathering, own, usePack } = gated;
    await usePack(GENERALISED);
    const id = await gathering();
    for (const field of ['name', 'dateOfBirth', 'nhsNumber']) {
      const aliases = Array.from({ length: ALIASES }, (_, index) => `a${String(index)}: ${field}`).join(' ');
      const answer = await own(
        `query Aliases($id: ID!) { review(id: $id, purpose: ${PURPOSE}) { subjects { ref returns { agency ${aliases} } } } }`,
        { id },
      );
      expect(answer.errors).toEqual([]);
      for (const part of listAt(answer.data, 'review', 'subjects', 0, 'returns')) {
        const { agency: _agency, ...values } = part as Readonly<Record<string, unknown>>;
        expect(Object.keys(values)).toHaveLength(ALIASES);
        expect(new Set(Object.values(values)).size).toBe(1);
      }
    }
  });
});
