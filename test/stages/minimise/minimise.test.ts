import type { SubjectId } from '../../../src/domain/ids';
import { minimise, type Minimised } from '../../../src/stages/minimise';
import { NOW } from '../decide/register-of-facts';
import { collectedOf, dependenciesOf, EVENT, OWN, OwnRegister, person, type Operation } from './collected';

const answer = async (
  operation: Operation,
  register = new OwnRegister(),
): Promise<Minimised & { readonly asked: readonly string[] }> => {
  const minimised = await minimise(collectedOf(operation), dependenciesOf(register));
  expect(Object.isFrozen(minimised)).toBe(true);
  return { ...minimised, asked: register.asked };
};

const registerOf = (some: Partial<OwnRegister>): OwnRegister => Object.assign(new OwnRegister(), some);

describe('what may leave', () => {
  it('is nobody where nothing is permitted, and asks for no key and no salts', async () => {
    const minimised = await answer({ permitsAnything: false });
    expect(minimised).toMatchObject({ event: EVENT, subjects: [], returns: [] });
    expect(minimised).toMatchObject({ contactChecks: null, known: null, asked: [] });
  });

  it('is refused without the key of the review', async () => {
    const register = new OwnRegister();
    const dependencies = {
      ...dependenciesOf(register),
      keys: { reviewKey: () => Promise.resolve(undefined) },
    };
    await expect(minimise(collectedOf({}), dependencies)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
  });

  it('leaves out whom flags or an approved re-identification take off the list', async () => {
    const people = [person('a'), person('b', 'ADOPTED'), person('c', 'UNCONFIRMED'), person('d')];
    const ids = async (operation: Operation): Promise<readonly string[]> =>
      (await answer(operation, registerOf({ people }))).subjects.map(({ id }) => id);
    expect(await ids({})).toEqual(['a', 'd']);
    expect(await ids({ standing: 'COORDINATOR' })).toEqual(['a', 'b', 'd']);
    expect(await ids({ approved: ['d'] })).toEqual(['d']);
  });

  it('asks for the salt of the recipient in a contact check, and for none otherwise', async () => {
    expect((await answer({})).asked).toEqual(['key', `agency:${OWN}`]);
    expect((await answer({ purpose: 'RAPID_REVIEW' })).asked).toEqual(['key']);
  });

  it.each<readonly [Operation, number, boolean]>([
    [{}, 1, false],
    [{ previousAddresses: true }, 2, false],
    [{ standing: 'COORDINATOR' }, 2, true],
    [{ purpose: 'RAPID_REVIEW' }, 2, true],
  ])(
    'in the case %j releases %p addresses, with the pseudonym as reference: %p',
    async (some, count, same) => {
      const [subject] = (await answer(some)).subjects;
      expect(subject?.released.addresses).toHaveLength(count);
      expect(subject?.ref === subject?.pseudonym).toBe(same);
      expect(subject?.released.name).toBe('Odo a');
      expect(subject?.released).not.toHaveProperty('health');
    },
  );

  it('keeps an address of a contact check that has no end', async () => {
    const [subject] = (await answer({})).subjects;
    expect(subject?.released.addresses?.[0]).toMatchObject({ lines: ['1 a Row'], to: null });
  });

  it('says with each person their role, and what the user has in common with them', async () => {
    const self = {
      ...{ name: 'Odo a', familyName: 'a', birthdate: '2010-01-02' },
      ...{ streetAddress: null, postcode: null },
    };
    const [subject] = (await answer({ self })).subjects;
    expect(subject).toMatchObject({ role: 'INDEX_CHILD', viewerMatches: ['OWN_RECORD', 'SURNAME'] });
    expect((await answer({})).subjects[0]?.viewerMatches).toEqual([]);
  });

  it('has the review’s people for the last look at what leaves, whoever is on the list', async () => {
    const { known } = await answer({}, registerOf({ people: [person('Quillfeather', 'ADOPTED')] }));
    expect(known?.find('Mr Quillfeather', new Set(['NAME'])).map(({ kind }) => kind)).toEqual(['NAME']);
  });

  it('has the answers of contact checks where they are asked for, and each as the register has it', async () => {
    const check = {
      agencyId: OWN,
      state: 'ANSWERED',
      outcome: 'KNOWN',
      sentAt: NOW,
      dueOn: '2026-06-30',
      answeredAt: NOW,
      isByMachine: true,
      note: 'nothing else of it',
    } as const;
    const { agencyId, note, ...same } = check;
    const register = registerOf({ checks: [check] });
    expect((await answer({}, register)).contactChecks).toBeNull();
    expect(register.asked).not.toContain('contact checks');
    const { contactChecks } = await answer({ contactChecks: true }, register);
    expect(note).toBe('nothing else of it');
    expect(contactChecks).toEqual([{ agency: agencyId, ...same }]);
  });

  it('names everybody by a pseudonym of the review, and no id', async () => {
    const people = [person('a'), person('b')];
    const { subjects } = await answer({ purpose: 'RAPID_REVIEW' }, registerOf({ people }));
    expect(new Set(subjects.map(({ pseudonym }) => pseudonym)).size).toBe(2);
    expect(subjects.map(({ ref }) => ref)).not.toContain('a' as SubjectId);
  });
});
