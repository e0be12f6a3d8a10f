import { request } from 'undici';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { startBalancer, type Balancer } from './balancer';
import { serveCanaryAgency } from './canary-agency';
import { freePort } from './free-port';
import { startGatewayProcess, type GatewayProcess } from './gateway-process';
import { makePolicyFolder, type PolicyFolder } from './policy-folder';
import { openFixtureReview, OTHER, OWN, registerAgencies } from './review-fixture';
import { startServiceGateway, type ServiceGateway } from './service-gateway';
import { startWebhook, type Webhook } from './webhook';

/** How many replicas there are; four on demand. */
export const REPLICAS = Number(process.env['TEST_REPLICAS'] ?? '2');

/** Deadlines that a busy machine does not miss; none of these tests is about them. */
export const UNHURRIED = {
  GATEWAY_AGENCY_DEADLINE_MS: '20000',
  GATEWAY_OPERATION_DEADLINE_MS: '30000',
  GATEWAY_AUDIT_DEADLINE_MS: '20000',
};

export const TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** A replica as a process of its own, and where its metrics are. */
export interface Replica {
  readonly process: GatewayProcess;
  readonly metricsUrl: string;
}

/** Replicas on one PostgreSQL and one Redis behind a balancer, and two agencies. */
export interface Replicas {
  /** Composed in this process: it sets up and looks after; it is a further replica. */
  readonly service: ServiceGateway;
  readonly policies: PolicyFolder;
  readonly balancer: Balancer;
  readonly webhook: Webhook;
  readonly running: Replica[];
  /** The id of a new review in which both agencies participate. */
  gathering(): Promise<string>;
  start(count: number): Promise<void>;
  /** Ends all of them and waits; their exit codes. */
  stop(signal?: NodeJS.Signals): Promise<readonly (number | string)[]>;
  close(): Promise<void>;
}

export async function startReplicas(environment: Readonly<Record<string, string>>): Promise<Replicas> {
  const [policies, webhook] = await Promise.all([makePolicyFolder('baseline'), startWebhook()]);
  const service = await startServiceGateway({
    environment: {
      GATEWAY_POLICY_FOLDER: policies.path,
      GATEWAY_NOTICE_WEBHOOK_URL: webhook.url,
      ...UNHURRIED,
      ...environment,
    },
  });
  const agencies: readonly Subgraph[] = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const balancer = await startBalancer([]);
  const running: Replica[] = [];
  const stop: Replicas['stop'] = async (signal = 'SIGTERM') => {
    const ended = await Promise.all(running.map(({ process: replica }) => replica.end(signal)));
    running.length = 0;
    return ended;
  };
  const replicas: Replicas = {
    ...{ service, policies, balancer, webhook, running, stop },
    async gathering() {
      const { reviewId } = await openFixtureReview(register, {
        pack: 'baseline',
        type: TYPE,
        state: 'GATHERING',
      });
      return reviewId;
    },
    async start(count) {
      running.push(...(await Promise.all(Array.from({ length: count }, () => startReplica(service)))));
      balancer.use(running.map(({ process: { url } }) => url));
    },
    async close() {
      await stop();
      await balancer.close();
      await service.close();
      await Promise.all([...agencies.map((agency) => agency.close()), webhook.close(), policies.remove()]);
    },
  };
  return replicas;
}

async function startReplica({ environment }: ServiceGateway): Promise<Replica> {
  const port = String(await freePort());
  const gateway = await startGatewayProcess({ ...environment, GATEWAY_METRICS_PORT: port });
  return { process: gateway, metricsUrl: `http://127.0.0.1:${port}/metrics` };
}

/** The sum of a series over replicas, by its name with labels as the text format writes it. */
export async function sumOf(running: readonly Replica[], series: string): Promise<number> {
  const texts = await Promise.all(running.map(async ({ metricsUrl }) => (await fetch(metricsUrl)).text()));
  return texts.reduce((sum, text) => sum + valueIn(text, series), 0);
}

/** The value of a series in the text format; 0 where it is not there. */
export const valueIn = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? 0,
  );

/** What came back over a connection of its own, so that a balancer of connections spreads requests. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
}

/** Sends one operation over a new connection. @throws what the connection throws */
export async function askOnce(
  url: string,
  asked: { readonly token: string; readonly query: string; readonly variables?: object },
): Promise<Answered> {
  const { token, ...operation } = asked;
  const { statusCode, body } = await request(`${url}/graphql`, {
    method: 'POST',
    reset: true,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(operation),
  });
  const text = await body.text();
  return { status: statusCode, text, code: /"code":"([A-Z_]+)"/.exec(text)?.[1] };
}
