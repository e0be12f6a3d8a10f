import { serveCanaryAgency } from '../../support/canary-agency';

interface Answer {
  readonly data?: { readonly _entities: readonly Readonly<Record<string, unknown>>[] };
}

describe('the period of a subgraph request', () => {
  it('narrows each list of statements by its own arguments, and refuses what is no date', async () => {
    const agency = await serveCanaryAgency('agency-own');
    const ask = async (selection: string): Promise<Answer> => {
      const response = await fetch(agency.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
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
