import { Writable } from 'node:stream';

import Fastify from 'fastify';
import { pino } from 'pino';

import type { AuditDraft } from '../../src/audit';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import { openExit, type Exit } from '../../src/http/exit';
import { canarySource, serveAgency } from '../support/canary-agency';
import { PURPOSE, startGatedService, type GatedService } from '../support/gated-service';
import { IDENTITY, OTHER } from '../support/review-fixture';
import { at, listAt } from '../support/service-gateway';

/** A number of the range that the NHS keeps for tests. */
const NUMBER = '9990000018';

let gated: GatedService;
beforeAll(async () => {
  gated = await startGatedService();
}, 240_000);
afterAll(() => gated.close());

const recordedFindings = async () => {
  const page = await gated.service.gateway.audit.page({ action: 'WITHHOLD_OUTGOING' }, { first: 200 });
  return page.events.map(({ event: { actor, review, details } }) => ({
    user: actor.user,
    review: review?.id ?? null,
    details,
  }));
};

describe('an identifier that strays into an answer', () => {
  it('is withheld from a name in a list, and on record under the user who asked', async () => {
    const id = 'agency-stray' as AgencyId;
    const { register } = gated.service.gateway;
    await register.saveAgency({ id, name: `Ward of ${NUMBER}`, kind: 'NHS', endpointUrl: null });
    const answer = await gated.coordinator('{ agencies { id name } }');
    expect(answer.errors).toEqual([]);
    expect(answer.text).not.toContain(NUMBER);
    expect(listAt(answer.data, 'agencies')).toContainEqual({ id, name: '[withheld]' });
    expect(await recordedFindings()).toContainEqual({
      user: 'coordinator',
      review: null,
      details: { 'withheld:data': 'NHS_NUMBER' },
    });
  });

  it('is withheld beside the data of a review where it is known to be of one of its people', async () => {
    const { gathering, own, usePack } = gated;
    await usePack({ 'documents.0.title': `Notice about ${IDENTITY.name}` });
    const id = await gathering();
    const answer = await own(
      `query Q($id: ID!) { review(id: $id, purpose: ${PURPOSE}) { id subjects { ref returns { agency
        health { assertion addenda { text } code } } } disclosure { reason } } }`,
      { id },
    );
    await usePack({});
    expect(answer.errors).toEqual([]);
    expect(answer.text).not.toContain(IDENTITY.name);
    expect(at(answer.data, 'review', 'id')).toBe(id);
    expect(listAt(answer.data, 'review', 'disclosure')).toContainEqual({ reason: '[withheld]' });
    expect(await recordedFindings()).toContainEqual({
      user: 'own',
      review: id,
      details: { 'withheld:data': 'NAME' },
    });
  });

  it('is masked in what an agency sends, and counted on the record of that answer', async () => {
    const { gathering, own, service } = gated;
    const plain = canarySource(OTHER);
    const stray = await serveAgency(
      {
        ...plain,
        read: async (handles: readonly RecordHandle[], ...rest) => {
          const records = await plain.read(handles, ...rest);
          return new Map(
            [...records].map(([handle, record]) => [
              handle,
              {
                ...record,
                health: (record.health ?? []).map((one) => ({ ...one, code: `patient ${NUMBER}` })),
              },
            ]),
          );
        },
      },
      service.gateway,
    );
    const { register, audit } = service.gateway;
    await register.saveAgency({ id: OTHER as AgencyId, name: OTHER, kind: 'TEST', endpointUrl: stray.url });
    const id = await gathering();
    const answer = await own(
      `query Q($id: ID!) { review(id: $id, purpose: ${PURPOSE}) { subjects { returns { agency
        health { assertion addenda { text } code } } } } }`,
      { id },
    );
    await stray.close();
    expect(answer.text).not.toContain(NUMBER);
    expect(answer.text).toContain('[NHS number withheld]');
    const { events } = await audit.page({ action: 'READ' }, { first: 200 });
    const event = events.find((one) => one.event.review?.id === id);
    expect(event?.event.details[`masked:${OTHER}`]).toBe('NHS_NUMBER=2');
  });

  it('comes back in no header, body or line of the log, wherever a client puts it', async () => {
    const { url } = gated.service.gateway;
    for (const path of [`/${NUMBER}`, `/graphql?query=${NUMBER}`, `/health/${NUMBER}`]) {
      const response = await fetch(`${url}${path}`, { headers: { 'x-request-id': NUMBER } });
      expect(`${JSON.stringify([...response.headers])} ${await response.text()}`).not.toContain(NUMBER);
    }
    expect(gated.service.log.join('')).not.toContain(NUMBER);
  });
});

describe('the exit of the server', () => {
  const drafts: AuditDraft[] = [];
  const recording = (exit: Exit): Exit => {
    exit.recordIn({ append: (draft) => Promise.resolve(drafts.push(draft)) as never });
    return exit;
  };

  it('withholds what strays into a header or a short body, and tells of both', async () => {
    const server = Fastify();
    recording(openExit()).guardResponses(server);
    server.get('/a', async (_request, reply) =>
      reply.header('x-ref', `r-${NUMBER}`).send({ status: 'live', of: NUMBER }),
    );
    server.get('/b', async () => ({ status: 'live', id: '0198a000-0000-7000-8000-000000000001' }));
    const stray = await server.inject('/a');
    expect(stray.headers['x-ref']).toBe('[withheld]');
    expect(stray.json()).toEqual({ status: 'live', of: '[withheld]' });
    expect(Number(stray.headers['content-length'])).toBe(stray.body.length);
    expect(drafts.map(({ action, details }) => [action, details])).toEqual([
      ['WITHHOLD_OUTGOING', { 'withheld:headers': 'NHS_NUMBER' }],
      ['WITHHOLD_OUTGOING', { 'withheld:body': 'NHS_NUMBER' }],
    ]);
    const plain = await server.inject('/b');
    expect(plain.json()).toEqual({ status: 'live', id: '0198a000-0000-7000-8000-000000000001' });
    expect(drafts).toHaveLength(2);
    await server.close();
  });

  it('lets nothing leave whose finding cannot be recorded', async () => {
    const server = Fastify();
    const exit = openExit();
    exit.recordIn({ append: () => Promise.reject(new Error('the record is away')) });
    exit.guardResponses(server);
    server.get('/a', async () => ({ of: NUMBER }));
    const answer = await server.inject('/a');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain(NUMBER);
    await server.close();
  });

  it('withholds what strays into a line of the log, at any depth', () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString('utf8'));
        done();
      },
    });
    const before = drafts.length;
    const log = recording(openExit()).guarded(pino({ base: null }, sink));
    log.warn(
      { agency: 'trust', fields: [{ of: `patient ${NUMBER}` }], ms: 9_990_000_018 },
      'an agency sent more',
    );
    expect(JSON.parse(lines.join(''))).toMatchObject({
      agency: 'trust',
      fields: [{ of: '[withheld]' }],
      msg: 'an agency sent more',
    });
    expect(drafts.slice(before).map(({ details }) => details)).toEqual([{ 'withheld:log': 'NHS_NUMBER' }]);
  });
});
