import { z } from 'zod';

/** Settings of an agency that is read over an HTTP JSON API; times in milliseconds, sizes in bytes. */
export const restConfigSchema = z.strictObject({
  agency: z.string().min(1),
  /**
   * What the API is: `probation-case`, the case API of a probation service, or `hmpps-integration`, the HMPPS
   * Integration API (v1).
   */
  api: z.enum(['probation-case', 'hmpps-integration']).default('probation-case'),
  /** Where the API's paths begin. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** Value of the `Authorization` header, when the API asks for one. */
  authorization: z.string().min(1).optional(),
  connectTimeout: z.int().positive().default(2_000),
  /** Longest wait for the first byte and between two bytes of an answer. */
  answerTimeout: z.int().positive().default(5_000),
  /** Connections kept open, which is also how many requests run at once. */
  connections: z.int().positive().max(128).default(8),
  /** Longest answer that is read. */
  maximumAnswerSize: z.int().positive().default(2_000_000),
});

/** Settings with the defaults filled in. */
export type RestConfig = z.output<typeof restConfigSchema>;
/** Settings as they are written. */
export type RestConfigInput = z.input<typeof restConfigSchema>;
