import { printFieldTree, NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import type { AgencyRecord, AgencySource, LocalSearch } from '../../src/domain/agency-source';
import type { RecordHandle } from '../../src/domain/ids';
import { DATED_FIELDS, liesOutside, type Period } from '../../src/domain/period';

/** A source opened on known files, with what the contract's rules are tried on. */
export interface OpenedSource {
  readonly source: AgencySource;
  /** Finds at least one record. */
  readonly search: LocalSearch;
  /** Texts that no handle and no answer's handle may contain: local keys, NHS numbers. */
  readonly secrets: readonly string[];
  /** The handle of a record that the agency restricts, when its format knows such records. */
  readonly restricted?: RecordHandle;
}

const LISTS_OF_ENTRIES = [
  'familyMembers',
  'health',
  'otherSpecialCategory',
  'legalStatuses',
  'involvements',
  'safeguardingConcerns',
  'convictions',
  'investigations',
  'otherParties',
  'practitioners',
  'informants',
] as const;
const SINGLE_ENTRIES = ['ethnicity', 'religion'] as const;
/** Long ago, of late, and one month in between. */
const PERIODS: readonly Period[] = [
  { from: null, to: '1980' },
  { from: '2024-01-01', to: null },
  { from: '2021-03', to: '2021-03' },
];
const UNKNOWN = 'a'.repeat(32) as RecordHandle;

const treeOf = (fields: Iterable<string>): FieldTree =>
  new Map([...fields].map((field) => [field, NO_FIELDS]));

interface Entry {
  readonly handle: string;
  readonly assertion: string;
  readonly addenda: readonly unknown[];
}

function entriesOf(record: AgencyRecord): readonly Entry[] {
  const lists = LISTS_OF_ENTRIES.flatMap((field): readonly Entry[] => record[field] ?? []);
  return [...lists, ...SINGLE_ENTRIES.flatMap((field) => record[field] ?? [])];
}

/** The rules that every agency source holds, whatever it reads. `open` is called once and the source closed after. */
export function describeAgencySource(name: string, open: () => Promise<OpenedSource>): void {
  describe(`agency source contract: ${name}`, () => {
    let opened: OpenedSource;
    let handle: RecordHandle;

    beforeAll(async () => {
      opened = await open();
      const [match] = await opened.source.search(opened.search);
      if (!match) throw new Error('The search of the contract finds nobody.');
      handle = match.handle;
    });
    afterAll(() => opened.source.close());

    const readOne = async (fields: Iterable<string>): Promise<AgencyRecord> => {
      const record = (await opened.source.read([handle], treeOf(fields))).get(handle);
      if (!record) throw new Error('The source does not know its own handle.');
      return record;
    };

    it('offers fields of the contract only, and at least one', () => {
      expect(opened.source.offers.size).toBeGreaterThan(0);
      expect(RECORD_CATEGORIES).toEqual(expect.arrayContaining([...opened.source.offers]));
    });

    it('answers every field that it offers', async () => {
      const record = await readOne(opened.source.offers);
      expect(Object.keys(record).sort()).toEqual(['handle', ...opened.source.offers].sort());
    });

    it('answers the one field asked for and no other, for each field of the contract', async () => {
      for (const field of RECORD_CATEGORIES) {
        const keys = Object.keys(await readOne([field])).filter((key) => key !== 'handle');
        expect(keys).toEqual(opened.source.offers.has(field) ? [field] : []);
      }
    });

    it('answers the handle alone when no field is asked for', async () => {
      expect(await readOne([])).toEqual({ handle });
    });

    it('leaves a handle out that it never issued, and answers the others', async () => {
      const records = await opened.source.read([UNKNOWN, handle], treeOf(opened.source.offers));
      expect([...records.keys()]).toEqual([handle]);
      expect(await opened.source.read([UNKNOWN], treeOf(opened.source.offers))).toEqual(new Map());
    });

    it('leaves a restricted record out just as an unknown one', async () => {
      if (opened.restricted === undefined) return;
      expect(await opened.source.read([opened.restricted], treeOf(opened.source.offers))).toEqual(new Map());
    });

    it('issues opaque handles that hold no local key and no NHS number', async () => {
      const record = await readOne(opened.source.offers);
      for (const issued of [handle, record.handle, ...entriesOf(record).map((entry) => entry.handle)]) {
        expect(issued).toMatch(/^[A-Za-z0-9_-]{16,}$/);
        for (const secret of opened.secrets) expect(issued.toLowerCase()).not.toContain(secret.toLowerCase());
      }
    });

    it('answers no entry handle as if it were a record', async () => {
      const record = await readOne(opened.source.offers);
      const handles = entriesOf(record).map((entry) => entry.handle as RecordHandle);
      expect(await opened.source.read(handles, treeOf(['name', 'dateOfBirth']))).toEqual(new Map());
    });

    it('carries assertion and addenda with every statement and every party', async () => {
      const entries = entriesOf(await readOne(opened.source.offers));
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) {
        expect(['FACT', 'OPINION', 'COMBINATION']).toContain(entry.assertion);
        expect(Array.isArray(entry.addenda)).toBe(true);
      }
    });

    it('writes dates to the precision known and nothing else in their place', async () => {
      const dates: string[] = [];
      JSON.stringify(await readOne(opened.source.offers), (key, value: unknown) => {
        if (['dateOfBirth', 'from', 'to', 'recordedOn'].includes(key) && typeof value === 'string')
          dates.push(value);
        return value;
      });
      expect(dates.length).toBeGreaterThan(0);
      for (const date of dates) expect(date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
    });

    it('answers no statement that lies wholly outside the period asked for, and all others', async () => {
      const dated = DATED_FIELDS.filter((field) => opened.source.offers.has(field));
      const whole = await readOne(dated);
      for (const period of PERIODS) {
        const records = await opened.source.read([handle], treeOf(dated), { period });
        const narrow = records.get(handle);
        for (const field of dated) {
          const within = (whole[field] ?? []).filter((one) => !liesOutside(one, period));
          const answered = narrow?.[field] ?? [];
          expect(answered.filter((one) => liesOutside(one, period))).toEqual([]);
          // A source may know of an entry without an end that it was over at once.
          const left = within.filter(({ handle: entry }) => !answered.some((one) => one.handle === entry));
          expect(left.filter(({ from, to }) => !from || !!to)).toEqual([]);
          expect(within.map((one) => one.handle)).toEqual(
            expect.arrayContaining(answered.map((one) => one.handle)),
          );
        }
      }
    });

    it('finds by name or date of birth, and nobody for an empty or a senseless search', async () => {
      expect(await opened.source.search({})).toEqual([]);
      expect(await opened.source.search({ name: 'Xqzvw Nobody' })).toEqual([]);
      expect((await opened.source.search(opened.search)).map((match) => match.handle)).toContain(handle);
    });

    it('finds no restricted record', async () => {
      const { dateOfBirth } = (await opened.source.search(opened.search))[0] ?? {};
      const matches = dateOfBirth ? await opened.source.search({ dateOfBirth }) : [];
      expect(matches.map((match) => match.handle)).not.toContain(opened.restricted);
    });

    it('gives the same handles and answers when it is asked again', async () => {
      const again = (await opened.source.search(opened.search))[0]?.handle;
      expect(again).toBe(handle);
      expect(await readOne(opened.source.offers)).toEqual(await readOne(opened.source.offers));
    });

    it('reads nothing else when a field below is selected', async () => {
      const [field] = opened.source.offers;
      const fields: FieldTree = new Map([[field ?? '', treeOf(['handle'])]]);
      expect(printFieldTree(fields)).toContain('handle');
      const record = (await opened.source.read([handle], fields)).get(handle);
      expect(Object.keys(record ?? {}).sort()).toEqual(['handle', field].sort());
    });
  });
}
