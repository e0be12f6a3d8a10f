import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { failToStart, startGatewayProcess } from '../support/gateway-process';
import { at, graphql, listAt } from '../support/service-gateway';

let folder: string;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-process-'));
  environment = { GATEWAY_DATA_FOLDER: join(folder, 'data'), GATEWAY_KEY_FOLDER: join(folder, 'keys') };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const token = async (url: string, persona: string): Promise<string> => {
  const response = await fetch(`${url}/demo/token?persona=${persona}`);
  return String(at(await response.json(), 'token'));
};

const reviewsOf = async (url: string): Promise<unknown> => (await fetch(`${url}/demo/reviews`)).json();

const EVENTS = '{ auditEvents(first: 200) { edges { node { id } } } }';

async function eventIds(url: string): Promise<readonly unknown[]> {
  const answer = await graphql(url, { query: EVENTS, token: await token(url, 'auditor') });
  return listAt(answer.data, 'auditEvents', 'edges').map((edge) => at(edge, 'node', 'id'));
}

describe('the gateway as a process', () => {
  it('tells a newcomer what to do, stops cleanly, and finds its data again', async () => {
    const first = await startGatewayProcess(environment);
    const reviews = await reviewsOf(first.url);
    const events = await eventIds(first.url);
    expect(reviews).toHaveLength(2);
    for (const hint of ['/graphql', 'npm run demo', 'token --as', 'CONTACT_CHECK', 'auditEvents']) {
      expect(first.output()).toContain(hint);
    }
    expect(await first.end('SIGTERM')).toBe(0);

    const second = await startGatewayProcess(environment);
    expect(await reviewsOf(second.url)).toEqual(reviews);
    expect(await eventIds(second.url)).toEqual(expect.arrayContaining([...events]));
    expect(await second.end('SIGINT')).toBe(0);
  }, 240_000);

  it('keeps every answered event and change when it is killed', async () => {
    const first = await startGatewayProcess(environment);
    const coordinator = await token(first.url, 'coordinator');
    const query = `mutation { openReview(input: { idempotencyKey: "killed-1", type: RAPID_REVIEW, reference: "KILLED-1" }) { reviewId auditEventId } }`;
    const opened = await graphql(first.url, { query, token: coordinator });
    expect(opened.errors).toEqual([]);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    const second = await startGatewayProcess(environment);
    expect(await eventIds(second.url)).toContain(at(opened.data, 'openReview', 'auditEventId'));
    const again = await graphql(second.url, { query, token: await token(second.url, 'coordinator') });
    expect(again.data).toEqual(opened.data);
    await second.end('SIGTERM');
  }, 120_000);

  it('answers what it has begun when it is told to stop', async () => {
    const gateway = await startGatewayProcess(environment);
    const trust = await token(gateway.url, 'nhs-trust');
    const id = at(await reviewsOf(gateway.url), 0, 'id');
    const query = `{ review(id: "${String(id)}", purpose: CHILD_SAFEGUARDING_PRACTICE_REVIEW) { subjects { returns { agency status health { code assertion addenda { text } } } } } }`;
    const running = Array.from({ length: 20 }, () =>
      graphql(gateway.url, { query, token: trust }).catch(() => null),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const ended = gateway.end('SIGTERM');
    const answers = (await Promise.all(running)).filter((answer) => answer !== null);
    expect(await ended).toBe(0);
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect([200, 503]).toContain(answer.status);
  }, 120_000);
});

describe('the gateway does not start', () => {
  it('as a demo in production or on an address that others reach, and names both faults', async () => {
    const { code, errors } = await failToStart({
      ...environment,
      NODE_ENV: 'production',
      GATEWAY_HOST: '0.0.0.0',
    });
    expect(code).toBe(2);
    expect(errors).toMatch(/^CONFIG_INVALID: /);
    expect(errors).toMatch(/GATEWAY_HOST: /);
    expect(errors).toMatch(/GATEWAY_MODE: /);
  });
});
