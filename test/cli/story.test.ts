import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { GatewayClient } from '../../src/cli/demo/gateway-client';
import { createNarrator, type Narrator } from '../../src/cli/demo/narrator';
import { readAgencies } from '../../src/cli/demo/stage';
import { tellStory } from '../../src/cli/demo/story';
import { systemRandomness } from '../../src/config/system';
import { startDemoGateway, type DemoGateway } from './demo-gateway';

// A gateway or a database is started, and the machine may be busy with other tests.
jest.setTimeout(120_000);

let gateway: DemoGateway;

beforeAll(async () => {
  gateway = await startDemoGateway();
}, 240_000);

afterAll(async () => {
  await gateway.close();
});

/** Tells the story against `url`; gives what was written. */
async function tell(url: string): Promise<{ readonly narrator: Narrator; readonly text: string }> {
  let text = '';
  const narrator = createNarrator((part) => {
    text += part;
  });
  const client = new GatewayClient(url);
  const agencies = await readAgencies(client);
  await tellStory({ client, narrator, agencies, realData: false, randomness: systemRandomness });
  return { narrator, text };
}

/** A gateway in front of the gateway, which alters its answers. */
async function startMeddler(meddle: (body: string) => string): Promise<Server & { readonly url: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { authorization = '' } = request.headers;
      const answer = await fetch(`${gateway.url}${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json', authorization },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks).toString('utf8') }),
      });
      const body = meddle(await answer.text());
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}

describe('the demo story', () => {
  it('is true from the contact check to the verified audit log, and can be told again', async () => {
    const { narrator, text } = await tell(gateway.url);
    expect(narrator.broken).toEqual([]);
    expect(text.match(/^\d\. .*/gm)).toEqual([
      '1. A review is opened and its contact check sent',
      '2. A wider agency reads its contact check',
      '3. The same agency tries to read health data',
      '4. Each agency searches its own system and answers',
      '5. The agencies that know someone take part',
      '6. A participating agency reads the review',
      '7. The coordinator reads the same review',
      '8. Who saw what, and why: the audit trail',
      '9. The audit log is verified',
    ]);
    expect(text).toContain('[true] no health and no offence data came');
    expect((await tell(gateway.url)).narrator.broken).toEqual([]);
  }, 60_000);

  it.each([
    [
      'a gateway gives a wider agency an extra category',
      (body: string) => body.replace('{"category":"NAME"', '{"category":"HEALTH"'),
      'these three are all that it was given',
    ],
    [
      'a protected address is shown',
      (body: string) =>
        body.replace(
          /("role":"PARTNER".*?"addresses":)null/,
          '$1[{"lines":["4 Weir Street"],"postcode":null}]',
        ),
      'a protected address is not shown, and nothing says that there is one',
    ],
    [
      'an NHS number is not pseudonymised',
      (body: string) => body.replace(/IDEN(-[0-9A-Z]{4}){4}-[0-9A-Z]/g, '9990001006'),
      'official numbers are pseudonyms',
    ],
    [
      'the audit log is broken',
      (body: string) => body.replace('{"ok":true', '{"ok":false'),
      'the log is whole',
    ],
  ])('says that it is not true when %s', async (_what, meddle, fact) => {
    const meddler = await startMeddler(meddle);
    try {
      const { narrator, text } = await tell(meddler.url);
      expect(narrator.broken).toContain(fact);
      expect(text).toContain(`[NOT TRUE] ${fact}`);
    } finally {
      meddler.closeAllConnections();
      meddler.close();
    }
  });

  it('stops when the gateway refuses what the story needs, naming the code', async () => {
    const refused = '{"errors":[{"message":"No.","extensions":{"code":"STORE_UNAVAILABLE"}}],"data":null}';
    const meddler = await startMeddler((body) => (body.includes('"openReview"') ? refused : body));
    try {
      await expect(tell(meddler.url)).rejects.toThrow('STORE_UNAVAILABLE');
    } finally {
      meddler.closeAllConnections();
      meddler.close();
    }
  });
});
