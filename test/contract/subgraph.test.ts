import { openSubgraphSource } from '../../adapters/subgraph';
import { PATIENT, PUPIL, hasPython, startClinic, startSchool } from '../support/outside-agency';
import type { AgencySource } from '../../src/domain/agency-source';
import type { RecordHandle } from '../../src/domain/ids';
import { describeAgencySource } from './agency-source.contract';

/** Neither has a search screen, so that the handle stands in for one; all else is the adapter's. */
function withSearch(source: AgencySource, name: string, handle: string): AgencySource {
  const found = { handle: handle as RecordHandle, name, dateOfBirth: null, address: null };
  return {
    agency: source.agency,
    offers: source.offers,
    hasNames: false,
    read: (...of) => source.read(...of),
    search: async (by) => [...(await source.search(by)), ...(by.name === name ? [found] : [])],
    close: () => source.close(),
  };
}

describeAgencySource('a subgraph in graphql-yoga, passed through', async () => {
  const school = await startSchool();
  const source = await openSubgraphSource({ agency: 'school', url: school.url });
  const close = async (): Promise<void> => {
    await source.close();
    await school.close();
  };
  return {
    source: { ...withSearch(source, 'Morgan Testpupil', PUPIL), close },
    search: { name: 'Morgan Testpupil' },
    secrets: [],
  };
});

(hasPython() ? describe : describe.skip)('with python3 on this machine', () => {
  describeAgencySource('a subgraph in Python, passed through', async () => {
    const clinic = await startClinic();
    const source = await openSubgraphSource({ agency: 'clinic', url: clinic.url });
    const close = async (): Promise<void> => {
      await source.close();
      await clinic.close();
    };
    return {
      source: { ...withSearch(source, 'Sam Testpatient', PATIENT), close },
      search: { name: 'Sam Testpatient' },
      secrets: [],
    };
  });
});
