/**
 * The agencies of a workload in a process of their own: `node agencies.mjs WORKLOAD`, with a channel to the parent. Each
 * listens on a port of its own and answers both as the contract says and as a subgraph of a federated graph. An answer is
 * executed once and ready from then on, so that the agencies cost little and are the same for every contender.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import {
  agencyResolvers,
  agencySdl,
  contractResolvers,
  contractSdl,
  ownerResolvers,
  ownerSdl,
} from './federation.mjs';
import { bodyOf, JSON_TYPE, listen } from './serve.mjs';

/** Questions that one agency keeps an answer to; a contender whose question never comes twice would measure this process. */
const MOST = 100;

const schemaOf = (sdl, resolvers) => buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });

/** A server that counts its requests and answers each after so many milliseconds. */
async function serve(schemaFor, delayMs) {
  const ready = new Map();
  const counted = { requests: 0 };
  const answerTo = (body) => {
    const known = ready.get(body);
    if (known) return known;
    if (ready.size >= MOST) throw new Error('an agency is asked another question each time');
    const { query, variables } = JSON.parse(body);
    const answer = graphql({ schema: schemaFor(query), source: query, variableValues: variables }).then(
      (result) => JSON.stringify(result),
    );
    ready.set(body, answer);
    return answer;
  };
  const { url } = await listen(async (request, response) => {
    counted.requests += 1;
    const waited = new Promise((resolve) => setTimeout(resolve, delayMs));
    const answer = await answerTo(await bodyOf(request));
    if (delayMs > 0) await waited;
    response
      .writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(answer) })
      .end(answer);
  });
  return { url, counted };
}

const { records, delayMs } = await import(`../workloads/${process.argv[2]}.mjs`);
const agencies = new Map();
for (const [agency, record] of records()) {
  const contract = schemaOf(contractSdl(), contractResolvers(record));
  const federated = schemaOf(agencySdl(agency), agencyResolvers(agency, record));
  const schemaFor = (query) => (query.includes('on Subject') ? contract : federated);
  agencies.set(agency, await serve(schemaFor, delayMs));
}
const review = schemaOf(ownerSdl(), ownerResolvers);
const owner = await serve(() => review, 0);

process.on('message', () => {
  const counts = Object.fromEntries([...agencies].map(([agency, { counted }]) => [agency, counted.requests]));
  process.send({ counts });
});
process.on('disconnect', () => process.exit(0));
process.send({
  subgraphs: {
    owner: owner.url,
    agencies: Object.fromEntries([...agencies].map(([agency, { url }]) => [agency, url])),
  },
});
