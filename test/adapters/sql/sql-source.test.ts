import { DEMO_FAMILY_KEY, samplePopulation } from '../../../adapters/samples/people';
import { ageAt } from '../../../adapters/shared/dates';
import type { AgencyRecord } from '../../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../../src/domain/data-category';
import {
  CHILD,
  clock,
  describeCouncil,
  handleOf,
  MOTHER,
  PARTNER,
  REMANDED,
  RESTRICTED,
  rows,
  tree,
} from './council';

const ALL = tree(...RECORD_CATEGORIES);
const demoChild = samplePopulation().find(
  ({ familyKey, familyRole }) => familyKey === DEMO_FAMILY_KEY && familyRole === 'child',
);
if (!demoChild) throw new Error('The demo family has a child.');

describeCouncil((council) => {
  describe('a record', () => {
    it('carries the person in the contract’s terms', async () => {
      const fields = tree('name', 'dateOfBirth', 'age', 'gender', 'nhsNumber', 'contactDetails', 'addresses');
      expect(await council().readOne(CHILD, fields)).toEqual({
        handle: handleOf(CHILD),
        name: 'Alfie Ollerenshaw',
        dateOfBirth: demoChild.dateOfBirth,
        age: ageAt(demoChild.dateOfBirth, clock.now()),
        gender: 'male',
        nhsNumber: expect.stringMatching(/^999\d{7}$/),
        contactDetails: [
          { kind: 'telephone', value: expect.stringMatching(/^01632 960/) },
          { kind: 'language', value: 'English' },
        ],
        addresses: [
          {
            lines: [expect.any(String), expect.stringMatching(/Zed/)],
            postcode: expect.stringMatching(/^ZZ/),
            uprn: expect.stringMatching(/^9999/),
            kind: 'home',
            from: '2021-03-01',
            to: null,
          },
        ],
      });
    });

    it('carries religion and ethnicity, the latter with its code’s words', async () => {
      const { religion, ethnicity } = await council().readOne(CHILD, tree('religion', 'ethnicity'));
      expect(religion).toMatchObject({ description: 'Church of England', assertion: 'FACT' });
      expect(ethnicity).toMatchObject({ code: 'A.A1', description: 'White British' });
    });

    it('carries a child protection plan as legal status and its category as an opinion of concern', async () => {
      const record = await council().readOne(
        CHILD,
        tree('legalStatuses', 'safeguardingConcerns', 'involvements'),
      );
      expect(record.legalStatuses).toEqual([
        expect.objectContaining({
          code: 'CP',
          description: 'Child protection plan',
          assertion: 'COMBINATION',
        }),
      ]);
      expect(record.safeguardingConcerns).toEqual([
        expect.objectContaining({ code: 'C1', description: 'Neglect', assertion: 'OPINION' }),
      ]);
      expect(record.involvements).toEqual([
        expect.objectContaining({
          kind: 'allocation',
          service: 'Assessment and safeguarding',
          status: 'Open',
        }),
      ]);
    });

    it('carries a warning note as opinion', async () => {
      const { safeguardingConcerns } = await council().readOne(PARTNER, tree('safeguardingConcerns'));
      expect(safeguardingConcerns).toEqual([
        expect.objectContaining({ kind: 'warning note', description: 'Aggression', assertion: 'OPINION' }),
      ]);
    });

    it('carries family and other people apart, each under one handle that opens no record', async () => {
      const ofMother = await council().readOne(MOTHER, tree('familyMembers', 'otherParties'));
      const ofChild = await council().readOne(CHILD, tree('familyMembers', 'otherParties'));
      const names = ({ familyMembers }: AgencyRecord) =>
        (familyMembers ?? []).map(({ name, relationship }) => `${relationship}: ${name}`);
      expect(names(ofMother)).toEqual(['partner: Dale Threlkeld', 'child: Alfie Ollerenshaw']);
      expect(names(ofChild)).toEqual(['parent: Kerry Ollerenshaw', 'parent: Dale Threlkeld']);
      expect(ofMother.otherParties).toEqual([expect.objectContaining({ relationship: 'neighbour' })]);
      const handles = [ofMother, ofChild].map(
        ({ familyMembers }) => familyMembers?.find(({ name }) => name === 'Dale Threlkeld')?.handle,
      );
      expect(handles[0]).toBe(handles[1]);
      expect(handles[0]).not.toBe(handleOf(PARTNER));
    });
  });

  describe('offence data', () => {
    const TELLING = /\bJ1\b|remand|youth justice|YOT|bail|custody/i;

    it('is under convictions: a remand and an allocation to youth justice', async () => {
      const { convictions } = await council().readOne(REMANDED, tree('convictions'));
      expect(convictions).toEqual([
        expect.objectContaining({ kind: 'legal status', code: 'J1' }),
        expect.objectContaining({ kind: 'allocation', service: 'Youth Justice Service' }),
      ]);
    });

    it('is in no other field, neither as a code, a team, a worker’s role nor a status’s notes', async () => {
      const record = await council().readOne(
        REMANDED,
        tree(...RECORD_CATEGORIES.filter((one) => one !== 'convictions')),
      );
      expect(record.legalStatuses?.map(({ code }) => code)).toEqual(['LAC', 'C2']);
      expect(record.practitioners).toHaveLength(2);
      expect(JSON.stringify(record)).not.toMatch(TELLING);
    });
  });

  describe('a restricted record', () => {
    it('looks like one that does not exist', async () => {
      const unknown = handleOf('nobody');
      const read = await council().source.read([handleOf(RESTRICTED), unknown, handleOf(CHILD)], ALL);
      expect([...read.keys()]).toEqual([handleOf(CHILD)]);
    });

    it('is named in nobody else’s record and on no search screen', async () => {
      const name = String(rows.find(({ values }) => values.person_id === RESTRICTED)?.values.full_name);
      const everyone = rows
        .filter(({ table }) => table === 'dm_persons')
        .map(({ values }) => values.person_id);
      const read = await council().source.read(
        everyone.map((key) => handleOf(String(key))),
        tree('familyMembers', 'otherParties'),
      );
      expect(read.size).toBe(everyone.length - 1);
      expect(JSON.stringify([...read.values()])).not.toContain(name);
      expect(await council().source.search({ name })).toEqual([]);
    });

    it.each(['y', 'S', '1'])('is assumed for the flag %s, which is not a plain no', async (flag) => {
      await council().database.run('update dbo.dm_persons set restricted = $1 where person_id = $2', [
        flag,
        PARTNER,
      ]);
      const read = await council().source.read([handleOf(PARTNER)], ALL);
      await council().database.run("update dbo.dm_persons set restricted = 'N' where person_id = $1", [
        PARTNER,
      ]);
      expect(read.size).toBe(0);
    });

    it('is also one that is marked for deletion', async () => {
      await council().database.run(
        'update dbo.dm_persons set marked_for_deletion = true where person_id = $1',
        [PARTNER],
      );
      const read = await council().source.read([handleOf(PARTNER)], ALL);
      await council().database.run(
        'update dbo.dm_persons set marked_for_deletion = false where person_id = $1',
        [PARTNER],
      );
      expect(read.size).toBe(0);
    });
  });

  describe('malformed data', () => {
    it('fails nothing: a bad NHS number is given as it is held, a death before birth is left out', async () => {
      await council().database.run(
        `insert into dbo.dm_persons (person_id, full_name, nhs_id, date_of_birth, date_of_death)
         values (7001, 'Odd Record', 788448871, '1976-05-12 23:10:37', '1912-11-27')`,
      );
      const reopened = await council().openSource();
      const record = (await reopened.read([handleOf(7001)], ALL)).get(handleOf(7001));
      await reopened.close();
      await council().database.run('delete from dbo.dm_persons where person_id = 7001');
      expect(record).toMatchObject({
        nhsNumber: '788448871',
        dateOfBirth: '1976-05-12',
        age: 49,
        ethnicity: null,
      });
    });
  });

  describe('the search screen', () => {
    it('finds by the starts of words and by date of birth, with the latest address', async () => {
      expect(
        await council().source.search({ name: 'oller alf', dateOfBirth: demoChild.dateOfBirth }),
      ).toEqual([
        {
          handle: handleOf(CHILD),
          name: 'Alfie Ollerenshaw',
          dateOfBirth: demoChild.dateOfBirth,
          address: expect.stringMatching(/ZZ\d/),
        },
      ]);
    });

    it('takes wildcards for letters', async () => {
      expect(await council().source.search({ name: '%' })).toEqual([]);
      expect(await council().source.search({ name: 'Al_ie' })).toEqual([]);
    });
  });
});
