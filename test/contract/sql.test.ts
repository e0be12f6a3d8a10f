import { openCouncil } from '../../adapters/samples/council';
import { councilRows } from '../../adapters/samples/council-records';
import { issueHandle } from '../../adapters/shared/handles';
import { SEED_DATE } from '../../adapters/samples/people';
import { describeAgencySource } from './agency-source.contract';

const handleSecret = Buffer.alloc(32, 7);
const people = councilRows().filter(({ table }) => table === 'dm_persons');
const restricted = people.find(({ values }) => values.restricted === 'Y');

describeAgencySource('social care database', async () => ({
  source: await openCouncil({
    dataFolder: '',
    handleSecret,
    clock: { now: () => new Date(`${SEED_DATE}T09:00:00Z`) },
  }),
  search: { name: 'Alfie Ollerenshaw' },
  secrets: people.flatMap(({ values }) => [String(values.person_id), String(values.nhs_id)]),
  restricted: issueHandle(handleSecret, String(restricted?.values.person_id)),
}));
