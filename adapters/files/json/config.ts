import { z } from 'zod';

/** Where a housing association's tenancy file lies and under which name it answers. */
export const tenancyFileConfig = z.strictObject({
  /** The agency's register key. */
  agency: z.string().min(1),
  /** The JSON file with tenants, tenancies and notes. */
  file: z.string().min(1),
  /** At least 16 bytes. */
  handleSecret: z
    .instanceof(Buffer)
    .refine((secret) => secret.length >= 16, 'A handle secret has 16 bytes or more.'),
});

export type TenancyFileConfig = z.input<typeof tenancyFileConfig>;
