import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openReturnSource } from '../../adapters/files';
import { describeAgencySource } from './agency-source.contract';
import { writeReturns } from './made-returns';

const handleSecret = Buffer.alloc(32, 7);
const clock = { now: () => new Date('2026-11-20T09:00:00Z') };
const secrets = ['Z999888777666', 'CHILD-0001', 'C-77001', 'row-1'];

let folder: string;
beforeAll(async () => {
  folder = await writeReturns();
});
afterAll(() => rm(folder, { recursive: true }));

const open = (form: string): ReturnType<typeof openReturnSource> =>
  openReturnSource({ agency: 'la-made-up', form, folder: join(folder, form), handleSecret }, { clock });

describeAgencySource('children in need census in XML', async () => ({
  ...{ source: await open('cin-census'), secrets },
  search: { dateOfBirth: '2014-03-07' },
}));
describeAgencySource('Common Transfer File in XML', async () => ({
  ...{ source: await open('ctf'), secrets },
  search: { name: 'Adamaris Quillon' },
}));
describeAgencySource('school census in CSV', async () => ({
  ...{ source: await open('school-census'), secrets },
  search: { name: 'Adamaris Quillon' },
}));
describeAgencySource('Annex A in CSV', async () => ({
  ...{ source: await open('annex-a'), secrets },
  search: { dateOfBirth: '2014-03-07' },
}));
