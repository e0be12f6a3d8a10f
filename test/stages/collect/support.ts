import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

import { systemClock, systemRandomness } from '../../../src/config/system';
import type { AgencyId, AuditEventId, RecordHandle, SubjectId } from '../../../src/domain/ids';
import type { Period } from '../../../src/domain/period';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
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

/** What the decision behind a plan says, as far as a test differs from a plain one. */
export interface About {
  readonly partnership?: string;
  readonly review?: string;
  readonly state?: string;
  readonly purpose?: string;
  readonly recipient?: string;
  readonly standing?: string;
  readonly pack?: { readonly key: string; readonly version: string; readonly digest: string };
  readonly period?: Period;
  readonly handle?: string;
  readonly flags?: readonly SubjectFlag[];
}

/** A gateway's collecting stage alone, with its real connections, breakers and grants. */
export interface TestCollect {
  readonly dependencies: CollectDependencies;
  readonly connections: AgencyConnections;
  /** Asks the agencies for the name of one subject, or for what is given. */
  run(agencies: readonly TestAgency[], fields?: readonly string[], about?: About): Promise<Collected>;
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
    cache: undefined,
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
    run: (agencies, fields = ['name'], about = {}) => {
      for (const { id, url } of agencies) endpoints.set(id, url);
      const event = systemRandomness.uuid(new Date()) as AuditEventId;
      return collect({ planned: plannedFor(agencies, fields, about), event }, dependencies);
    },
  };
}

/** What the stage reads of a plan. */
function plannedFor(agencies: readonly TestAgency[], fields: readonly string[], about: About): Planned {
  const { recipient: agency = 'recipient', purpose = 'RAPID_REVIEW', period = null } = about;
  const { partnership: partnershipId = 'partnership', review: id = 'review', state = 'GATHERING' } = about;
  const plans = agencies.map(({ id: asked }): AgencyPlan => ({
    agency: asked,
    outcomes: {} as AgencyPlan['outcomes'],
    fields: tree(...fields),
    records: new Map([[SUBJECT, (about.handle ?? HANDLE) as RecordHandle]]),
    maskingOnly: new Set(),
    period,
  }));
  const facts: Pick<Decided, 'declared' | 'review' | 'pack' | 'standing' | 'flags'> = {
    declared: { principal: { agency }, purpose } as Declared,
    review: { id, partnershipId, state } as Decided['review'],
    pack: (about.pack ?? { key: 'baseline', version: '1', digest: 'd' }) as Decided['pack'],
    standing: (about.standing ?? 'PARTICIPATING') as Decided['standing'],
    flags: new Map([[SUBJECT, new Set(about.flags)]]),
  };
  const decided = facts as Decided;
  const planned: Pick<Planned, 'decided' | 'agencies'> = { decided, agencies: plans };
  return planned as Planned;
}

/** The status of each agency's part, in order. */
export const statuses = ({ returns }: Collected): readonly string[] => returns.map(({ status }) => status);
