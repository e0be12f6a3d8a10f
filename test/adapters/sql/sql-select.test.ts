import { HandleBook } from '../../../adapters/shared/handles';
import { openSqlSource } from '../../../adapters/sql';
import type { FieldTree } from '../../../src/domain/field-tree';
import { CHILD, clock, describeCouncil, handleOf, MOTHER, PARTNER, SECRET, tree } from './council';

describeCouncil((council) => {
  describe('what is selected', () => {
    /** Each query's first table and the columns it selects, keys and aliases aside. */
    const selected = (): readonly string[] =>
      council().statements.flatMap((statement) => {
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
      await council().readOne(CHILD, fields);
      expect(selected()).toEqual(expected);
    });

    it('leaves rows wholly outside the period under review in the database', async () => {
      const period = { from: '2021-01-01', to: '2021-12-31' };
      const fields = tree('involvements', 'legalStatuses', 'safeguardingConcerns', 'convictions');
      await council().source.read([handleOf(CHILD)], fields, { period });
      const dated = council().statements.filter((statement) =>
        /from "\w+"\."sccv_(warning_note|person_case_status|allocations)/.test(statement),
      );
      expect(dated.length).toBeGreaterThanOrEqual(4);
      for (const statement of dated) {
        expect(statement).toMatch(/_date"::text from '[^']+'\) < \$\d+/);
        expect(statement).toMatch(/_date"::text from '[^']+'\) > \$\d+/);
      }
    });

    it('is read in one read-only transaction, however many people are asked for', async () => {
      await council().source.read(
        [handleOf(CHILD), handleOf(MOTHER), handleOf(PARTNER)],
        tree('name', 'addresses'),
      );
      const [begin, ...others] = council().statements;
      expect(begin).toMatch(/^start transaction .*read only$/);
      expect(others.filter((statement) => statement.startsWith('select'))).toHaveLength(2);
    });

    it('cannot change anything, even through a database object that would', async () => {
      await council().database.run('alter table dbo.dm_disability rename to disability_table');
      await council().database.run('create sequence dbo.reads');
      await council().database.run(
        `create view dbo.dm_disability as
         select nextval('dbo.reads') as disability_id, person_id, disability_type from dbo.disability_table`,
      );
      await council().database.run(
        "insert into dbo.disability_table (person_id, disability_type) values ($1, 'Deaf')",
        [CHILD],
      );
      const failure = await council()
        .source.read([handleOf(CHILD)], tree('health'))
        .catch((error: unknown) => error);
      await council().database.run('drop view dbo.dm_disability');
      await council().database.run('delete from dbo.disability_table where person_id = $1', [CHILD]);
      await council().database.run('alter table dbo.disability_table rename to dm_disability');
      // SQLSTATE 25006: read_only_sql_transaction.
      expect(failure).toMatchObject({ code: 'INTERNAL', detail: expect.stringContaining('25006') });
      expect((await council().readOne(CHILD, tree('health'))).health).toEqual([]);
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
