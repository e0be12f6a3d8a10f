import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReturnSource, openWatchedSource } from '../../../adapters/files';
import type { AgencyRecord, AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS } from '../../../src/domain/field-tree';
import { writeReturns } from '../../contract/made-returns';
import { describeWithRealData, REAL_DATA } from '../real-data';

const clock = { now: () => new Date('2026-11-20T09:00:00Z') };
const handleSecret = Buffer.alloc(32, 7);

let folder: string;
beforeAll(async () => {
  folder = await writeReturns();
});
afterAll(() => rm(folder, { recursive: true }));

interface Read {
  readonly file: string;
  readonly columns: readonly string[];
}

function open(form: string, within = join(folder, form), reads: Read[] = []): Promise<AgencySource> {
  const config = { agency: 'la-made-up', form, folder: within, handleSecret };
  return openReturnSource(config, { clock, onRead: (read) => reads.push(read) });
}

async function readFirst(
  source: AgencySource,
  search: Parameters<AgencySource['search']>[0],
  fields: readonly string[],
): Promise<AgencyRecord> {
  const [match] = await source.search(search);
  if (match === undefined) throw new Error('nobody found');
  const records = await source.read([match.handle], new Map(fields.map((field) => [field, NO_FIELDS])));
  return records.get(match.handle) ?? expectNever();
}

const expectNever = (): never => {
  throw new Error('no record');
};

