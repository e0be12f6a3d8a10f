import { insertion } from '../../../adapters/samples/council';
import { councilRows } from '../../../adapters/samples/council-records';
import { HandleBook, issueHandle } from '../../../adapters/shared/handles';
import { openSqlSource } from '../../../adapters/sql';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { RecordHandle } from '../../../src/domain/ids';
import type { Clock } from '../../../src/domain/ports';
import { embeddedDatabase, serverDatabase, type TestDatabase } from './databases';

export const SECRET = Buffer.from('a secret of the sql adapter tests');
export const clock: Clock = { now: () => new Date('2026-01-12T09:00:00Z') };
export const rows = councilRows();

export const tree = (...fields: readonly string[]): FieldTree =>
  new Map(fields.map((field) => [field, NO_FIELDS]));
export const handleOf = (key: number | string): RecordHandle => issueHandle(SECRET, String(key));

const keyOfName = (name: string): number =>
  Number(rows.find(({ values }) => values.full_name === name)?.values.person_id);

/** Keys of records that the tests are about. */
export const CHILD = keyOfName('Alfie Ollerenshaw');
export const MOTHER = keyOfName('Kerry Ollerenshaw');
export const PARTNER = keyOfName('Dale Threlkeld');
export const RESTRICTED = Number(rows.find(({ values }) => values.restricted === 'Y')?.values.person_id);
export const REMANDED = Number(
  rows.find(({ values }) => values.value === 'J1')?.values.fk_person_case_status_id,
);

const url = process.env.TEST_DATABASE_URL;
const databases: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
  ['an embedded database', embeddedDatabase],
  ...(url ? [['a PostgreSQL server', () => serverDatabase(url)] as const] : []),
];

/** The generated council on one database, and the source over it. */
export class Council {
  readonly statements: string[] = [];

  private constructor(
    readonly database: TestDatabase,
    private opened: AgencySource | undefined,
  ) {}

  static async open(database: TestDatabase): Promise<Council> {
    for (const row of rows) await database.run(...insertion(row));
    const council = new Council(database, undefined);
    council.opened = await council.openSource();
    return council;
  }

  get source(): AgencySource {
    if (!this.opened) throw new Error('The council is not open.');
    return this.opened;
  }

  openSource(): Promise<AgencySource> {
    return openSqlSource({
      config: { agency: 'council-social-care', schema: this.database.schema },
      connection: this.database.connection,
      handles: new HandleBook(SECRET),
      clock,
      onQuery: (statement) => this.statements.push(statement),
    });
  }

  async readOne(key: number | string, fields: FieldTree): Promise<AgencyRecord> {
    const record = (await this.source.read([handleOf(key)], fields)).get(handleOf(key));
    if (!record) throw new Error('The record was expected to be open.');
    return record;
  }

  async close(): Promise<void> {
    await this.source.close();
    await this.database.close();
  }
}

/** Describes the council on the embedded database and, when one is given, on a PostgreSQL server. */
export function describeCouncil(body: (council: () => Council) => void): void {
  describe.each(databases)('a council on %s', (_name, openDatabase) => {
    let council: Council;
    beforeAll(async () => {
      council = await Council.open(await openDatabase());
    });
    afterAll(() => council.close());
    beforeEach(() => {
      council.statements.length = 0;
    });
    body(() => council);
  });
}
