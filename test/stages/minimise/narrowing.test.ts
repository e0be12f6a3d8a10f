import type { SubjectId } from '../../../src/domain/ids';
import { SUBJECT_FLAGS, type SubjectFlag } from '../../../src/domain/subject-flag';
import type { SubjectIdentity } from '../../../src/reviews';
import { sealingOf } from '../../../src/stages/minimise/flags';
import { address, context, copy, party, statement } from './support';

const person = (name: string, ...flags: readonly SubjectFlag[]): SubjectIdentity => ({
  subjectId: `0198a000-0000-7000-8000-${String(name.length).padStart(12, '0')}` as SubjectId,
  role: 'SIBLING',
  position: 1,
  flags: new Set(flags),
  name,
  dateOfBirth: '2014-02-03',
  addresses: [{ lines: ['7 Quarry Loan'], postcode: 'ZZ1 2AB', kind: null, from: null, to: null }],
});

describe('what lies outside the period under review', () => {
  const period = { from: '2020-01-01', to: '2020-12-31' };

  it('is not copied though the agency sent it, and is counted', () => {
    const health = [
      statement({ description: 'before', from: '2018-01-01', to: '2018-02-01' }),
      statement({ description: 'within', from: '2020-05-01', to: '2020-05-02' }),
      statement({ description: 'after', from: '2021-05-01' }),
      statement({ description: 'undated', from: null, to: null }),
    ];
    const { released, outside } = copy({ health, ethnicity: statement({ from: '2001' }) }, { period });
    expect(released.health?.map(({ description }) => description)).toEqual(['within', 'undated']);
    expect(released.ethnicity).not.toBeNull();
    expect(outside).toBe(2);
  });

  it('is copied where no period is set', () => {
    const { released, outside } = copy(
      { health: [statement({ from: '1999', to: '1999' })] },
      { period: null },
    );
    expect(released.health).toHaveLength(1);
    expect(outside).toBe(0);
  });
});

describe('what flags seal', () => {
  const sealed = (people: readonly SubjectIdentity[], isCoordinator = false) => {
    const sealing = sealingOf(people, { isCoordinator });
    return sealing ? { context: { ...context(), sealing } } : {};
  };
  const ANYBODY = person('Tamsin Ashgrove');

  it('is nothing where nobody has a flag that seals', () => {
    expect(
      sealingOf([ANYBODY, person('Rowan Birch', 'GENDER_RECOGNITION')], { isCoordinator: false }),
    ).toBeNull();
    expect(
      sealingOf([person('Rowan Birch', 'ADOPTED', 'PROTECTED_PERSON', 'PROTECTED_ADDRESS')], {
        isCoordinator: true,
      }),
    ).toBeNull();
    expect(SUBJECT_FLAGS).toHaveLength(6);
  });

  it.each(['ADOPTED', 'PROTECTED_PERSON', 'RESTRICTED_PROCESSING'] as const)(
    'takes a person with %s out of the lists of other people, however the name is written',
    (flag) => {
      const familyMembers = [
        party({ name: 'BIRCH, Rowan' }),
        party({ name: 'rowan birch' }),
        party({ name: 'Tamsin Ashgrove' }),
      ];
      const { released } = copy({ familyMembers }, sealed([ANYBODY, person('Rowan Birch', flag)]));
      expect(released.familyMembers?.map(({ name }) => name)).toEqual(['Tamsin Ashgrove']);
    },
  );

  it('masks their name in texts whose names may otherwise leave', () => {
    const description = 'Rowan Birch was seen with Tamsin Ashgrove.';
    const health = [statement({ description })];
    expect(copy({ health }).released.health?.[0]?.description).toBe(description);
    const { released } = copy({ health }, sealed([ANYBODY, person('Rowan Birch', 'PROTECTED_PERSON')]));
    expect(released.health?.[0]?.description).toBe('[name withheld] was seen with Tamsin Ashgrove.');
  });

  it('does not mask what a person on the list shares with them', () => {
    const health = [statement({ description: 'The Ashgrove family moved.' })];
    const { released } = copy({ health }, sealed([ANYBODY, person('Rowan Ashgrove', 'PROTECTED_PERSON')]));
    expect(released.health?.[0]?.description).toBe('The Ashgrove family moved.');
  });

  it('takes a protected address out of lists and texts, whoever lives there', () => {
    const people = [person('Rowan Birch', 'PROTECTED_ADDRESS')];
    const here = address({ lines: ['7 Quarry Loan'], postcode: 'ZZ1 2AB' });
    const elsewhere = address({ lines: ['1 Other Street'], postcode: 'ZZ9 9ZZ' });
    const { released } = copy(
      {
        addresses: [here, elsewhere, address({ postcode: 'zz12ab' })],
        familyMembers: [party({ name: 'X', addresses: [here, elsewhere] })],
        health: [statement({ description: 'Seen at 7 Quarry Loan, ZZ1 2AB.' })],
      },
      sealed(people),
    );
    expect(released.addresses?.map(({ postcode }) => postcode)).toEqual(['ZZ9 9ZZ']);
    expect(released.familyMembers?.[0]?.addresses?.map(({ postcode }) => postcode)).toEqual(['ZZ9 9ZZ']);
    expect(released.health?.[0]?.description).not.toMatch(/Quarry|ZZ1/);
  });

  it('blanks what tells where somebody is, in their own record alone', () => {
    const record = {
      involvements: [statement({ service: 'Hilltop surgery', description: 'seen' })],
      practitioners: [party({ organisation: 'Hilltop surgery', name: 'Y' })],
    };
    const sealing = sealed([person('Rowan Birch', 'PROTECTED_ADDRESS')]);
    expect(copy(record, sealing).released.involvements?.[0]?.service).toBe('Hilltop surgery');
    const { released } = copy(record, { ...sealing, withoutPlaces: true });
    expect(released.involvements?.[0]).toMatchObject({ service: null, description: 'seen' });
    expect(released.practitioners?.[0]).toMatchObject({ organisation: null, name: 'Y' });
  });

  it('knows who lives at a protected address now, and takes nobody for it who lived there once', () => {
    const at = (name: string, line: string, to: string | null) => ({
      ...person(name),
      addresses: [{ lines: [line], postcode: null, kind: null, from: null, to }],
    });
    const protectedOne = person('Rowan Birch', 'PROTECTED_ADDRESS');
    const sealing = sealingOf(
      [
        protectedOne,
        at('Ash Birch-Lee', ' 7 quarry loan', null),
        at('Sorrel Whitacre', '7 Quarry Loan', '2019'),
      ],
      { isCoordinator: false },
    );
    expect([...(sealing?.householdNames ?? [])].sort()).toEqual(['ash birch lee', 'birch rowan']);
    const familyMembers = [
      party({
        name: 'Ash Birch-Lee',
        organisation: 'Hilltop school',
        addresses: [address({ lines: ['9 New Row'] })],
      }),
      party({ name: 'Sorrel Whitacre', organisation: 'Quarry works' }),
    ];
    const { released } = copy({ familyMembers }, { context: { ...context(), ...(sealing && { sealing }) } });
    expect(released.familyMembers?.map(({ organisation, addresses }) => [organisation, addresses])).toEqual([
      [null, null],
      ['Quarry works', null],
    ]);
  });
});
