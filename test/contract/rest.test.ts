import { openProbation } from '../../adapters/samples/probation';
import { issueHandle } from '../../adapters/shared/handles';
import { SEED_DATE } from '../../adapters/samples/people';
import { describeAgencySource } from './agency-source.contract';

const handleSecret = Buffer.alloc(32, 7);

describeAgencySource('probation case API', async () => ({
  source: await openProbation({
    dataFolder: '',
    handleSecret,
    clock: { now: () => new Date(`${SEED_DATE}T09:00:00Z`) },
  }),
  search: { name: 'Dale Threlkeld' },
  secrets: ['X9000', '2096/', 'Z0001'],
  restricted: issueHandle(handleSecret, 'X900002'),
}));
