import { z } from 'zod';

/** Where one organisation's FHIR R4 export lies and under which name it answers. */
export const fhirConfig = z.strictObject({
  /** The agency's register key. */
  agency: z.string().min(1),
  /** Folders of `<ResourceType>[.<part>].ndjson` files and of JSON files with one resource or Bundle each. */
  folders: z.array(z.string().min(1)).min(1).readonly(),
  /** At least 16 bytes. */
  handleSecret: z
    .instanceof(Buffer)
    .refine((secret) => secret.length >= 16, 'A handle secret has 16 bytes or more.'),
});

export type FhirConfig = z.input<typeof fhirConfig>;
