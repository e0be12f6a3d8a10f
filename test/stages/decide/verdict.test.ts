import type { Purpose } from '../../../src/domain/purpose';
import { compilePack } from '../../../src/policy/compile';
import type { CompiledPack, Gates } from '../../../src/policy/compiled-pack';
import type { Agreement, Party } from '../../../src/policy/party';
import { lookUpVerdict, type Caller, type Verdict } from '../../../src/stages/decide';
import { packSource } from '../../policy/tools/support';
import {
  AGENCY,
  COORDINATOR,
  factsOf,
  NOW,
  PARTNERSHIP,
  principal,
  REVIEW,
  REVIEW_ID,
  SUBJECT,
  type Facts,
} from './register-of-facts';

const PACK = compilePack(packSource('baseline'), 'digest');
const withGates = (gates: Partial<Gates>): CompiledPack => ({ ...PACK, gates: { ...PACK.gates, ...gates } });
const REMINDER = { text: 'Confidential.', visitors: false };
const party = (agency: string): Party => ({
  agency,
  name: agency,
  class: 'NAMED_AGENCY',
  status: 'SIGNED',
  signedOn: '2025-01-01',
  position: null,
});
const agreement = (parties: readonly Party[], terminatedOn: string | null = null): Agreement => ({
  kind: 'ISA',
  title: 'Agreement',
  parties,
  firstSignature: null,
  reviewDueOn: null,
  overdueEffect: 'WARN',
  terminatedOn,
});

const lookUp = async (
  facts: Facts = {},
  caller: Caller | null = principal(),
  purpose: Purpose = 'RAPID_REVIEW',
): Promise<Verdict> => {
  const verdict = await lookUpVerdict(
    { agency: AGENCY, reviewId: REVIEW_ID, purpose, caller },
    factsOf({ pack: PACK, ...facts }),
  );
  if (!verdict) throw new Error('no verdict');
  return verdict;
};
const gateOf = async (...of: Parameters<typeof lookUp>): Promise<string | undefined> =>
  (await lookUp(...of)).shut?.gate;

describe('a verdict', () => {
  it('is of what is on the register and in the pack, and permits where every gate is open', async () => {
    const verdict = await lookUp();
    expect(verdict).toMatchObject({
      review: REVIEW,
      standing: 'PARTICIPATING',
      pack: PACK,
      lawfulBasis: PACK.lawfulBasis('RAPID_REVIEW'),
      shut: null,
      permitsAnything: true,
    });
    expect(verdict.flags.get(SUBJECT)?.size).toBe(0);
    expect(verdict.decision('OTHER', 'health').cell).toBe(
      PACK.table('PARTICIPATING', 'RAPID_REVIEW').OTHER.health,
    );
    expect(Object.isFrozen(verdict) && Object.isFrozen(verdict.facts)).toBe(true);
  });

  it.each<[string, Facts]>([
    ['no such review', { review: undefined }],
    ['no standing', { standing: undefined }],
  ])('is none where there is %s, and the two are told alike', async (_what, facts) => {
    const question = { agency: AGENCY, reviewId: REVIEW_ID, purpose: 'RAPID_REVIEW', caller: null } as const;
    expect(await lookUpVerdict(question, factsOf({ pack: PACK, ...facts }))).toBeUndefined();
  });

  it.each<[string, Facts]>([
    ['no partnership', { partnership: undefined }],
    ['no pack in force', { pack: undefined }],
    [
      'a pack in force for others alone',
      { partnership: { ...PARTNERSHIP, packKey: 'csap' as CompiledPack['key'] } },
    ],
  ])('is refused where there is %s', async (_what, facts) => {
    await expect(lookUp(facts)).rejects.toMatchObject({ code: 'PACK_NOT_IN_FORCE' });
  });

  it('says what each person is flagged with', async () => {
    const flags = new Set(['ADOPTED'] as const);
    expect((await lookUp({ flags })).flags).toEqual(new Map([[SUBJECT, flags]]));
  });

  it('takes no account of conditions that are withdrawn', async () => {
    const conditions = [
      { condition: 'CONSENT', withdrawnAt: null },
      { condition: 'LEGALLY_ENABLED', withdrawnAt: NOW },
    ] as const;
    expect((await lookUp({ conditions })).recorded).toEqual(new Set(['CONSENT']));
  });
});

