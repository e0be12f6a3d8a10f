import { createHash } from 'node:crypto';

import { canonicalize } from 'json-canonicalize';

import type { AgencyId, ReviewId } from '../../src/domain/ids';
import { openPackShelf } from '../../src/policy';
import { recompute } from '../../src/stages/decide';
import {
  agreement,
  change,
  PURPOSE,
  reasons,
  returned,
  startGatedService,
  type GatedService,
} from '../support/gated-service';
import type { PackChanges } from '../support/policy-folder';
import { OTHER, OWN } from '../support/review-fixture';
import { auditorOf } from '../support/issuer';
import { listAt, type Caller } from '../support/service-gateway';

let gated: GatedService;
beforeAll(async () => {
  gated = await startGatedService();
}, 240_000);
afterAll(() => gated.close());

describe('the record of an answer', () => {
  it('names every field that was asked for of any source, and tells variables apart without holding them', async () => {
    const { gathering, own, service, usePack } = gated;
    await usePack({});
    const [first, second] = [await gathering(), await gathering()];
    const query = `query ($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) {
      subjects { mine: name returns {
        convictions { assertion addenda { text } description } health { assertion addenda { text } code called: description } } } } }`;
    for (const id of [first, second, first])
      expect((await own(query, { id, purpose: PURPOSE })).errors).toEqual([]);
    const { events } = await service.gateway.audit.page({ action: 'READ' }, { first: 3 });
    const [last, before, beforeThat] = events.map(({ event }) => event);
    // Of offence data the agency's own leave and no other's, as the entries say; dates and handles serve the guards.
    expect(last?.entries.map(({ category, outcome }) => `${category} ${outcome}`)).toEqual(
      expect.arrayContaining(['health CLEAR', 'convictions WITHHELD']),
    );
    expect(last?.details['fields']).toBe(
      '{ name health { assertion addenda { text } code description from to handle } convictions { assertion addenda { text } description from to handle } }',
    );
    const hashes = [last, before, beforeThat].map((event) => event?.operation.variables);
    expect(hashes).toEqual([hashes[0], expect.stringMatching(/^[0-9a-f]{64}$/u), hashes[0]]);
    expect(hashes[1]).not.toBe(hashes[0]);
    // What is hashed cannot be found without the key.
    const plain = createHash('sha256')
      .update(canonicalize({ id: first, purpose: PURPOSE }))
      .digest('hex');
    expect(hashes).not.toContain(plain);
  });
});

describe('the scope window', () => {
  const LEFT_OUT: unknown[] = [];

  it('is needed where the pack says so, and narrows what agencies are asked for', async () => {
    const { agencies, coordinator, gathering, own, usePack } = gated;
    const id = await gathering({ period: null });
    await usePack({});
    expect(await returned(own, id, 'health')).toBeNull();
    expect(await reasons(own, id)).toEqual(
      expect.arrayContaining([expect.stringContaining('from when to when')]),
    );
    const set = (from: string, to: string, reason?: string) =>
      change(coordinator, 'setScopeWindow', { reviewId: id, from, to, ...(reason && { reason }) });
    expect((await set('2019-01-01', '2020-12-31')).errors).toEqual([]);
    expect(await returned(own, id, 'health')).toHaveLength(2);
    expect((await set('2019-01-01', '2019-12-31')).errors).toEqual([]);
    expect(await returned(own, id, 'health')).toEqual(LEFT_OUT);
    expect(await returned(own, id, 'ethnicity')).not.toBeNull();
    const { query, variables } = agencies[1]?.received.at(-1) ?? {};
    expect(query).toContain('health(from: $from, to: $to)');
    expect(variables).toMatchObject({ from: '2019-01-01', to: '2019-12-31' });
  });

  it('is widened with a reason only, which is on record', async () => {
    const { coordinator, gathering, own, service } = gated;
    const id = await gathering({ period: null });
    const set = (input: Readonly<Record<string, unknown>>) =>
      change(coordinator, 'setScopeWindow', { reviewId: id, ...input });
    expect((await set({ from: '2019-01-01', to: '2019-12-31' })).errors).toEqual([]);
    const wider = { from: '2018-01-01', to: '2019-12-31' };
    expect((await set(wider)).errors[0]?.extensions.code).toBe('INPUT_INVALID');
    expect((await set({ ...wider, reason: 'Earlier referrals came to light.' })).errors).toEqual([]);
    const { events } = await service.gateway.audit.page(
      { reviewId: id as ReviewId, action: 'SET_SCOPE_WINDOW' },
      { first: 10 },
    );
    expect(events.map(({ event }) => event.outcome)).toEqual(['SUCCESS', 'ERROR', 'SUCCESS']);
    expect(events.at(-1)?.event.details).toMatchObject({
      reason: 'Earlier referrals came to light.',
      before: '2019-01-01/2019-12-31',
    });
    const refused = await change(own, 'setScopeWindow', { reviewId: id, ...wider });
    expect(refused.errors[0]?.extensions.code).toBe('ACTION_NOT_PERMITTED');
  });
});

