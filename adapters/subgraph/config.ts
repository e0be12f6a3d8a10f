import { z } from 'zod';

/** Settings of an agency that already speaks the contract; times in milliseconds, sizes in bytes. */
export const subgraphConfigSchema = z.strictObject({
  agency: z.string().min(1),
  /** The GraphQL endpoint of the agency's own subgraph. */
  url: z.url({ protocol: /^https?$/ }),
  /** The agency's own search screen, which answers `?name=&dateOfBirth=` with a list; nobody is found without it. */
  searchUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Value of the `Authorization` header, when the endpoint asks for one. */
  authorization: z.string().min(1).optional(),
  connectTimeout: z.int().positive().default(2_000),
  /** Longest wait for the first byte and between two bytes of an answer. */
  answerTimeout: z.int().positive().default(5_000),
  connections: z.int().positive().max(128).default(8),
  /** Longest answer that is read. */
  maximumAnswerSize: z.int().positive().default(16_000_000),
});

/** Settings with the defaults filled in. */
export type SubgraphConfig = z.output<typeof subgraphConfigSchema>;
/** Settings as they are written. */
export type SubgraphConfigInput = z.input<typeof subgraphConfigSchema>;
