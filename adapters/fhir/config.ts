import { z } from 'zod';

/**
 * What a source speaks: `uk-core`, FHIR R4 with the UK Core (or US Core) profiles; `pds`, the Personal Demographics
 * Service, R4 as well; `gp-connect`, Access Record: Structured, which is STU3.
 */
export const DIALECTS = ['uk-core', 'pds', 'gp-connect'] as const;

export type Dialect = (typeof DIALECTS)[number];

/** A FHIR server; times in milliseconds, sizes in bytes. */
const server = z.strictObject({
  /** Where the server's paths begin; no path above it and no other host is ever asked. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** A file that holds the bearer token; it is read again for each request, so that a renewed token is used. */
  tokenFile: z.string().min(1).optional(),
  /** The bearer token itself, for a host that keeps it elsewhere. */
  token: z.string().min(1).optional(),
  /** Headers that go with every request, such as `NHSD-Session-URID` or `Ssp-InteractionID`. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Header that bears a new random UUID with every request: `X-Request-ID` at PDS, `Ssp-TraceID` at GP Connect. */
  requestIdHeader: z.string().min(1).optional(),
  /** False for a server that refuses `_elements`; whole resources are then read, and dropped to what is needed. */
  elements: z.boolean().default(true),
  /** True sends searches as `POST [type]/_search`, so that no name, date or id of a person stands in a URL or its logs. */
  postSearches: z.boolean().default(false),
  /** Resources per page. */
  pageSize: z.int().positive().max(1_000).default(100),
  /** Pages of one search; more than these fail the read, which is better than a record cut short. */
  maximumPages: z.int().positive().default(200),
  /** How often a request is made in all when the server is busy or gone for the moment (429, 502, 503, 504). */
  attempts: z.int().positive().max(5).default(3),
  /** Longest wait before the second attempt; it doubles from one to the next. */
  retryDelay: z.int().nonnegative().default(200),
  connectTimeout: z.int().positive().default(2_000),
  /** Longest wait for the first byte and between two bytes of an answer. */
  answerTimeout: z.int().positive().default(5_000),
  /** Connections kept open, which is also how many requests run at once. */
  connections: z.int().positive().max(128).default(8),
  /** Longest answer that is read. */
  maximumAnswerSize: z.int().positive().default(16_000_000),
});

/** Where one organisation's FHIR records are and under which name it answers: `folders` of files, or a `server`. */
export const fhirConfig = z
  .strictObject({
    /** The agency's register key. */
    agency: z.string().min(1),
    dialect: z.enum(DIALECTS).default('uk-core'),
    /**
     * Folders of `<ResourceType>[.<part>].ndjson` files, and of JSON or XML files with one resource or Bundle each.
     */
    folders: z.array(z.string().min(1)).min(1).readonly().optional(),
    server: server.optional(),
    /** At least 16 bytes. */
    handleSecret: z
      .instanceof(Buffer)
      .refine((secret) => secret.length >= 16, 'A handle secret has 16 bytes or more.'),
  })
  .refine(({ folders, server: given }) => (folders === undefined) !== (given === undefined), {
    message: 'Give folders or a server, and not both.',
  });

export type FhirConfig = z.input<typeof fhirConfig>;
/** A server's settings with the defaults filled in. */
export type FhirServerConfig = z.output<typeof server>;
