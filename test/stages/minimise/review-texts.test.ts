import type { RoleLabel, SaltScope } from '../../../src/reviews';
import type { AgencyId } from '../../../src/domain/ids';
import { checkingOnce } from '../../../src/stages/minimise/check';
import { memoryOf } from '../../../src/stages/minimise/memory';
import { withDesk, type ReviewTexts } from '../../../src/stages/minimise/review-texts';
import type { TextDesk } from '../../../src/stages/minimise/text';
import type { AgencyPlan } from '../../../src/stages/plan';
import {
  collectedOf,
  OWN,
  OwnRegister,
  person,
  planOf,
  POLICE,
  returnOf,
  TRUST,
  type Operation,
} from './collected';
import { party } from './support';

const TEXT = 'Carola Smithers rang.';
const PLACE = { entry: 'e-1' as never, part: 'narrative' };
const ASKING: Operation = {
  ...{ purpose: 'RAPID_REVIEW', standing: 'COORDINATOR' },
  returns: [returnOf(planOf(TRUST, 'health'), {})],
};

const textsOf = (register: OwnRegister, salts: readonly SaltScope[] = ['labels']): ReviewTexts => ({
  reviewKey: Buffer.alloc(32, 2),
  salts: new Map(salts.map((scope) => [scope, Buffer.alloc(32, 1)])),
  identities: register.people,
  register,
  memory: memoryOf(register.people),
  checkedOf: checkingOnce(),
});

/** A register whose people nobody else's memory serves. */
const fresh = (some: Partial<OwnRegister> = {}): OwnRegister =>
  Object.assign(new OwnRegister(), { people: [person('a')] }, some);

const read =
  (agency: AgencyId = TRUST) =>
  (desk: TextDesk | undefined) =>
    desk?.narrative(TEXT, { ...PLACE, agency }) ?? null;

describe('the desk of an answer', () => {
  it.each<readonly [string, AgencyPlan, readonly SaltScope[]]>([
    ['no text is asked for', planOf(TRUST, 'name', 'addresses'), ['labels']],
    ['there is no salt of the labels', planOf(TRUST, 'health'), [`agency:${TRUST}`]],
  ])('is none where %s, and nothing is asked of the register', async (_what, plan, salts) => {
    const register = fresh();
    const made = await withDesk(
      collectedOf({ ...ASKING, returns: [returnOf(plan, {})] }),
      textsOf(register, salts),
      (desk) => desk,
    );
    expect(made).toBeUndefined();
    expect(register.asked).toEqual([]);
  });

  it.each(['narrative', 'description', 'addenda'])('is there for %s alone', async (leaf) => {
    const fields = new Map([['health', new Map([[leaf, new Map()]])]]);
    const plan = { ...planOf(TRUST), fields };
    const made = await withDesk(
      collectedOf({ ...ASKING, returns: [returnOf(plan, {})] }),
      textsOf(fresh()),
      (desk) => desk,
    );
    expect(made).toBeDefined();
  });

  it('is there where one of several agencies is asked for a text', async () => {
    const collected = collectedOf({ ...ASKING, asked: [planOf(POLICE, 'name')] });
    expect(await withDesk(collected, textsOf(fresh()), (desk) => desk)).toBeDefined();
  });

  it('is made again with the labels that it allotted, which are written down before the answer counts', async () => {
    const register = fresh();
    const seen: number[] = [];
    const answer = await withDesk(collectedOf(ASKING), textsOf(register), (desk) => {
      seen.push(register.labels.length);
      return read()(desk);
    });
    expect(answer?.text).toBe('[Person 1] rang.');
    expect(seen).toEqual([0, register.labels.length]);
    expect(register.labels.length).toBeGreaterThan(0);
  });

  it('serves the next answer too while labels, releases, agencies and people are the very same', async () => {
    const register = fresh();
    const desks: (TextDesk | undefined)[] = [];
    const ask = (): Promise<unknown> =>
      withDesk(collectedOf(ASKING), textsOf(register), (desk) => {
        desks.push(desk);
        return read()(desk);
      });
    await ask();
    await ask();
    expect(desks.at(-1)).toBe(desks.at(-2));
    register.releases = [];
    await ask();
    expect(desks.at(-1)).not.toBe(desks.at(-2));
    register.known = [];
    await ask();
    expect(desks.at(-1)).not.toBe(desks.at(-2));
  });

  it('gives up, and no answer counts, where labels do not settle', async () => {
    const register = fresh();
    let made = 0;
    const unsettled =
      (label: RoleLabel[]): TextDesk['added'] =>
      () =>
        label;
    const answering = withDesk(collectedOf(ASKING), textsOf(register), (desk) => {
      made += 1;
      const label = { fingerprint: String(made), label: 'Person', allots: true };
      if (desk) desk.added = unsettled([label]);
      return 'an answer';
    });
    await expect(answering).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(made).toBe(6);
    expect(register.labels).toHaveLength(6);
  });

  it('knows the people whom the records name, and the kinds of the agencies', async () => {
    const register = fresh({ known: [{ id: TRUST, kind: 'NHS' }] });
    const plan = planOf(TRUST, 'health', 'practitioners');
    const practitioners = [party({ name: 'Carola Smithers' })];
    const collected = collectedOf({ ...ASKING, returns: [returnOf(plan, { a: { practitioners } })] });
    const answer = await withDesk(collected, textsOf(register), read());
    expect(answer?.text).toBe('[Practitioner 1 (nhs)] rang.');
  });
});

describe('whose texts are read', () => {
  const answerOf = (operation: Operation, agency: AgencyId, register = fresh()) =>
    withDesk(collectedOf({ ...ASKING, ...operation }), textsOf(register), read(agency));

  it('is everybody’s for the coordinator, and the own agency’s for others', async () => {
    expect(await answerOf({}, TRUST)).not.toBeNull();
    expect(await answerOf({ standing: 'PARTICIPATING' }, OWN)).not.toBeNull();
    expect(await answerOf({ standing: 'PARTICIPATING' }, TRUST)).toBeNull();
  });

  it('is what a person released, of each agency by itself', async () => {
    const ids = await Promise.all([answerOf({}, TRUST), answerOf({}, POLICE)]);
    const [trust, police] = ids.map((one) => one?.textId ?? '');
    const releases = [
      { agencyId: TRUST, textId: 'TEXT-other' },
      { agencyId: TRUST, textId: trust! },
      { agencyId: TRUST, textId: police! },
    ];
    const others = { standing: 'PARTICIPATING' } as const;
    expect(await answerOf(others, TRUST, fresh({ releases }))).toMatchObject({ released: true });
    expect(await answerOf(others, POLICE, fresh({ releases }))).toBeNull();
  });
});
