import { Agent, type Dispatcher } from 'undici';

/** Connections kept to one agency. */
const CONNECTIONS = 64;
/** Milliseconds for which an idle connection is kept, unless the agency says less. */
const KEEP_ALIVE_MS = 30_000;

/** How the gateway shows itself to agencies, and whom it takes them for; PEM. */
export interface ConnectionOptions {
  /** Authorities that every agency's certificate may come from; those of the platform where it is undefined. */
  readonly authorities?: string | undefined;
  /** The gateway's own certificate and key, for agencies that ask for one (mutual TLS). */
  readonly certificate?: string | undefined;
  readonly privateKey?: string | undefined;
  /** Milliseconds without headers, or without a piece of the body, after which a request is given up. */
  readonly timeoutMs: number;
}

/** Pools of connections that are kept alive, one for each authority that an agency's certificate may come from. */
export interface AgencyConnections {
  /** The pool for an agency with an authority of its own, which alone is believed then; null for one without. */
  through(authority: string | null): Dispatcher;
  close(): Promise<void>;
}

/** Opens the pools. Certificates are always verified, TLS 1.2 is the least, and redirects are not followed. */
export function openConnections(options: ConnectionOptions): AgencyConnections {
  const agents = new Map<string | null, Agent>();
  const open = (authority: string | null): Agent => {
    const ca = authority ?? options.authorities;
    return new Agent({
      connections: CONNECTIONS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: {
        timeout: options.timeoutMs,
        minVersion: 'TLSv1.2',
        ...(ca !== undefined && { ca }),
        ...(options.certificate !== undefined && { cert: options.certificate }),
        ...(options.privateKey !== undefined && { key: options.privateKey }),
      },
    });
  };
  return Object.freeze({
    through: (authority: string | null) => {
      const agent = agents.get(authority) ?? open(authority);
      agents.set(authority, agent);
      return agent;
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  });
}
