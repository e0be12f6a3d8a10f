import { z } from 'zod';

/** Where a council's looked-after children return (SSDA903) lies and under which name it answers. */
export const ssda903Config = z.strictObject({
  /** The agency's register key. */
  agency: z.string().min(1),
  /** Folder with `header.csv` and any of the return's other files. */
  folder: z.string().min(1),
  /** At least 16 bytes. */
  handleSecret: z
    .instanceof(Buffer)
    .refine((secret) => secret.length >= 16, 'A handle secret has 16 bytes or more.'),
});

export type Ssda903Config = z.input<typeof ssda903Config>;
