import { randomUUID } from 'node:crypto';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { ReviewId } from '../../src/domain/ids';
import type { IdentityItems } from '../../src/reviews';
import { SUBJECT_FLAGS, type SubjectFlag } from '../../src/domain/subject-flag';
import { canaryRecord, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import {
  actor,
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  WIDER,
} from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type ServiceGateway,
} from '../support/service-gateway';

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

let service: ServiceGateway;
let own: Caller;
let wider: Caller;
let coordinator: Caller;
const agencies: Subgraph[] = [];

beforeAll(async () => {
  service = await startServiceGateway();
  const [ours, others] = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  agencies.push(ours, others);
  await registerAgencies(service.gateway.register, { [OWN]: ours.url, [OTHER]: others.url });
  own = await service.as({ user: 'own', agency: OWN, roles: ['AGENCY_CONTACT'] });
  wider = await service.as({ user: 'wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
  coordinator = await service.as({ user: 'coordinator', agency: COORDINATOR, roles: ['COORDINATOR'] });
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

interface Flagged {
  readonly reviewId: string;
  readonly ref: string;
  set(...flags: readonly SubjectFlag[]): Promise<void>;
}

async function review(
  state: 'OPEN' | 'GATHERING',
  /** Of a sibling, whom the other agency knows; without them there is none. */
  secondAddresses?: IdentityItems['addresses'],
): Promise<Flagged> {
  const { reviewId } = await openFixtureReview(service.gateway.register, {
    pack: 'baseline',
    type: PURPOSE,
    state,
    ...(secondAddresses && { second: { [OTHER]: 'rec-sibling' }, secondAddresses }),
  });
  const settings = await coordinator(
    'query Settings($id: ID!) { reviewSettings(reviewId: $id) { subjects { ref flags } } }',
    { id: reviewId },
  );
  const ref = String(at(settings.data, 'reviewSettings', 'subjects', 0, 'ref'));
  return {
    reviewId,
    ref,
    async set(...flags) {
      const answer = await setFlags(coordinator, { reviewId, ref, flags });
      if (answer.errors.length > 0) throw new Error(answer.text);
    },
  };
}

const setFlags = (caller: Caller, input: Readonly<Record<string, unknown>>) =>
  caller(
    `mutation Flags($input: SetSubjectFlagsInput!) { setSubjectFlags(input: $input) { ref waitsForSecondPerson } }`,
    {
      input: { idempotencyKey: randomUUID(), ...input },
    },
  );

/** All that an answer says, but for what differs in every answer. */
async function seen(
  caller: Caller,
  id: string,
  purpose = PURPOSE,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await caller(FULL_QUERY, { id, purpose });
  expect(errors).toEqual([]);
  return JSON.parse(
    JSON.stringify(at(data, 'review'), (name, value: unknown) => (name === 'retrievedAt' ? null : value)),
  ) as Readonly<Record<string, unknown>>;
}

const subjectsOf = (answer: unknown): readonly unknown[] => listAt(answer, 'subjects');

describe('a flag of a person', () => {
  it.each(SUBJECT_FLAGS)('leaves the disclosure list as it is: %s', async (flag) => {
    const { reviewId, set } = await review('GATHERING');
    const before = await seen(own, reviewId);
    await set(flag);
    const after = await seen(own, reviewId);
    expect(after['disclosure']).toEqual(before['disclosure']);
    expect(JSON.stringify(after)).not.toContain(flag);
  });

  it.each(['ADOPTED', 'PROTECTED_PERSON'] as const)(
    'takes %s off the list of everybody but the coordinator, and no agency is asked about them',
    async (flag) => {
      const { reviewId, set } = await review('GATHERING');
      const before = await seen(coordinator, reviewId);
      await set(flag);
      const asked = agencies.map(({ received }) => received.length);
      expect(subjectsOf(await seen(own, reviewId))).toEqual([]);
      expect(agencies.map(({ received }) => received.length)).toEqual(asked);
      expect(await seen(coordinator, reviewId)).toEqual(before);
    },
  );

  it.each(['ADOPTED', 'PROTECTED_PERSON', 'RESTRICTED_PROCESSING'] as const)(
    'keeps %s out of the contact check',
    async (flag) => {
      const { reviewId, set, ref } = await review('OPEN');
      const text = async (): Promise<string> => JSON.stringify(await seen(wider, reviewId, 'CONTACT_CHECK'));
      expect(await text()).toContain(IDENTITY.name);
      await set(flag);
      const after = await text();
      for (const secret of [IDENTITY.name, IDENTITY.dateOfBirth, ref, 'INDEX_CHILD'])
        expect(after).not.toContain(secret);
    },
  );

  it('cannot be got round by confirming a contact with somebody who is not shown', async () => {
    const { reviewId, set, ref } = await review('OPEN');
    await set('PROTECTED_PERSON');
    const [check] = await service.gateway.register.contactChecks({ reviewId: reviewId as ReviewId });
    const contact = await service.as({ user: 'c', agency: check?.agencyId ?? '', roles: ['AGENCY_CONTACT'] });
    const answer = await contact(
      'mutation Answer($input: AnswerContactCheckInput!) { answerContactCheck(input: $input) { state } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          contactCheckId: check?.id,
          outcome: 'KNOWN',
          searchedScope: 'all systems',
          records: [{ ref, handle: 'rec-1' }],
        },
      },
    );
    expect(answer.errors[0]?.extensions.code).toBe('INPUT_INVALID');
  });

  it('suppresses a person whose processing is restricted for the coordinator too', async () => {
    const { reviewId, set } = await review('GATHERING');
    await set('RESTRICTED_PROCESSING');
    for (const caller of [own, coordinator]) expect(subjectsOf(await seen(caller, reviewId))).toEqual([]);
    await set();
    expect(subjectsOf(await seen(coordinator, reviewId))).toHaveLength(1);
  });

  it('withholds gender for everybody under GENDER_RECOGNITION, and nothing else', async () => {
    const { reviewId, set } = await review('GATHERING');
    for (const caller of [own, coordinator]) {
      await set();
      const before = await seen(caller, reviewId);
      await set('GENDER_RECOGNITION');
      const after = await seen(caller, reviewId);
      const withoutGender = JSON.stringify(before, (name, value: unknown) =>
        name === 'gender' ? null : value,
      );
      expect(JSON.stringify(before)).not.toBe(withoutGender);
      expect(after).toEqual(JSON.parse(withoutGender));
    }
  });

  it('withholds with a protected address what leads to it: postcodes, services, organisations, contacts', async () => {
    const { reviewId, set } = await review('GATHERING');
    await set('PROTECTED_ADDRESS');
    const told = JSON.stringify(await seen(own, reviewId));
    for (const source of [OWN, OTHER]) {
      const record = canaryRecord(source, `rec-${source}`);
      const places = [
        ...(record.addresses ?? []).flatMap(({ lines, postcode, uprn }) => [...lines, postcode, uprn]),
        ...(record.contactDetails ?? []).map(({ value }) => value),
        ...(record.health ?? []).map(({ service: at }) => at),
        ...(record.involvements ?? []).map(({ service: at }) => at),
        ...(record.familyMembers ?? []).flatMap(({ organisation, addresses }) => [
          organisation,
          ...(addresses ?? []).flatMap(({ postcode }) => postcode),
        ]),
        ...(record.practitioners ?? []).map(({ organisation }) => organisation),
      ];
      for (const place of places) expect(told).not.toContain(String(place));
    }
    expect(told).toContain('cnry.');
    expect(JSON.stringify(await seen(coordinator, reviewId))).toContain('addresses.0.postcode');
  });

  it('hides a protected address in the records of those who live there too', async () => {
    const { reviewId, set } = await review('OPEN');
    const { register } = service.gateway;
    await register.addSubject(actor(COORDINATOR, 'COORDINATOR'), {
      idempotencyKey: randomUUID(),
      reviewId: reviewId as ReviewId,
      role: 'SIBLING',
      ...IDENTITY,
      name: 'Perrin Holloway-Pike',
      protectedAddress: false,
    });
    const settings = await coordinator(
      'query Settings($id: ID!) { reviewSettings(reviewId: $id) { subjects { ref } } }',
      { id: reviewId },
    );
    const late = at(settings.data, 'reviewSettings', 'subjects', 1, 'ref');
    await setFlags(coordinator, { reviewId, ref: late, flags: [] });
    const text = async (): Promise<string> => JSON.stringify(await seen(wider, reviewId, 'CONTACT_CHECK'));
    expect((await text()).match(/Cairngrove/g)).toHaveLength(2);
    await set('PROTECTED_ADDRESS');
    const after = await text();
    expect(after).not.toContain('Cairngrove');
    expect(after).toContain('Perrin Holloway-Pike');
  });

  it.each([
    ['lives there too, where they are found', IDENTITY.addresses, []],
    [
      'lives elsewhere, nothing of theirs',
      [{ lines: ['3 Outer Lane'], postcode: 'ZZ9 1AA', kind: null, from: null, to: null }],
      ['.service', '.organisation'],
    ],
  ])('hides with a protected address, of who %s', async (_who, addresses, left) => {
    const { reviewId, set } = await review('GATHERING', addresses);
    // What the other agency's record of the sibling says.
    const told = async (): Promise<readonly string[]> =>
      JSON.stringify(await seen(own, reviewId)).match(/cnry[.]agencyother[.]recsibling[.][^"]*/g) ?? [];
    const places = async (): Promise<readonly string[]> => {
      const marks = (await told()).join(' ');
      return ['.service', '.organisation', '.contactDetails.'].filter((leaf) => marks.includes(leaf));
    };
    expect(await places()).toEqual(['.service', '.organisation']);
    await set('PROTECTED_ADDRESS');
    expect(await places()).toEqual(left);
    expect((await told()).join(' ')).toContain('.health.');
  });

  it.each(['ADOPTED', 'PROTECTED_PERSON'] as const)(
    'takes two people to clear for a sealed identity, each of whom enters it: %s',
    async (flag) => {
      const { reviewId, ref, set } = await review('GATHERING');
      await set(flag);
      const second = await service.as({ user: 'second', agency: COORDINATOR, roles: ['COORDINATOR'] });
      const waits = async (caller: Caller, ...flags: readonly SubjectFlag[]): Promise<unknown> =>
        at(
          (await setFlags(caller, { reviewId, ref, flags })).data,
          'setSubjectFlags',
          'waitsForSecondPerson',
        );
      const isShown = async (): Promise<boolean> => subjectsOf(await seen(own, reviewId)).length > 0;
      expect([await waits(coordinator), await waits(coordinator), await isShown()]).toEqual([
        true,
        true,
        false,
      ]);
      expect([await waits(second, 'GENDER_RECOGNITION'), await isShown()]).toEqual([false, true]);
      expect([await waits(second, flag), await isShown()]).toEqual([false, false]);
      expect([await waits(second), await isShown()]).toEqual([true, false]);
    },
  );

  it('is set and read by the coordinator alone', async () => {
    const { reviewId, ref } = await review('GATHERING');
    const input = { reviewId, ref, flags: ['ADOPTED'] };
    const participant = await service.as({ user: 'p', agency: OWN, roles: ['COORDINATOR'] });
    expect((await setFlags(participant, input)).errors[0]?.extensions.code).toBe('ACTION_NOT_PERMITTED');
    const foreign = await service.as({ user: 'f', agency: 'agency-stranger', roles: ['COORDINATOR'] });
    expect((await setFlags(foreign, input)).errors[0]?.extensions.code).toBe('REVIEW_NOT_FOUND');
    expect((await setFlags(coordinator, { ...input, ref: 'SUBJ-NOBODY' })).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    const query = 'query Settings($id: ID!) { reviewSettings(reviewId: $id) { subjects { flags } } }';
    for (const caller of [participant, foreign])
      expect((await caller(query, { id: reviewId })).errors[0]?.extensions.code).toBe('REVIEW_NOT_FOUND');
    expect((await setFlags(coordinator, input)).errors).toEqual([]);
    expect((await coordinator(query, { id: reviewId })).data).toEqual({
      reviewSettings: { subjects: [{ flags: ['ADOPTED'] }] },
    });
  });
});
