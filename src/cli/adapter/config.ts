import { z } from 'zod';

import { RETURN_FORMS } from '../../../adapters/files';
import { UNDECLARED_SCOPE } from '../../../adapters/shared/contact-match';
import { isSafeAddress } from '../../domain/safe-address';

const text = z.string().regex(/\S/, { error: 'is empty: write it out' });

/** A secret by where it is kept; the value itself never stands in the file. */
const secret = z
  .union([z.strictObject({ env: text }), z.strictObject({ file: text })], {
    error: 'names no place for the secret: write { env: NAME } or { file: path }',
  })
  .meta({ description: 'Where a secret is kept: an environment variable, or a file beside this one.' });

const address = z.url({ protocol: /^https?$/, error: 'is no http or https address: write it out' });

/** Whoever could put other keys in between could sign grants for themselves. */
const keysAddress = address.refine((url) => isSafeAddress(new URL(url)), {
  error: 'is neither https nor on this machine: somebody between could change the keys',
});

const sql = z.strictObject({
  adapter: z.literal('sql'),
  source: z.strictObject({
    connection: secret.meta({
      description: 'The PostgreSQL connection string of a role that may only read.',
    }),
    schema: text.optional(),
    connections: z.int().positive().max(64).optional(),
    statementTimeout: z.int().positive().optional(),
  }),
});

const files = z.strictObject({
  adapter: z.literal('files'),
  source: z.strictObject({
    form: z
      .enum(['ssda903', 'tenancy', ...Object.keys(RETURN_FORMS)], {
        error: 'is no form of return that is read here',
      })
      .meta({ description: 'Which return the files are.' }),
    path: text.meta({ description: "The return's folder; of a tenancy export, its file." }),
    watch: z.boolean().default(false).meta({
      description: 'Takes new files into use as soon as they are written whole, without a restart.',
    }),
  }),
});

const fhir = z.strictObject({
  adapter: z.literal('fhir'),
  source: z.strictObject({
    dialect: z.enum(['uk-core', 'pds', 'gp-connect']).optional(),
    folders: z.array(text).min(1).optional(),
    server: z
      .strictObject({
        baseUrl: address,
        token: secret.optional(),
        headers: z.record(text, text).optional(),
        requestIdHeader: text.optional(),
        elements: z.boolean().optional(),
        postSearches: z.boolean().optional(),
      })
      .optional(),
  }),
});

const rest = z.strictObject({
  adapter: z.literal('rest'),
  source: z.strictObject({
    api: z.enum(['probation-case', 'hmpps-integration']).optional(),
    baseUrl: address,
    authorization: secret.optional(),
  }),
});

const subgraph = z.strictObject({
  adapter: z.literal('subgraph'),
  source: z.strictObject({ url: address, searchUrl: address.optional(), authorization: secret.optional() }),
});

/** Only this machine reaches an address of loopback (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const serve = z
  .strictObject({
    host: text.default('127.0.0.1'),
    port: z.int().min(0).max(65_535).default(0),
    ledger: text.default('disclosure-ledger.jsonl'),
    staffDesk: z.boolean().default(false).meta({
      description:
        "Serves the agency's own staff, on loopback alone: their search screen at /records, and the answers that a contact check could have at /contact-proposals.",
    }),
  })
  .refine(({ staffDesk, host }) => !staffDesk || isLoopback(host), {
    path: ['staffDesk'],
    error: 'asks nobody to sign in, so that it must not face a network: let host be 127.0.0.1',
  });

const matching = z
  .strictObject({
    searched: text
      .optional()
      .meta({ description: 'What a search of the case system covers: which systems, years and names.' }),
    acceptsMachineNil: z
      .boolean()
      .default(UNDECLARED_SCOPE.acceptsMachineNil)
      .meta({ description: 'Whether a machine may say alone that nobody of that name is known.' }),
    people: z
      .int({ error: 'is no whole number of people: count those of the case system' })
      .positive({ error: 'is no number of people: count those of the case system' })
      .default(UNDECLARED_SCOPE.people)
      .meta({ description: 'How many people the case system has; round up.' }),
  })
  .refine(({ acceptsMachineNil, searched }) => !acceptsMachineNil || searched !== undefined, {
    path: ['acceptsMachineNil'],
    error: 'needs to say what was searched: write searched as well',
  });

const common = {
  agency: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, { error: 'is not of the form lower-case-with-hyphens: write it so' })
    .meta({ description: 'The id that the agency has in the register of the gateway.' }),
  residency: z
    .literal('UK', { error: 'is not UK: the data of a review stay in the United Kingdom' })
    .meta({ description: 'Where the agency processes the data.' }),
  handles: secret.meta({ description: 'The secret, of 16 bytes or more, that handles are derived from.' }),
  dataMap: text.meta({
    description: "The agency's data map; a category that it has no field for is not offered.",
  }),
  gateway: z.strictObject({
    issuer: text.optional(),
    keys: z
      .union([z.strictObject({ url: keysAddress }), z.strictObject({ file: text })], {
        error: 'names no keys of the gateway: write { url: address } or { file: path }',
      })
      .meta({ description: 'The public keys that disclosure grants are verified with.' }),
  }),
  serve: serve.prefault({}),
  matching: matching
    .prefault({})
    .meta({ description: "What the agency says of its own search, for its staff's contact checks." }),
};

/** An agency's configuration as it is written. Keys that are not known are refused. */
export const AGENCY_CONFIG_SCHEMA = z
  .discriminatedUnion(
    'adapter',
    [
      sql.extend(common),
      files.extend(common),
      fhir.extend(common),
      rest.extend(common),
      subgraph.extend(common),
    ],
    { error: 'is no adapter: write sql, files, fhir, rest or subgraph' },
  )
  .meta({
    title: 'Agency',
    description: 'How an agency opens its case system to the review gateway, at its own site.',
  });

export type AgencyConfig = z.output<typeof AGENCY_CONFIG_SCHEMA>;

export type SecretPlace = z.output<typeof secret>;

/** The JSON Schema (draft 7) of an agency's configuration; checked in as `adapters/agency.schema.json`. */
export const emitAgencyConfigSchema = (): string =>
  `${JSON.stringify(z.toJSONSchema(AGENCY_CONFIG_SCHEMA, { target: 'draft-7', io: 'input' }), null, 2)}\n`;