describe('a recorded condition', () => {
  const CONDITIONAL: PackChanges = {
    'cells.ethnicity.participatingOther': {
      outcome: 'WITHHELD',
      opens: { on: [['CONSENT']], then: 'CLEAR' },
      clauses: ['u'],
    },
  };

  it('opens the cells that wait for it, and its withdrawal shuts them at once', async () => {
    const { coordinator, gathering, own, usePack } = gated;
    const id = await gathering();
    await usePack(CONDITIONAL);
    expect(await returned(own, id, 'ethnicity')).toBeNull();
    const consent = { reviewId: id, condition: 'CONSENT' };
    expect((await change(coordinator, 'recordCondition', consent)).errors).not.toEqual([]);
    const citation = 'Consent form of 2 November, kept with the terms of reference.';
    expect((await change(coordinator, 'recordCondition', { ...consent, citation })).errors).toEqual([]);
    expect(await returned(own, id, 'ethnicity')).not.toBeNull();
    expect((await change(coordinator, 'withdrawCondition', consent)).errors).toEqual([]);
    expect(await returned(own, id, 'ethnicity')).toBeNull();
    const settings = await coordinator(
      'query Settings($id: ID!) { reviewSettings(reviewId: $id) { conditions { condition citation withdrawnAt } } }',
      { id },
    );
    expect(listAt(settings.data, 'reviewSettings', 'conditions')).toEqual([
      { condition: 'CONSENT', citation, withdrawnAt: expect.any(String) as string },
    ]);
    expect((await change(own, 'recordCondition', { ...consent, citation })).errors[0]?.extensions.code).toBe(
      'ACTION_NOT_PERMITTED',
    );
  });

  it('for criminal offence data is recorded by an auditor of the partnership and by nobody else', async () => {
    const { coordinator, gathering, service } = gated;
    const id = await gathering();
    const basis = { reviewId: id, condition: 'OFFENCE_BASIS' };
    const citation = 'Schedule 1, paragraph 18; signed on 2 November.';
    const auditor = await service.as(auditorOf('partnership-baseline'));
    const foreign = await service.as(auditorOf('partnership-lancashire'));
    const codes = async (...callers: readonly Caller[]): Promise<readonly unknown[]> =>
      Promise.all(
        callers.map(async (caller) => {
          const { errors } = await change(caller, 'recordCondition', { ...basis, citation });
          return errors[0]?.extensions.code;
        }),
      );
    expect(await codes(coordinator, foreign)).toEqual(['ACTION_NOT_PERMITTED', 'REVIEW_NOT_FOUND']);
    expect(await codes(auditor)).toEqual([undefined]);
    const consent = { reviewId: id, condition: 'CONSENT', citation };
    expect((await change(auditor, 'recordCondition', consent)).errors[0]?.extensions.code).toBe(
      'REVIEW_NOT_FOUND',
    );
    expect((await change(coordinator, 'withdrawCondition', basis)).errors).toEqual([]);
  });

  it('leaves with its answers what deciding them again needs', async () => {
    const { coordinator, gathering, own, policies, service, usePack } = gated;
    const id = await gathering();
    await usePack({ ...CONDITIONAL, agreement: agreement() });
    const citation = 'Consent form of 2 November.';
    await change(coordinator, 'recordCondition', { reviewId: id, condition: 'CONSENT', citation });
    await returned(own, id, 'ethnicity');
    await change(coordinator, 'advanceReview', { reviewId: id, to: 'PANEL' });
    await change(coordinator, 'advanceReview', { reviewId: id, to: 'REPORTING' });
    await returned(own, id, 'ethnicity');
    const { events } = await service.gateway.audit.page(
      { reviewId: id as ReviewId, agency: OWN as AgencyId, action: 'READ' },
      { first: 10 },
    );
    const shelf = openPackShelf(policies.path);
    expect(events.map(({ event }) => recompute(event, shelf).kind)).toEqual(['AGREES', 'AGREES']);
    expect(events.map(({ event }) => event.details['gate'])).toEqual([undefined, 'REVIEW_STATE']);
    const [first] = events;
    if (!first) throw new Error('Nothing was read.');
    const without = { ...first.event, details: { ...first.event.details, conditions: '' } };
    expect(recompute(without, shelf)).toMatchObject({
      kind: 'DIFFERS',
      mismatches: [{ agency: OTHER, category: 'ethnicity' }],
    });
    await usePack({});
    expect(recompute(first.event, openPackShelf(policies.path))).toEqual({ kind: 'PACK_CHANGED' });
  });
});

describe('a pack on disk', () => {
  it('comes into force with the next request after a reload, and a malformed one keeps the pack', async () => {
    const { gathering, own, policies, service, usePack } = gated;
    const id = await gathering();
    await usePack({});
    expect(await returned(own, id, 'ethnicity')).not.toBeNull();
    await usePack({ 'cells.ethnicity.participatingOther.outcome': 'WITHHELD' });
    expect(await returned(own, id, 'ethnicity')).toBeNull();
    await policies.writeText('pack: baseline\ncells: nonsense\n');
    expect(service.gateway.reloadPacks()).toBe(false);
    expect(service.log.at(-1)).toContain('policy packs kept');
    expect(await returned(own, id, 'ethnicity')).toBeNull();
    expect(await returned(own, id, 'health')).toHaveLength(2);
  });
});
