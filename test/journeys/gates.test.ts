import { listAt, at, type Caller } from '../support/service-gateway';
import { COORDINATOR, IDENTITY, openFixtureReview, OWN, WIDER } from '../support/review-fixture';
import {
  agreement,
  change,
  daysFromNow,
  party,
  PURPOSE,
  QUERY,
  reasons,
  returned,
  startGatedService,
  type GatedService,
} from '../support/gated-service';

let gated: GatedService;
beforeAll(async () => {
  gated = await startGatedService();
}, 240_000);
afterAll(() => gated.close());

describe('the agreement', () => {
  it('serves a party that has signed, and nobody else', async () => {
    const { gathering, own, usePack } = gated;
    const id = await gathering();
    await usePack({ agreement: agreement() });
    expect(await returned(own, id, 'health')).toHaveLength(2);
    await usePack({ agreement: agreement({ parties: [party(COORDINATOR), party(OWN, null)] }) });
    expect(await returned(own, id, 'health')).toBeNull();
    expect(await reasons(own, id)).toEqual([expect.stringContaining('not signed')]);
    await usePack({ agreement: agreement({ parties: [party(COORDINATOR)] }) });
    expect(await reasons(own, id)).toEqual([expect.stringContaining('does not list')]);
    await usePack({ agreement: agreement({ parties: [party(OWN)] }) });
    expect(await reasons(own, id)).toEqual([expect.stringContaining('does not list')]);
  });

  it('withholds everything once a notice of termination has taken effect, and not before', async () => {
    const { coordinator, gathering, own, usePack } = gated;
    const id = await gathering();
    await usePack({ agreement: agreement({ terminatedOn: daysFromNow(2) }) });
    expect(await returned(own, id, 'health')).toHaveLength(2);
    await usePack({ agreement: agreement({ terminatedOn: daysFromNow(-1) }) });
    expect(await reasons(own, id)).toEqual([expect.stringContaining('termination')]);
    expect(await reasons(coordinator, id, 'CONTACT_CHECK')).toEqual([expect.stringContaining('termination')]);
  });

  it('warns of a review that is overdue, and serves all the same', async () => {
    const { coordinator, gathering, own, usePack } = gated;
    const id = await gathering();
    await usePack({ agreement: agreement({ reviewDueOn: daysFromNow(-30) }) });
    expect(await returned(own, id, 'health')).toHaveLength(2);
    const answer = await coordinator(
      `query Explain($id: ID!, $agency: ID!) {
        explain(reviewId: $id, purpose: ${PURPOSE}, agencyId: $agency) { gate gateReason warnings }
      }`,
      { id, agency: OWN },
    );
    expect(at(answer.data, 'explain', 'gate')).toBeNull();
    expect(listAt(answer.data, 'explain', 'warnings')).not.toEqual([]);
  });
});

describe('the other gates', () => {
  it('count a training for the months that the pack gives it', async () => {
    const { gathering, service, usePack } = gated;
    const id = await gathering();
    const stale = await service.as({
      user: 'stale',
      agency: OWN,
      roles: ['AGENCY_CONTACT'],
      trainedOn: daysFromNow(-240),
    });
    await usePack({});
    expect(await returned(stale, id, 'health')).toHaveLength(2);
    await usePack({ 'settings.training.months': 6 });
    const answer = await stale(QUERY, { id, purpose: PURPOSE });
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['TRAINING_OUT_OF_DATE']);
  });

  it('withhold everything until this session has acknowledged the reminder', async () => {
    const { gathering, service, usePack } = gated;
    const id = await gathering();
    await usePack({ 'settings.reminder': { text: 'What is shared is confidential.', visitors: true } });
    const claims = { user: 'reminded', agency: OWN, roles: ['AGENCY_CONTACT'] };
    const here = await service.as({ ...claims, session: 'here' });
    const there = await service.as({ ...claims, session: 'there' });
    const REMINDER = 'query Reminder($id: ID!) { reminder(reviewId: $id) { text visitors acknowledged } }';
    const shown = (acknowledged: boolean) => ({
      reminder: { text: 'What is shared is confidential.', visitors: true, acknowledged },
    });
    expect((await here(REMINDER, { id })).data).toEqual(shown(false));
    expect(await reasons(here, id)).toEqual([expect.stringContaining('reminder')]);
    expect((await change(here, 'acknowledgeReminder', { reviewId: id })).errors).toEqual([]);
    expect((await here(REMINDER, { id })).data).toEqual(shown(true));
    expect(await returned(here, id, 'health')).toHaveLength(2);
    expect(await returned(there, id, 'health')).toBeNull();
    const nameless = await service.as({ ...claims, session: null });
    const refused = await change(nameless, 'acknowledgeReminder', { reviewId: id });
    expect(refused.errors[0]?.extensions.code).toBe('ACTION_NOT_PERMITTED');
    const stranger = await service.as({ user: 's', agency: 'agency-stranger', roles: ['AGENCY_CONTACT'] });
    expect((await change(stranger, 'acknowledgeReminder', { reviewId: id })).errors[0]?.extensions.code).toBe(
      'REVIEW_NOT_FOUND',
    );
    expect((await stranger(REMINDER, { id })).errors[0]?.extensions.code).toBe('REVIEW_NOT_FOUND');
    await usePack({});
    expect((await here(REMINDER, { id })).data).toEqual({ reminder: null });
  });

  it('keep the adult of an adult review out of contact checks once the pack says so, and a child in', async () => {
    const { coordinator, gathering, service, usePack } = gated;
    const wider = await service.as({ user: 'wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
    const opened = await openFixtureReview(service.gateway.register, {
      pack: 'baseline',
      type: 'SAFEGUARDING_ADULT_REVIEW',
      state: 'OPEN',
    });
    const named = async (caller: Caller, id: string): Promise<unknown> =>
      at(await caller(QUERY, { id, purpose: 'CONTACT_CHECK' }), 'data', 'review', 'subjects', 0, 'name');
    await usePack({});
    expect(await named(wider, opened.reviewId)).toBe(IDENTITY.name);
    await usePack({
      'switches.contactCheckCoversAdult.answer': false,
      'switches.contactCheckCoversAdult.decidedBy': 'DPO',
    });
    expect(await reasons(wider, opened.reviewId, 'CONTACT_CHECK')).toEqual([
      expect.stringContaining('adult review'),
    ]);
    expect(await reasons(coordinator, opened.reviewId, 'CONTACT_CHECK')).toEqual([
      expect.stringContaining('adult review'),
    ]);
    expect(await named(coordinator, await gathering())).toBe(IDENTITY.name);
  });

  it('withhold everything from a request that is forwarded from where nobody knows', async () => {
    const { gathering, service, usePack } = gated;
    const id = await gathering();
    await usePack({});
    const token = await service.issuer.token({ user: 'away', agency: OWN, roles: ['AGENCY_CONTACT'] });
    const ask = async (headers: Readonly<Record<string, string>>): Promise<string> => {
      const response = await fetch(`${service.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ query: QUERY, variables: { id, purpose: PURPOSE } }),
      });
      return response.text();
    };
    expect(await ask({})).toContain('cnry.');
    const forwarded = await ask({ 'x-forwarded-for': '127.0.0.1' });
    expect(forwarded).not.toContain('cnry.');
    expect(forwarded).toContain('outside United Kingdom networks');
  });
});
