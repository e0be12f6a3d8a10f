import { insertion } from '../../../adapters/samples/council';
import { councilRows } from '../../../adapters/samples/council-records';
import { DEMO_FAMILY_KEY, samplePopulation } from '../../../adapters/samples/people';
import { ageAt } from '../../../adapters/shared/dates';
import { HandleBook, issueHandle } from '../../../adapters/shared/handles';
import { openSqlSource } from '../../../adapters/sql';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../../src/domain/data-category';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import { embeddedDatabase, serverDatabase, type TestDatabase } from './databases';

const SECRET = Buffer.from('a secret of the sql adapter tests');
const clock = { now: () => new Date('2026-01-12T09:00:00Z') };
const tree = (...fields: readonly string[]): FieldTree => new Map(fields.map((field) => [field, NO_FIELDS]));
const ALL = tree(...RECORD_CATEGORIES);

const rows = councilRows();
const demoChild = samplePopulation().find(
  ({ familyKey, familyRole }) => familyKey === DEMO_FAMILY_KEY && familyRole === 'child',
);
if (!demoChild) throw new Error('The demo family has a child.');
const handleOf = (key: number | string): RecordHandle => issueHandle(SECRET, String(key));
const keyOfName = (name: string): number =>
  Number(rows.find(({ values }) => values['full_name'] === name)?.values['person_id']);

const url = process.env['TEST_DATABASE_URL'];
const databases: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
  ['an embedded database', embeddedDatabase],
  ...(url ? [['a PostgreSQL server', () => serverDatabase(url)] as const] : []),
];

