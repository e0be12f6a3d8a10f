import { serveSubgraph } from '../../../adapters/shared/subgraph-server';
import type { RecordHandle } from '../../../src/domain/ids';
import { canarySource } from '../../support/canary-agency';
import { AGENCY, openTestGrants, tree } from '../../support/grants';

interface Answer {
  readonly data?: { readonly _entities: readonly Readonly<Record<string, unknown>>[] };
}

describe('the period of a subgraph request', () => {
  it('narrows each list of statements by its own arguments, and refuses what is no date', async () => {
    const grants = await openTestGrants();
    const agency = await serveSubgraph({ source: canarySource(AGENCY), grants: grants.verifier() });
    const fields = tree('health.from', 'involvements.from', 'convictions.from');
    const ask = async (selection: string): Promise<Answer> => {
      const response = await fetch(agency.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await grants.grant({ fields, handles: ['rec' as RecordHandle] })}`,
        },
        body: JSON.stringify({
          query: `{ _entities(representations: [{ __typename: "Subject", handle: "rec" }]) { ... on Subject { ${selection} } } }`,
        }),
      });
      return (await response.json()) as Answer;
    };
    const { data } = await ask(
      `all: health { from }
       within: health(from: "2020", to: "2020-05") { from }
       before: health(to: "2020-04") { from }
       after: involvements(from: "2020-06-01") { from }
       open: convictions(from: null, to: null) { from }`,
    );
    expect(data?._entities[0]).toMatchObject({
      all: [{}, {}],
      within: [{}, {}],
      before: [],
      after: [],
      open: [{}, {}],
    });
    expect((await ask('health(from: "yesterday") { from }')).data).toBeUndefined();
    await agency.close();
  });
});