describe('a children in need census', () => {
  const born = { dateOfBirth: '2014-03-07' };

  it('answers what the census says, in words, with the period of each', async () => {
    const record = await readFirst(await open('cin-census'), born, [
      'gender',
      'involvements',
      'safeguardingConcerns',
    ]);
    expect(record.gender).toBe('female');
    expect(record.involvements).toMatchObject([
      {
        kind: 'referral',
        code: '3D',
        description: 'Other primary health service',
        from: '2024-02-05',
        to: '2024-11-30',
      },
      { kind: 'assessment', from: '2024-02-07', to: '2024-03-01' },
    ]);
    expect(record.safeguardingConcerns?.map(({ kind, description }) => [kind, description])).toEqual([
      ['category of need', 'Abuse or neglect'],
      ['factor at assessment', 'Domestic abuse: a parent or carer'],
      ['enquiry', 'Enquiry under section 47 of the Children Act 1989'],
      ['child protection plan', 'Neglect'],
      ['review', 'Child protection plan review'],
      ['review', 'Child protection plan review'],
    ]);
  });

  it("answers a factor that tells of somebody's health as health and nowhere else", async () => {
    const source = await open('cin-census');
    const { health, ...rest } = await readFirst(source, born, [...source.offers]);
    expect(health?.map(({ description }) => description)).toEqual([
      'Hearing',
      'Diagnosed with autism or Asperger syndrome',
      'Mental health: a parent or carer',
    ]);
    expect(JSON.stringify(rest)).not.toMatch(/Mental health|Hearing|autism/u);
  });

  it('reads no element that the question does not need', async () => {
    const reads: Read[] = [];
    const source = await open('cin-census', undefined, reads);
    const [match] = await source.search(born);
    reads.length = 0;
    await source.read([match?.handle ?? expectNever()], new Map([['ethnicity', NO_FIELDS]]));
    expect(reads).toEqual([{ file: 'cin_2025.xml', columns: ['Ethnicity'] }]);
  });

  it('never reads a UPN, whatever is asked', async () => {
    const reads: Read[] = [];
    const source = await open('cin-census', undefined, reads);
    const record = await readFirst(source, born, [...source.offers]);
    expect(reads.flatMap(({ columns }) => columns).filter((column) => /upn/iu.test(column))).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('Z999888777666');
  });

  it('follows no external entity, expands no entity of its own and refuses what is no XML', async () => {
    const made = await mkdtemp(join(tmpdir(), 'cin-'));
    const file = join(made, 'cin.xml');
    const message = (
      doctype: string,
      born: string,
    ): string => `<?xml version="1.0"?>${doctype}<Message><Children><Child>
      <ChildIdentifiers><LAchildID>1</LAchildID><PersonBirthDate>${born}</PersonBirthDate></ChildIdentifiers></Child></Children></Message>`;
    const outside = `<!DOCTYPE Message [<!ENTITY born SYSTEM "file://${join(folder, 'annex-a', 'list_3.csv')}">]>`;
    for (const text of [
      message(outside, '&born;'),
      message('', '2014-03-07').slice(0, -20),
      'no XML at all',
    ]) {
      await writeFile(file, text);
      await expect(open('cin-census', made)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    }
    await rm(made, { recursive: true });
  });
});

describe('a school census', () => {
  it('tells pupils of two schools apart that have the same row number, and finds a former surname', async () => {
    const source = await open('school-census');
    const both = [
      await source.search({ name: 'Kit' }),
      await source.search({ name: 'Adamaris Vane' }),
    ].flat();
    expect(both.map(({ name }) => name)).toEqual(['Kit Vane', 'Adamaris Jo Quillon']);
    expect(new Set(both.map(({ handle }) => handle)).size).toBe(2);
  });

  it('answers a UPRN as whole digits, and none for the census word for unknown', async () => {
    const source = await open('school-census');
    const known = await readFirst(source, { name: 'Adamaris' }, ['addresses', 'dateOfBirth', 'health']);
    const unknown = await readFirst(source, { name: 'Kit' }, ['addresses']);
    expect(known.dateOfBirth).toBe('2014-03-07');
    expect(known.addresses).toMatchObject([{ postcode: 'ZZ3 4QQ', uprn: '100012345678' }]);
    expect(unknown.addresses).toMatchObject([{ postcode: 'ZZ9 9ZZ', uprn: null }]);
    expect(known.health).toMatchObject([{ description: 'Education, health and care plan' }]);
  });
});

describe('Annex A', () => {
  it('joins the lists of one child and says once what several say', async () => {
    const record = await readFirst(await open('annex-a'), { dateOfBirth: '2014-03-07' }, [
      ...['dateOfBirth', 'gender', 'involvements', 'practitioners', 'addresses', 'health'],
    ]);
    expect(record).toMatchObject({
      dateOfBirth: '2014-03-07',
      gender: 'female',
      involvements: [{ kind: 'referral' }, { kind: 'looked after', from: '2024-12-01' }],
      addresses: [{ kind: 'placement', postcode: 'ZZ3 4QQ' }],
      health: [{ kind: 'disability' }],
    });
    expect(record.practitioners?.map(({ name }) => name)).toContain('Robin Sample');
  });

  it('knows nobody who stands on the lists of adoption alone', async () => {
    const source = await open('annex-a');
    await expect(source.search({ dateOfBirth: '2015-09-21' })).resolves.toEqual([]);
    await expect(source.search({ name: 'C-77003' })).resolves.toEqual([]);
  });
});

describe('a Common Transfer File', () => {
  it('answers the school that sent it without its name or number', async () => {
    const record = await readFirst(await open('ctf'), { name: 'Quillon' }, ['name', 'involvements']);
    expect(record).toMatchObject({
      name: 'Adamaris Quillon',
      involvements: [{ kind: 'enrolment' }, { kind: 'transfer', from: '2024-09-02' }],
    });
    expect(JSON.stringify(record)).not.toMatch(/4001|Made Up/u);
  });
});

describe('a watched folder', () => {
  it('takes new returns into use when they are written whole, and keeps the old ones for a broken one', async () => {
    const made = await mkdtemp(join(tmpdir(), 'watched-'));
    await mkdir(made, { recursive: true });
    const file = join(made, 'ctf_1.xml');
    const pupil = (name: string): string =>
      `<CTfile><CTFpupilData><Pupil><UPN>U-${name}</UPN><Surname>${name}</Surname><Forename>Kit</Forename></Pupil></CTFpupilData></CTfile>`;
    await writeFile(file, pupil('Vane'));
    const happened: string[] = [];
    let notify = (): void => undefined;
    const next = (): Promise<void> => new Promise((resolve) => (notify = resolve));
    const note = (what: string) => (): void => {
      happened.push(what);
      notify();
    };
    const source = await openWatchedSource({
      folder: made,
      settleMs: 60,
      open: () => open('ctf', made),
      onReopened: note('reopened'),
      onFault: note('fault'),
    });
    let heard = next();
    await writeFile(file, pupil('Quillon'));
    await heard;
    await expect(source.search({ name: 'Quillon' })).resolves.toHaveLength(1);
    await expect(source.search({ name: 'Vane' })).resolves.toEqual([]);
    heard = next();
    await writeFile(join(made, 'ctf_2.xml'), '<CTfile><CTFpupilData><Pupil>');
    await heard;
    expect(happened).toEqual(['reopened', 'fault']);
    await source.close();
    await rm(made, { recursive: true });
  });
});

describeWithRealData('the real files of councils and schools', () => {
  const specs = join(REAL_DATA, 'csc-liia');

  it('load whole: the sample census has its one child with everything that it says', async () => {
    const source = await open('cin-census', join(specs, 'cin_census_pipeline/spec/samples'));
    const record = await readFirst(source, { dateOfBirth: '1966-03-24' }, [...source.offers]);
    expect(record.health).toHaveLength(4);
    expect(record.involvements).toHaveLength(3);
    expect(record.safeguardingConcerns).toHaveLength(4);
  });

  it('load whole: all 308 pupils of the school census, by name and by their 1,698 addresses', async () => {
    const source = await open('school-census', join(specs, 'school_census_pipeline/spec/samples'));
    const pupils = await source.search({ name: 'FOR', limit: 1_000 });
    expect(pupils).toHaveLength(308);
    const records = await source.read(
      pupils.map(({ handle }) => handle),
      new Map([['addresses', NO_FIELDS]]),
    );
    const addresses = [...records.values()].flatMap((record) => record.addresses ?? []);
    expect(addresses.length).toBeGreaterThan(1_500);
    expect(addresses.every(({ uprn }) => uprn === null || uprn === undefined || /^\d+$/u.test(uprn))).toBe(
      true,
    );
  });
});