describe('a gate is shut', () => {
  it.each<[string, Facts]>([
    ['PACK_IN_FORCE', { pack: { ...PACK, isInForce: () => false } }],
    ['IMPACT_ASSESSMENT', { pack: withGates({ dpia: false }) }],
    ['POLICY_DOCUMENT', { pack: withGates({ appropriatePolicyDocument: false }) }],
    ['AGREEMENT', { pack: { ...PACK, agreement: agreement([party(AGENCY)]) } }],
    ['AGREEMENT', { pack: { ...PACK, agreement: agreement([party(COORDINATOR)]) } }],
    ['REMINDER', { pack: withGates({ reminder: REMINDER }) }],
    ['REVIEW_STATE', { review: { ...REVIEW, state: 'CLOSED' } }],
    ['PURPOSE', { review: { ...REVIEW, type: 'CHILD_DEATH_REVIEW' } }],
    ['SCOPE_WINDOW', { review: { ...REVIEW, scopeWindow: null } }],
  ])('%s, by what is on record', async (gate, facts) => {
    expect(await gateOf(facts)).toBe(gate);
  });

  it('by a training that is not in date, or a network outside the United Kingdom, of the user who asks', async () => {
    expect(await gateOf({}, principal({ trainedOn: '2025-06-14' }))).toBe('TRAINING');
    const half = withGates({ trainingMonths: 5 });
    expect(await gateOf({ pack: half }, principal({ trainedOn: '2026-01-14' }))).toBe('TRAINING');
    const abroad = principal({ ukNetwork: false });
    expect(await gateOf({ pack: withGates({ ukOnly: true }) }, abroad)).toBe('UK_NETWORK');
    expect(await gateOf({ pack: withGates({ ukOnly: false }) }, abroad)).toBeUndefined();
  });

  it('by none that looks at a user where any user of the agency is meant', async () => {
    const pack = withGates({ reminder: REMINDER, ukOnly: true, trainingMonths: 1 });
    expect(await gateOf({ pack }, null)).toBeUndefined();
  });

  it('until the very user has acknowledged the very pack in the very session', async () => {
    const pack = withGates({ reminder: REMINDER });
    const acknowledged = 'session-1 user-1 baseline 1.0.0';
    expect(await gateOf({ pack, acknowledged })).toBeUndefined();
    expect(await gateOf({ pack, acknowledged: 'session-2 user-1 baseline 1.0.0' })).toBe('REMINDER');
    const nameless = principal({ session: null });
    expect(await gateOf({ pack, acknowledged: ' user-1 baseline 1.0.0' }, nameless)).toBe('REMINDER');
  });

  it('for a wider agency without a contact check that waits', async () => {
    const wider = { standing: 'WIDER', review: { ...REVIEW, state: 'OPEN' } } as const;
    const gate = (checks: Facts['checks'] = []) => gateOf({ ...wider, checks }, principal(), 'CONTACT_CHECK');
    expect(await gate()).toBe('CONTACT_CHECK');
    expect(await gate(['ANSWERED', 'ENDED'])).toBe('CONTACT_CHECK');
    expect(await gate(['ANSWERED', 'SENT'])).toBeUndefined();
  });

  it('for the adult of an adult review where the pack keeps the adult out of contact checks, and for nobody else', async () => {
    const out = { ...PACK, switches: { ...PACK.switches, contactCheckCoversAdult: false } };
    const adult = { ...REVIEW, type: 'SAFEGUARDING_ADULT_REVIEW' } as const;
    const facts = { pack: out, review: adult, standing: 'COORDINATOR' } as const;
    expect(await gateOf(facts, principal(), 'CONTACT_CHECK')).toBe('ADULT_EXCLUDED');
    expect(await gateOf({ ...facts, pack: PACK }, principal(), 'CONTACT_CHECK')).toBeUndefined();
    expect(await gateOf({ ...facts, review: REVIEW }, principal(), 'CONTACT_CHECK')).toBeUndefined();
    expect(await gateOf(facts, principal(), 'SAFEGUARDING_ADULT_REVIEW')).toBeUndefined();
  });

  it('by an agreement on the day as it is in the United Kingdom', async () => {
    const both = [party(AGENCY), party(COORDINATOR)];
    expect(await gateOf({ pack: { ...PACK, agreement: agreement(both) } })).toBeUndefined();
    const ended = agreement(both, '2026-06-15');
    expect(await gateOf({ pack: { ...PACK, agreement: ended } })).toBe('AGREEMENT');
    const ends = agreement(both, '2026-06-16');
    expect(await gateOf({ pack: { ...PACK, agreement: ends } })).toBeUndefined();
  });

  it('by no scope window for a purpose that asks for none', async () => {
    const facts = { review: { ...REVIEW, scopeWindow: null }, standing: 'COORDINATOR' } as const;
    expect(await gateOf(facts, principal(), 'CONTACT_CHECK')).toBeUndefined();
  });
});

