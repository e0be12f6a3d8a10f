import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

import { systemClock, systemRandomness } from '../../../src/config/system';
import type { AgencyId, AuditEventId, RecordHandle, SubjectId } from '../../../src/domain/ids';
import { openGrantIssuer } from '../../../src/grants';
import {
  collect,
  openConnections,
  openFanOut,
  type AgencyConnections,
  type Collected,
  type CollectDependencies,
} from '../../../src/stages/collect';
import type { Decided } from '../../../src/stages/decide';
import type { Declared } from '../../../src/stages/declare';
import type { AgencyPlan, Planned } from '../../../src/stages/plan';
import { openTestGrants, tree } from '../../support/grants';

export const HANDLE = 'h1' as RecordHandle;
const SUBJECT = 's1' as SubjectId;

/** A server that is an agency, and what it was sent. */
export interface TestAgency {
  readonly id: AgencyId;
  readonly url: URL;
  readonly requests: readonly IncomingMessage[];
  /** How many connections were made to it. */
  readonly connections: number;
  behave(listener: RequestListener): void;
  close(): void;
}

/** Starts an agency; over TLS where `tls` is given. */
export async function startAgency(
  id: string,
  { listener, tls }: { readonly listener: RequestListener; readonly tls?: ServerOptions },
): Promise<TestAgency> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  let behaviour = listener;
  const handle: RequestListener = (request, response) => {
    requests.push(request);
    behaviour(request, response);
  };
  const server: Server = tls ? createTlsServer(tls, handle) : createServer(handle);
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    id: id as AgencyId,
    url: new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${String(port)}/graphql`),
    requests,
    get connections() {
      return connections;
    },
    behave: (next) => {
      behaviour = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const answering =
  (status: number, text: string, type = 'application/json'): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(text);
  };
export const good = answering(200, JSON.stringify({ data: { _entities: [{ handle: HANDLE, name: 'A' }] } }));

/** A gateway's collecting stage alone, with its real connections, breakers and grants. */
export interface TestCollect {
  readonly dependencies: CollectDependencies;
  readonly connections: AgencyConnections;
  /** Asks the agencies for the name of one subject, or for what is given. */
  run(agencies: readonly TestAgency[], fields?: readonly string[]): Promise<Collected>;
}

export async function openTestCollect(
  options: Partial<CollectDependencies> & {
    readonly authorities?: Readonly<Record<string, string>>;
    readonly connections?: AgencyConnections;
  } = {},
): Promise<TestCollect> {
  const { authorities = {}, ...some } = options;
  const { keys } = await openTestGrants();
  const connections = options.connections ?? openConnections({ timeoutMs: 5_000 });
  const endpoints = new Map<string, URL>();
  const dependencies: CollectDependencies = {
    fanOut: openFanOut(),
    clock: systemClock,
    grants: openGrantIssuer({ keys, issuer: 'test', clock: systemClock, randomness: systemRandomness }),
    deadlineMs: 2_000,
    operationDeadlineMs: 5_000,
    maxBytes: 100_000,
    endpointOf: (id) => {
      const url = endpoints.get(id);
      return Promise.resolve(url && { url, authority: authorities[id] ?? null });
    },
    ...some,
    connections,
  };
  return {
    dependencies,
    connections,
    run: (agencies, fields = ['name']) => {
      for (const { id, url } of agencies) endpoints.set(id, url);
      const event = systemRandomness.uuid(new Date()) as AuditEventId;
      return collect({ planned: plannedFor(agencies, fields), event }, dependencies);
    },
  };
}

/** What the stage reads of a plan. */
function plannedFor(agencies: readonly TestAgency[], fields: readonly string[]): Planned {
  const declared = { principal: { agency: 'recipient' }, purpose: 'RAPID_REVIEW' } as Declared;
  const plans = agencies.map(({ id }): AgencyPlan => ({
    agency: id,
    outcomes: {} as AgencyPlan['outcomes'],
    fields: tree(...fields),
    records: new Map([[SUBJECT, HANDLE]]),
    maskingOnly: new Set(),
    period: null,
  }));
  const review = { id: 'review' } as Decided['review'];
  const pack = { key: 'baseline', version: '1', digest: 'd' } as Decided['pack'];
  const decided = { declared, review, pack, standing: 'PARTICIPATING' } as Decided;
  const planned: Pick<Planned, 'decided' | 'agencies'> = { decided, agencies: plans };
  return planned as Planned;
}

/** The status of each agency's part, in order. */
export const statuses = ({ returns }: Collected): readonly string[] => returns.map(({ status }) => status);
