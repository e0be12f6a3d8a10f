import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { AGENCY_STATUSES } from '../../src/domain/review';
import { CATALOGUE } from '../../src/errors/catalogue';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { freePort } from '../support/free-port';
import { FULL_QUERY } from '../support/full-query';
import { UNHURRIED } from '../support/replicas';
import {
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  STRANGER,
  WIDER,
} from '../support/review-fixture';
import { graphql, startServiceGateway, type ServiceGateway } from '../support/service-gateway';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const exporter = new InMemorySpanExporter();

let service: ServiceGateway;
let metricsUrl: string;
let agencies: readonly Subgraph[];
let reviewIds: readonly string[];

beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  const port = String(await freePort());
  service = await startServiceGateway({
    environment: { ...UNHURRIED, GATEWAY_METRICS_PORT: port, GATEWAY_RATE_LIMIT_PER_MINUTE: '20' },
  });
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  agencies = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const opened = await Promise.all(
    (['GATHERING', 'OPEN'] as const).map((state) =>
      openFixtureReview(register, { pack: 'baseline', type: TYPE, state }),
    ),
  );
  reviewIds = opened.map(({ reviewId }) => reviewId);
  await ask();
});

afterAll(async () => {
  trace.disable();
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

/** Everything that could leave a mark: full data, identities, a refusal, an injected name, a foreign token, the limit. */
async function ask(): Promise<void> {
  const own = await service.as({ user: 'user-own', agency: OWN, roles: ['AGENCY_CONTACT'] });
  const wider = await service.as({ user: 'user-wider', agency: WIDER, roles: ['AGENCY_CONTACT'] });
  const [gathering = '', open = ''] = reviewIds;
  expect(canariesIn((await own(FULL_QUERY, { id: gathering, purpose: TYPE })).text)).not.toEqual([]);
  expect((await wider(FULL_QUERY, { id: open, purpose: 'CONTACT_CHECK' })).text).toContain(IDENTITY.name);
  const stranger = await service.as({ user: 'user-stranger', agency: STRANGER, roles: ['AGENCY_CONTACT'] });
  await stranger(FULL_QUERY, { id: gathering, purpose: TYPE });
  await own(`query cnryInName { viewer { user } cnryField }`);
  await graphql(service.gateway.url, { token: 'cnry.token.of.nobody', query: '{ viewer { user } }' });
  const eager = await service.as({ user: 'user-eager', agency: OWN, roles: ['AGENCY_CONTACT'] });
  await Promise.all(Array.from({ length: 21 }, () => eager('{ viewer { user } }')));
}

const read = async (): Promise<string> => (await fetch(metricsUrl)).text();

/** A series of the text format by its name and labels. */
async function series(): Promise<readonly { readonly name: string; readonly labels: string }[]> {
  return (await read())
    .split('\n')
    .filter((line) => line.startsWith('gateway_'))
    .map((line) => /^(?<name>\w+)(?:\{(?<labels>[^}]*)\})? /.exec(line)?.groups ?? {})
    .map(({ name = '', labels = '' }) => ({ name, labels }));
}

const valueOf = async (start: string): Promise<number> =>
  Number(
    (await read())
      .split('\n')
      .find((line) => line.startsWith(start))
      ?.split(' ')
      .at(-1) ?? NaN,
  );

/** What no operator's tool may hold: values, people, who asked, and what names a review. */
const marks = (): readonly string[] => [
  'cnry',
  IDENTITY.name,
  IDENTITY.dateOfBirth,
  'user-',
  'Holloway',
  `rec-${OWN}`,
  ...reviewIds,
];

describe('metrics', () => {
  it('count operations by the code of their end, agencies by status, and audit groups', async () => {
    expect(await valueOf('gateway_operations_total{code="OK"}')).toBeGreaterThanOrEqual(22);
    expect(await valueOf('gateway_operations_total{code="RATE_LIMITED"}')).toBe(1);
    expect(await valueOf('gateway_operations_total{code="TOKEN_INVALID"}')).toBe(1);
    expect(await valueOf(`gateway_agency_answers_total{agency="${OTHER}",status="OK"}`)).toBe(1);
    expect(await valueOf(`gateway_agency_breaker_open{agency="${OTHER}"}`)).toBe(0);
    expect(await valueOf('gateway_audit_group_events_count')).toBeGreaterThan(0);
    expect(await valueOf('gateway_audit_failures_total')).toBe(0);
    expect(await valueOf('gateway_database_connections{state="total"}')).toBeGreaterThan(0);
    expect(await read()).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('have labels of the vocabulary and of the register alone, however odd the requests were', async () => {
    const permitted: Readonly<Record<string, readonly string[]>> = {
      code: ['OK', ...Object.keys(CATALOGUE)],
      status: AGENCY_STATUSES,
      agency: [OWN, OTHER],
      state: ['total', 'idle', 'waiting', 'failed'],
      outcome: ['SUCCESS', 'FAILURE'],
    };
    for (const { name, labels } of await series()) {
      for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="([^"]*)"/g)) {
        if (label === 'le') expect(value).toMatch(/^[\d.]+$|^\+Inf$/);
        else if (label === 'job') expect(value).toMatch(/^[a-z-]+$/);
        else
          expect({ name, label, known: permitted[label]?.includes(value) }).toEqual({
            name,
            label,
            known: true,
          });
      }
    }
  });

  it('tell nothing of an agency’s data, a person, a user or a review', async () => {
    const text = await read();
    for (const mark of marks()) expect(text).not.toContain(mark);
  });

  it('are not on the port that faces callers, and their port has nothing else', async () => {
    expect((await fetch(`${service.gateway.url}/metrics`)).status).toBe(404);
    for (const path of ['/', '/graphql', '/metrics?all=1']) {
      expect((await fetch(new URL(path, metricsUrl))).status).toBe(404);
    }
    expect((await fetch(metricsUrl, { method: 'POST' })).status).toBe(404);
  });
});

describe('traces', () => {
  const spans = (): readonly ReadableSpan[] => exporter.getFinishedSpans();

  it('have a span for each stage, and one for each agency', () => {
    const names = new Set(spans().map(({ name }) => name));
    expect(names).toEqual(
      new Set(['answer', 'declare', 'decide', 'plan', 'collect', 'agency', 'minimise', 'record']),
    );
    const asked = spans().find(
      ({ name, attributes }) => name === 'agency' && attributes['gateway.agency'] === OTHER,
    );
    expect(asked?.attributes).toEqual({ 'gateway.agency': OTHER, 'gateway.status': 'OK' });
  });

  it('say of a refusal its code alone', () => {
    const refused = spans().filter(({ attributes }) => attributes['gateway.code'] !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    for (const { events, status } of refused) {
      expect(events).toEqual([]);
      expect(status.message).toBeUndefined();
    }
  });

  it('tell nothing of an agency’s data, a person, a user or a review', () => {
    const text = JSON.stringify(
      spans().map(({ name, attributes, events, links, status, resource }) => ({
        ...{ name, attributes, events, links, status },
        resource: resource.attributes,
      })),
    );
    for (const mark of marks()) expect(text).not.toContain(mark);
  });
});
