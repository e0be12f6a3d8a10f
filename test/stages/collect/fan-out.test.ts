import { decodeJwt } from 'jose';

import { openFanOut, type BreakerState } from '../../../src/stages/collect';
import {
  answering,
  good,
  openTestCollect,
  startAgency,
  statuses,
  type TestAgency,
  type TestCollect,
} from './support';

const agencies: TestAgency[] = [];
const collects: TestCollect[] = [];

afterEach(async () => {
  for (const agency of agencies.splice(0)) agency.close();
  for (const { connections } of collects.splice(0)) await connections.close();
});

async function agency(id: string, listener = good): Promise<TestAgency> {
  const started = await startAgency(id, { listener });
  agencies.push(started);
  return started;
}
async function open(options: Parameters<typeof openTestCollect>[0] = {}): Promise<TestCollect> {
  const opened = await openTestCollect(options);
  collects.push(opened);
  return opened;
}
const breaking: Parameters<TestAgency['behave']>[0] = (request) => request.socket.destroy();

describe('the fan-out', () => {
  it('asks each agency once per operation, over connections that it keeps', async () => {
    const [one, two] = [await agency('one'), await agency('two')];
    const { run } = await open();
    expect(statuses(await run([one, two]))).toEqual(['OK', 'OK']);
    expect(statuses(await run([one, two]))).toEqual(['OK', 'OK']);
    expect([one.requests.length, two.requests.length]).toEqual([2, 2]);
    expect([one.connections, two.connections]).toEqual([1, 1]);
  });

  it('tries a connection that broke again, under a new grant for the same audit event', async () => {
    const one = await agency('one', breaking);
    const { run } = await open();
    const running = run([one]);
    while (one.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    one.behave(good);
    const [part] = (await running).returns;
    expect(part?.status).toBe('OK');
    const claims = one.requests.map(({ headers }) => decodeJwt(headers.authorization?.slice(7) ?? ''));
    expect(claims).toHaveLength(2);
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(2);
    expect(new Set(claims.map(({ event }) => event)).size).toBe(1);
    expect(part?.exchange?.grants).toEqual(claims.map(({ jti }) => jti));
  });

  it.each<[string, number, number]>([
    ['an answer that says to try again', 503, 3],
    ["an agency's own failure", 500, 1],
    ['a refusal', 403, 1],
  ])('sends the right number of requests for %s', async (_what, status, requests) => {
    const one = await agency('one', answering(status, '{}'));
    await (await open()).run([one]);
    expect(one.requests).toHaveLength(requests);
  });

  it('lets go of an agency that hangs, does not ask it again, and leaves the others as they are', async () => {
    let released = (): void => undefined;
    const closed = new Promise<void>((resolve) => (released = resolve));
    const hung = await agency('hung', (request) => request.socket.on('close', released));
    const healthy = await agency('healthy');
    const { run } = await open({ deadlineMs: 200 });
    expect(statuses(await run([hung, healthy]))).toEqual(['UNAVAILABLE', 'OK']);
    await closed;
    expect(hung.requests).toHaveLength(1);
  });

  it("ends with the operation's own time, whatever each agency has left of its own", async () => {
    const hung = await agency('hung', () => undefined);
    const { run } = await open({ deadlineMs: 60_000, operationDeadlineMs: 200 });
    expect(statuses(await run([hung]))).toEqual(['UNAVAILABLE']);
  });

  it('stops asking an agency that does not answer, tries it once after a pause, and then goes on', async () => {
    const changes: [string, BreakerState][] = [];
    const fanOut = openFanOut({ failures: 2, pauseMs: 50, onChange: (...change) => changes.push(change) });
    const [down, healthy] = [await agency('down', answering(500, '')), await agency('healthy')];
    const { run } = await open({ fanOut });
    await run([down, healthy]);
    await run([down, healthy]);
    const stopped = await run([down, healthy]);
    expect(statuses(stopped)).toEqual(['UNAVAILABLE', 'OK']);
    expect(stopped.returns[0]?.exchange?.grants).toEqual([]);
    expect(down.requests).toHaveLength(2);
    expect(fanOut.states()).toEqual(
      new Map<string, BreakerState>([
        ['down', 'OPEN'],
        ['healthy', 'CLOSED'],
      ]),
    );
    await new Promise((resolve) => setTimeout(resolve, 80));
    await run([down, healthy]);
    expect(down.requests).toHaveLength(3);
    await new Promise((resolve) => setTimeout(resolve, 80));
    down.behave(good);
    expect(statuses(await run([down, healthy]))).toEqual(['OK', 'OK']);
    expect(statuses(await run([down]))).toEqual(['OK']);
    expect(changes).toEqual([
      ['down', 'OPEN'],
      ['down', 'HALF_OPEN'],
      ['down', 'OPEN'],
      ['down', 'HALF_OPEN'],
      ['down', 'CLOSED'],
    ]);
  });

  it('asks an agency that has moved at once, though its old place did not answer', async () => {
    const fanOut = openFanOut({ failures: 1, pauseMs: 60_000 });
    const { run } = await open({ fanOut });
    await run([await agency('one', answering(500, ''))]);
    expect(statuses(await run([await agency('one')]))).toEqual(['OK']);
  });

  it.each([
    ['another machine by name', 'http://agency.invalid/graphql'],
    ['another machine by address', 'http://192.0.2.1/graphql'],
    ['a name that only looks like this machine', 'http://127.0.0.1.agency.invalid/graphql'],
    ['no transport that is encrypted', 'ftp://127.0.0.1/graphql'],
  ])('sends nothing, not even a grant, to %s without https', async (_where, address) => {
    const [unsafe, healthy] = [await agency('unsafe'), await agency('healthy')];
    const told: string[] = [];
    const fanOut = openFanOut();
    const { run } = await open({ fanOut, onUnsafeAddress: (id) => told.push(id) });
    const collected = await run([{ ...unsafe, url: new URL(address) }, healthy]);
    expect(statuses(collected)).toEqual(['UNAVAILABLE', 'OK']);
    expect(collected.returns[0]?.exchange).toBeNull();
    expect(told).toEqual(['unsafe']);
    expect([...fanOut.states().keys()]).toEqual(['healthy']);
  });

  it('does not take a refusal or nonsense for an agency that is away', async () => {
    const fanOut = openFanOut({ failures: 1, pauseMs: 60_000 });
    const one = await agency('one', answering(403, ''));
    const { run } = await open({ fanOut });
    expect(statuses(await run([one]))).toEqual(['REFUSED']);
    one.behave(answering(200, 'nonsense'));
    expect(statuses(await run([one]))).toEqual(['INVALID']);
    one.behave(good);
    expect(statuses(await run([one]))).toEqual(['OK']);
  });
});
