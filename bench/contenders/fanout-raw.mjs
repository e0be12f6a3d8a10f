import { Agent } from 'undici';
import { bareVariables, REVIEW, SUBJECT } from '../lib/bare-schema.mjs';
import { bodyOf, JSON_TYPE, listen } from '../lib/serve.mjs';

export const title = 'node:http that asks the 12 agencies with undici and joins their texts (the ceiling)';
export const workloads = ['FANOUT'];

const QUESTION = `query ReviewReturn($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Subject { health { handle assertion addenda { recordedOn text } code description status from } } } }`;
const BEFORE = '{"data":{"_entities":[{';

/** The record in an agency's answer, as text: nothing is parsed. */
function recordIn(text) {
  if (!text.startsWith(BEFORE)) throw new Error(text.slice(0, 200));
  return text.slice(BEFORE.length, -'}]}}'.length);
}

export async function start({ subgraphs }) {
  const dispatcher = new Agent({ connections: 64 });
  const ask = async ([agency, url]) => {
    const { origin, pathname: path } = new URL(url);
    const { body } = await dispatcher.request({
      ...{ origin, path, method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({
        query: QUESTION,
        variables: { representations: [{ __typename: 'Subject', handle: `record-of-${agency}` }] },
      }),
    });
    return `{"agency":"${agency}","status":"OK",${recordIn(await body.text())}}`;
  };
  const { id, reference, state } = REVIEW;
  const review = JSON.stringify({ id, reference, state }).slice(0, -1);
  const subject = JSON.stringify(SUBJECT).slice(0, -1);
  const server = await listen(async (request, response) => {
    JSON.parse(await bodyOf(request));
    const returns = await Promise.all(Object.entries(subgraphs.agencies).map(ask));
    const text = `{"data":{"review":${review},"subjects":[${subject},"returns":[${returns.join(',')}]}]}}}`;
    response.writeHead(200, { 'content-type': JSON_TYPE }).end(text);
  });
  const close = () => server.close().then(() => dispatcher.close());
  return { url: server.url, headers: {}, variables: bareVariables(), close };
}
