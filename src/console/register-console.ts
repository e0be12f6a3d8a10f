import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

import type { AuditLog } from '../audit';
import type { Role } from '../domain/standing';
import { ASSETS, PAGE_FOLDER } from './assets';
import { storyTabs, type DemoReview } from './tabs';

export type { DemoReview } from './tabs';

/** A made-up user whom the page can act as. */
export interface DemoPersona {
  readonly key: string;
  readonly title: string;
  readonly agency: string;
  readonly roles: readonly Role[];
}

/** A sample agency: where its subgraph is, and where its own staff search its case system. */
export interface DemoAgency {
  readonly id: string;
  readonly url: string;
  readonly recordsUrl: string;
}

/** What the demo's page and helper routes show. */
export interface ConsoleOptions {
  readonly personas: readonly DemoPersona[];
  /** Vouches for a persona; a bearer token. */
  readonly issuer: { readonly token: (persona: DemoPersona) => Promise<string> };
  readonly agencies: () => readonly DemoAgency[];
  readonly reviews: () => readonly DemoReview[];
  /** Checks the audit log that this server writes; see `AuditLog.verify`. */
  readonly verifyAudit: AuditLog['verify'];
}

/**
 * Everything that the page needs comes from this server, and nothing may be sent anywhere else. Inline style elements
 * are allowed, since GraphiQL's dialogs make them; inline scripts and `eval` are not.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The names of this machine to itself; a page of another name that resolves to it gets nothing (DNS rebinding). */
const OWN_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Adds the demo's GraphiQL page (`/`) and its helper routes (`/demo/...`), which give anyone on this machine a token for
 * any persona: for demo mode only.
 */
export async function registerConsole(server: FastifyInstance, options: ConsoleOptions): Promise<void> {
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!OWN_NAMES.has(request.hostname)) reply.callNotFound();
    });
    await registerPage(scope, options);
    registerDemo(scope, options);
  });
}

async function registerPage(scope: FastifyInstance, { reviews, personas }: ConsoleOptions): Promise<void> {
  await scope.register(fastifyStatic, { root: PAGE_FOLDER, serve: false, cacheControl: false });
  for (const [url, { folder, file }] of ASSETS) {
    scope.get(url, async (_request, reply) =>
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY).sendFile(file, folder),
    );
  }
  const titles = new Map(personas.map(({ key, title }) => [key, title]));
  scope.get('/console/tabs', async () => storyTabs(reviews(), titles));
}

function registerDemo(scope: FastifyInstance, options: ConsoleOptions): void {
  const { issuer, personas, agencies, reviews, verifyAudit } = options;
  scope.get('/demo/personas', async () => personas);
  scope.get('/demo/agencies', async () => agencies());
  scope.get('/demo/reviews', async () => reviews());
  scope.get('/demo/audit/verify', async () => verifyAudit());
  scope.get('/demo/token', async (request, reply) => {
    const { persona: key } = request.query as { readonly persona?: unknown };
    const persona = personas.find((one) => one.key === key);
    if (persona) return { token: await issuer.token(persona) };
    reply.callNotFound();
    return reply;
  });
}