describe.each(databases)('a council on %s', (_name, openDatabase) => {
  let database: TestDatabase;
  let source: AgencySource;
  const statements: string[] = [];

  const openSource = (): Promise<AgencySource> =>
    openSqlSource({
      config: { agency: 'council-social-care', schema: database.schema },
      connection: database.connection,
      handles: new HandleBook(SECRET),
      clock,
      onQuery: (statement) => statements.push(statement),
    });

  beforeAll(async () => {
    database = await openDatabase();
    for (const row of rows) await database.run(...insertion(row));
    source = await openSource();
  });
  afterAll(async () => {
    await source.close();
    await database.close();
  });
  beforeEach(() => {
    statements.length = 0;
  });

  const readOne = async (key: number | string, fields: FieldTree): Promise<AgencyRecord> => {
    const record = (await source.read([handleOf(key)], fields)).get(handleOf(key));
    if (!record) throw new Error('The record was expected to be open.');
    return record;
  };
  const child = keyOfName('Alfie Ollerenshaw');
  const mother = keyOfName('Kerry Ollerenshaw');
  const partner = keyOfName('Dale Threlkeld');
  const restricted = Number(rows.find(({ values }) => values['restricted'] === 'Y')?.values['person_id']);
  const remanded = Number(
    rows.find(({ values }) => values['value'] === 'J1')?.values['fk_person_case_status_id'],
  );

  describe('what is selected', () => {
    /** Each query's first table and the columns it selects, keys and aliases aside. */
    const selected = (): readonly string[] =>
      statements.flatMap((statement) => {
        const [, columns, table] = /^select (.*?) from "\w+"\."(\w+)"/.exec(statement) ?? [];
        if (columns === undefined) return [];
        const names = columns.replaceAll('"', '').split(', ').slice(2);
        return [`${table}: ${names.join(', ')}`];
      });

    it.each<[string, FieldTree, readonly string[]]>([
      ['the name', tree('name'), ['dm_persons: full_name']],
      ['the NHS number', tree('nhsNumber'), ['dm_persons: nhs_id']],
      ['age', tree('age'), ['dm_persons: date_of_birth, date_of_death']],
      [
        'name, gender and religion together',
        tree('name', 'gender', 'religion'),
        ['dm_persons: full_name, gender, religion'],
      ],
      [
        'contact details',
        tree('contactDetails'),
        ['dm_persons: email_address, first_language', 'dm_telephone_numbers: telephone_number'],
      ],
      [
        'a whole address',
        tree('addresses'),
        ['dm_persons: ', 'dm_addresses: address, post_code, unique_id, address_type, start_date, end_date'],
      ],
      [
        'the postcode of an address',
        new Map([['addresses', tree('postcode')]]),
        ['dm_persons: ', 'dm_addresses: post_code'],
      ],
      [
        'a concern without its narrative',
        new Map([['safeguardingConcerns', tree('handle', 'assertion', 'addenda', 'description', 'from')]]),
        [
          'dm_persons: ',
          'sccv_warning_note: note_type, start_date',
          'sccv_person_case_status_answers: answer.option, answer.value, answer.start_date',
        ],
      ],
      [
        'the existence of family members',
        new Map([['familyMembers', tree('handle')]]),
        ['dm_persons: ', 'sccv_personal_relationship: '],
      ],
      [
        'the names of practitioners',
        new Map([['practitioners', tree('name')]]),
        ['dm_persons: ', 'sccv_allocations_combined: worker.first_name, worker.last_name'],
      ],
      ['a field that the council does not offer', tree('informants'), ['dm_persons: ']],
    ])('for %s is its columns and keys, nothing else', async (_what, fields, expected) => {
      await readOne(child, fields);
      expect(selected()).toEqual(expected);
    });

    it('is read in one read-only transaction, however many people are asked for', async () => {
      await source.read([handleOf(child), handleOf(mother), handleOf(partner)], tree('name', 'addresses'));
      const [begin, ...others] = statements;
      expect(begin).toMatch(/^start transaction .*read only$/);
      expect(others.filter((statement) => statement.startsWith('select'))).toHaveLength(2);
    });

    it('cannot change anything, even through a database object that would', async () => {
      await database.run('alter table dbo.dm_disability rename to disability_table');
      await database.run('create sequence dbo.reads');
      await database.run(
        `create view dbo.dm_disability as
         select nextval('dbo.reads') as disability_id, person_id, disability_type from dbo.disability_table`,
      );
      await database.run(
        "insert into dbo.disability_table (person_id, disability_type) values ($1, 'Deaf')",
        [child],
      );
      const failure = await source.read([handleOf(child)], tree('health')).catch((error: unknown) => error);
      await database.run('drop view dbo.dm_disability');
      await database.run('delete from dbo.disability_table where person_id = $1', [child]);
      await database.run('alter table dbo.disability_table rename to dm_disability');
      // SQLSTATE 25006: read_only_sql_transaction.
      expect(failure).toMatchObject({ code: 'INTERNAL', detail: expect.stringContaining('25006') });
      expect((await readOne(child, tree('health'))).health).toEqual([]);
    });
  });

  describe('a record', () => {
    it('carries the person in the contract’s terms', async () => {
      const fields = tree('name', 'dateOfBirth', 'age', 'gender', 'nhsNumber', 'contactDetails', 'addresses');
      expect(await readOne(child, fields)).toEqual({
        handle: handleOf(child),
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
      const { religion, ethnicity } = await readOne(child, tree('religion', 'ethnicity'));
      expect(religion).toMatchObject({ description: 'Church of England', assertion: 'FACT' });
      expect(ethnicity).toMatchObject({ code: 'A.A1', description: 'White British' });
    });

    it('carries a child protection plan as legal status and its category as an opinion of concern', async () => {
      const record = await readOne(child, tree('legalStatuses', 'safeguardingConcerns', 'involvements'));
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
      const { safeguardingConcerns } = await readOne(partner, tree('safeguardingConcerns'));
      expect(safeguardingConcerns).toEqual([
        expect.objectContaining({ kind: 'warning note', description: 'Aggression', assertion: 'OPINION' }),
      ]);
    });

    it('carries family and other people apart, each under one handle that opens no record', async () => {
      const ofMother = await readOne(mother, tree('familyMembers', 'otherParties'));
      const ofChild = await readOne(child, tree('familyMembers', 'otherParties'));
      const names = ({ familyMembers }: AgencyRecord) =>
        (familyMembers ?? []).map(({ name, relationship }) => `${relationship}: ${name}`);
      expect(names(ofMother)).toEqual(['partner: Dale Threlkeld', 'child: Alfie Ollerenshaw']);
      expect(names(ofChild)).toEqual(['parent: Kerry Ollerenshaw', 'parent: Dale Threlkeld']);
      expect(ofMother.otherParties).toEqual([expect.objectContaining({ relationship: 'neighbour' })]);
      const handles = [ofMother, ofChild].map(
        ({ familyMembers }) => familyMembers?.find(({ name }) => name === 'Dale Threlkeld')?.handle,
      );
      expect(handles[0]).toBe(handles[1]);
      expect(handles[0]).not.toBe(handleOf(partner));
    });
  });

  describe('offence data', () => {
    const TELLING = /\bJ1\b|remand|youth justice|YOT|bail|custody/i;

    it('is under convictions: a remand and an allocation to youth justice', async () => {
      const { convictions } = await readOne(remanded, tree('convictions'));
      expect(convictions).toEqual([
        expect.objectContaining({ kind: 'legal status', code: 'J1' }),
        expect.objectContaining({ kind: 'allocation', service: 'Youth Justice Service' }),
      ]);
    });

    it('is in no other field, neither as a code, a team, a worker’s role nor a status’s notes', async () => {
      const record = await readOne(
        remanded,
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
      const read = await source.read([handleOf(restricted), unknown, handleOf(child)], ALL);
      expect([...read.keys()]).toEqual([handleOf(child)]);
    });

    it('is named in nobody else’s record and on no search screen', async () => {
      const name = String(rows.find(({ values }) => values['person_id'] === restricted)?.values['full_name']);
      const everyone = rows
        .filter(({ table }) => table === 'dm_persons')
        .map(({ values }) => values['person_id']);
      const read = await source.read(
        everyone.map((key) => handleOf(String(key))),
        tree('familyMembers', 'otherParties'),
      );
      expect(read.size).toBe(everyone.length - 1);
      expect(JSON.stringify([...read.values()])).not.toContain(name);
      expect(await source.search({ name })).toEqual([]);
    });

    it.each(['y', 'S', '1'])('is assumed for the flag %s, which is not a plain no', async (flag) => {
      await database.run('update dbo.dm_persons set restricted = $1 where person_id = $2', [flag, partner]);
      const read = await source.read([handleOf(partner)], ALL);
      await database.run("update dbo.dm_persons set restricted = 'N' where person_id = $1", [partner]);
      expect(read.size).toBe(0);
    });

    it('is also one that is marked for deletion', async () => {
      await database.run('update dbo.dm_persons set marked_for_deletion = true where person_id = $1', [
        partner,
      ]);
      const read = await source.read([handleOf(partner)], ALL);
      await database.run('update dbo.dm_persons set marked_for_deletion = false where person_id = $1', [
        partner,
      ]);
      expect(read.size).toBe(0);
    });
  });

  describe('malformed data', () => {
    it('is left out and fails nothing: a bad NHS number, a death before birth', async () => {
      await database.run(
        `insert into dbo.dm_persons (person_id, full_name, nhs_id, date_of_birth, date_of_death)
         values (7001, 'Odd Record', 788448871, '1976-05-12 23:10:37', '1912-11-27')`,
      );
      const reopened = await openSource();
      const record = (await reopened.read([handleOf(7001)], ALL)).get(handleOf(7001));
      await reopened.close();
      await database.run('delete from dbo.dm_persons where person_id = 7001');
      expect(record).toMatchObject({ nhsNumber: null, dateOfBirth: '1976-05-12', age: 49, ethnicity: null });
    });
  });

  describe('the search screen', () => {
    it('finds by the starts of words and by date of birth, with the latest address', async () => {
      expect(await source.search({ name: 'oller alf', dateOfBirth: demoChild.dateOfBirth })).toEqual([
        {
          handle: handleOf(child),
          name: 'Alfie Ollerenshaw',
          dateOfBirth: demoChild.dateOfBirth,
          address: expect.stringMatching(/ZZ\d/),
        },
      ]);
    });

    it('takes wildcards for letters', async () => {
      expect(await source.search({ name: '%' })).toEqual([]);
      expect(await source.search({ name: 'Al_ie' })).toEqual([]);
    });
  });
});

describe('opening', () => {
  it('fails for malformed settings with an error that names them and not their values', async () => {
    const opened = openSqlSource({
      config: { agency: 'council', schema: 'dbo"; drop table' },
      connection: { connectionString: 'postgres://nobody:secret@127.0.0.1:1/none' },
      handles: new HandleBook(SECRET),
      clock,
    });
    await expect(opened).rejects.toMatchObject({ code: 'CONFIG_INVALID', detail: 'sql source: schema' });
  });

  it('fails when the database cannot be reached, and the error repeats nothing of the connection', async () => {
    const failure = await openSqlSource({
      config: { agency: 'council' },
      connection: { connectionString: 'postgres://nobody:secret@127.0.0.1:1/none' },
      handles: new HandleBook(SECRET),
      clock,
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'INTERNAL',
      detail: 'sql source: database unavailable (ECONNREFUSED)',
    });
    expect(String(failure)).not.toContain('secret');
  });
});