describe('the policy document', () => {
  const without = withGates({ appropriatePolicyDocument: false });
  const basis = { article6: '6(1)(e)', article9: [], schedule1: [], article10: [], statute: [] };

  it('is not needed for a contact check, nor where no condition of Schedule 1 is rested on', async () => {
    expect(
      await gateOf({ pack: without, standing: 'COORDINATOR' }, principal(), 'CONTACT_CHECK'),
    ).toBeUndefined();
    const rests = (some: Partial<typeof basis>): Facts => ({
      pack: { ...without, lawfulBasis: () => ({ ...basis, ...some }) },
    });
    expect(await gateOf(rests({}))).toBeUndefined();
    expect(await gateOf({ pack: { ...without, lawfulBasis: () => null } })).toBeUndefined();
  });

  it.each(['schedule1', 'article10'])('is needed where the basis names %s', async (part) => {
    const pack = { ...without, lawfulBasis: () => ({ ...basis, [part]: ['paragraph 18'] }) };
    expect(await gateOf({ pack })).toBe('POLICY_DOCUMENT');
  });

  it("rests on the purpose's own basis, and a contact check on that of its review", async () => {
    expect((await lookUp({}, principal(), 'PANEL_PAPERS')).lawfulBasis).toBe(
      PACK.lawfulBasis('PANEL_PAPERS'),
    );
    const check = await lookUp({ standing: 'COORDINATOR' }, principal(), 'CONTACT_CHECK');
    expect(check.lawfulBasis).toBe(PACK.lawfulBasis('RAPID_REVIEW'));
  });

  it("tells a party's class by the agreement", async () => {
    const pack = { ...PACK, agreement: agreement([party(AGENCY), party(COORDINATOR)]) };
    expect((await lookUp({ pack })).party).toBe('NAMED_AGENCY');
    expect((await lookUp()).party).toBeUndefined();
  });

  it('and what is recorded are what the cells are looked up with, and no check but of a wider agency is', async () => {
    const asked: unknown[] = [];
    const pack: CompiledPack = {
      ...PACK,
      agreement: agreement([party(AGENCY), party(COORDINATOR)]),
      table: (...of) => {
        asked.push(of);
        return PACK.table(...of);
      },
    };
    const conditions = [{ condition: 'CONSENT', withdrawnAt: null }] as const;
    const { facts } = await lookUp({ pack, conditions, checks: ['SENT'] });
    const known = { party: 'NAMED_AGENCY', recorded: new Set(['CONSENT']) };
    expect(asked).toEqual([['PARTICIPATING', 'RAPID_REVIEW', known]]);
    expect(facts.contactCheckOpen).toBe(false);
  });

  it.each<[string, Partial<Party>, string | undefined]>([
    ['a date of signing without a signature', { status: 'SENT' }, 'AGREEMENT'],
    ['a signature without its date', { signedOn: null }, 'AGREEMENT'],
    ['a signature of a day to come', { signedOn: '2026-06-16' }, 'AGREEMENT'],
    ['a signature of the day', { signedOn: '2026-06-15' }, undefined],
  ])('is signed by %s or not', async (_what, some, gate) => {
    const parties = [{ ...party(AGENCY), ...some }, party(COORDINATOR)];
    expect(await gateOf({ pack: { ...PACK, agreement: agreement(parties) } })).toBe(gate);
  });

  it('is looked at for the two agencies alone, and one entry of theirs that is signed will do', async () => {
    const unsigned = { ...party(AGENCY), status: 'SENT', signedOn: null } as const;
    const parties = [unsigned, party(AGENCY), party(COORDINATOR), { ...unsigned, agency: 'another' }];
    expect(await gateOf({ pack: { ...PACK, agreement: agreement(parties) } })).toBeUndefined();
    const others = agreement([party(AGENCY), party('another')]);
    expect(await gateOf({ pack: { ...PACK, agreement: others } })).toBe('AGREEMENT');
  });
});
