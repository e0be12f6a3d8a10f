import { NO_FIELDS } from '../../../src/domain/field-tree';
import type { AgencyId, SubjectId } from '../../../src/domain/ids';
import { STANDARD_LEVELS } from '../../../src/domain/ladder';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import type { SaltScope, SubjectIdentity } from '../../../src/reviews';
import type { Collected } from '../../../src/stages/collect';
import { minimise, type Minimised, type MinimiseDependencies } from '../../../src/stages/minimise';
import { only, outcomesOf } from './support';

const OWN = 'own' as AgencyId;
const person = (id: string, ...flags: readonly SubjectFlag[]): SubjectIdentity => ({
  ...{ subjectId: id as SubjectId, role: 'INDEX_CHILD', position: 1, flags: new Set(flags) },
  ...{ name: `Odo ${id}`, dateOfBirth: '2010-01-02' },
  addresses: [null, '2020-01-01'].map((to) => ({
    ...{ lines: [`1 ${id} Row`], postcode: null, kind: null, from: null, to },
  })),
});

interface Case {
  readonly people?: readonly SubjectIdentity[];
  readonly decided?: object;
  readonly purpose?: string;
  readonly previous?: boolean;
  readonly key?: Buffer | undefined;
}

interface Answer {
  readonly asked: readonly string[];
  readonly minimised: Minimised;
}

async function answer({
  people = [person('a')],
  decided = {},
  purpose,
  previous = false,
  ...rest
}: Case): Promise<Answer> {
  const asked: string[] = [];
  const salts = new Map<SaltScope, Buffer>([['agency:own', Buffer.alloc(32, 1)]]);
  const key = 'key' in rest ? rest.key : Buffer.alloc(32, 2);
  const dependencies = {
    keys: { reviewKey: () => (asked.push('key'), Promise.resolve(key)) },
    register: {
      contactSet: () => Promise.resolve(people),
      salts: (_id: string, scopes: readonly string[]) => (asked.push(...scopes), Promise.resolve(salts)),
    },
  } as unknown as MinimiseDependencies;
  const planned = {
    decided: {
      ...{ review: { id: 'review', indexEventOn: null }, permitsAnything: true, standing: 'MEMBER' },
      declared: { purpose: purpose ?? 'CONTACT_CHECK', principal: { agency: OWN, self: null } },
      pack: { levels: STANDARD_LEVELS, switches: { previousAddressesInContactCheck: previous } },
      ...decided,
    },
    register: {
      ...{ agency: null, outcomes: outcomesOf('CLEAR'), maskingOnly: new Set() },
      fields: new Map([...only('name', 'addresses', 'health'), ['handle', NO_FIELDS] as const]),
    },
    ...{ agencies: [], contactChecks: false, period: null, disclosure: [] },
  };
  const collected = { planned, event: 'event', returns: [] } as unknown as Collected;
  return { asked, minimised: await minimise(collected, dependencies) };
}

describe('what may leave', () => {
  it('is nobody where nothing is permitted, and asks for no key and no salts', async () => {
    const { asked, minimised } = await answer({ decided: { permitsAnything: false } });
    expect(minimised).toMatchObject({ subjects: [], returns: [], contactChecks: null, known: null });
    expect(asked).toEqual([]);
    expect(Object.isFrozen(minimised)).toBe(true);
  });

  it('is refused without the key of the review', async () => {
    await expect(answer({ key: undefined })).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
  });

  it('leaves out whom flags or an approved re-identification take off the list', async () => {
    const people = [person('a'), person('b', 'ADOPTED'), person('c', 'UNCONFIRMED'), person('d')];
    const ids = async (decided: object): Promise<readonly string[]> =>
      (await answer({ people, decided })).minimised.subjects.map(({ id }) => id);
    expect(await ids({})).toEqual(['a', 'd']);
    expect(await ids({ standing: 'COORDINATOR' })).toEqual(['a', 'b', 'd']);
    expect(await ids({ approved: { subjects: new Set(['d']) } })).toEqual(['d']);
  });

  it('asks for the salt of the recipient in a contact check, and for none otherwise', async () => {
    expect((await answer({})).asked).toEqual(['key', 'agency:own']);
    expect((await answer({ purpose: 'SAFEGUARDING_ADULT_REVIEW' })).asked).toEqual(['key']);
  });

  it.each([
    [{}, 1, false],
    [{ previous: true }, 2, false],
    [{ decided: { standing: 'COORDINATOR' } }, 2, true],
    [{ purpose: 'SAFEGUARDING_ADULT_REVIEW' }, 2, true],
  ])(
    'in the case %j releases %p addresses, with the pseudonym as reference: %p',
    async (some, count, same) => {
      const [subject] = (await answer(some)).minimised.subjects;
      expect(subject?.released.addresses).toHaveLength(count);
      expect(subject?.ref === subject?.pseudonym).toBe(same);
      expect(subject?.released).not.toHaveProperty('health');
    },
  );
});
