import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';

import { startDemoGateway, type DemoGateway } from '../cli/demo-gateway';

let gateway: DemoGateway;

beforeAll(async () => {
  gateway = await startDemoGateway();
}, 240_000);

afterAll(async () => {
  await gateway.close();
});

const read = async (path: string): Promise<unknown> => (await fetch(`${gateway.url}${path}`)).json();

describe("the demo's page", () => {
  it('forbids every source but its own server, inline scripts and eval', async () => {
    const response = await fetch(gateway.url);
    expect(response.headers.get('content-type')).toContain('text/html');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(await response.text()).not.toMatch(/https?:\/\//);
  });

  it('serves the files that it names, and nothing else of the packages that they come from', async () => {
    const page = await (await fetch(gateway.url)).text();
    const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).toContain('/console/graphiql.js');
    for (const file of files) expect((await fetch(`${gateway.url}${file}`)).status).toBe(200);
    for (const file of ['package.json', 'graphiql/package.json', '..%2f..%2f..%2fpackage.json'])
      expect((await fetch(`${gateway.url}/console/${file}`)).status).toBe(404);
  });

  it('has each operation of the story as a tab, with the persona to act as', async () => {
    const tabs = (await read('/console/tabs')) as readonly {
      readonly query: string;
      readonly variables: string;
    }[];
    const operations = readdirSync(resolve(__dirname, '../../schema/operations'));
    expect(tabs).toHaveLength(operations.length);
    for (const { query } of tabs) expect(query).toMatch(/^# Act as: [A-Z]/);
    const reviews = (await read('/demo/reviews')) as readonly { readonly id: string }[];
    const text = tabs.map(({ variables }) => variables).join('');
    for (const { id } of reviews) expect(text).toContain(id);
    expect(text).not.toContain('"reviewId": ""');
  });
});

describe("the demo's helper routes", () => {
  it("name the personas, the agencies with their own staff's search, and the reviews", async () => {
    expect(await read('/demo/personas')).toContainEqual(
      expect.objectContaining({ key: 'housing', agency: 'housing-association' }),
    );
    const agencies = (await read('/demo/agencies')) as readonly {
      readonly id: string;
      readonly recordsUrl: string;
    }[];
    expect(agencies).toHaveLength(5);
    for (const { recordsUrl } of agencies) expect(await (await fetch(recordsUrl)).json()).toEqual([]);
    expect(await read('/demo/reviews')).toHaveLength(2);
  });

  it('issue a token with which the gateway knows the persona', async () => {
    const { token } = (await read('/demo/token?persona=nhs-trust')) as { readonly token: string };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ viewer { agency roles } }' }),
    });
    expect(await response.json()).toEqual({
      data: { viewer: { agency: 'nhs-trust', roles: ['AGENCY_CONTACT'] } },
    });
  });

  it.each(['/demo/token?persona=nobody', '/demo/token', '/demo/token?persona=housing&persona=auditor'])(
    'know no other persona: %s',
    async (path) => {
      const response = await fetch(`${gateway.url}${path}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );

  it('answer no page that reaches this machine under another name', async () => {
    const { port } = new URL(gateway.url);
    const answers = await Promise.all(
      [`127.0.0.1:${port}`, `rebound.example:${port}`].map((host) =>
        statusFor(host, '/demo/token?persona=auditor'),
      ),
    );
    expect(answers).toEqual([200, 404]);
  });
});

/** Sends a request whose `Host` is `host`, which `fetch` would not let us choose. */
async function statusFor(host: string, path: string): Promise<number> {
  return new Promise((answered, failed) => {
    request(`${gateway.url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    })
      .on('error', failed)
      .end();
  });
}
