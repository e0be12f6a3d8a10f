import { z } from 'zod';
import { RETURN_FORMS } from './capabilities';

const FORM_NAMES = Object.keys(RETURN_FORMS) as [string, ...string[]];

/** Which statutory return a council or school has, where it lies, and under which name it answers. */
export const returnConfig = z.strictObject({
  /** The agency's register key. */
  agency: z.string().min(1),
  form: z.enum(FORM_NAMES),
  /** Folder with the return's files. */
  folder: z.string().min(1),
  /** At least 16 bytes. */
  handleSecret: z
    .instanceof(Buffer)
    .refine((secret) => secret.length >= 16, 'A handle secret has 16 bytes or more.'),
});

export type ReturnConfig = z.input<typeof returnConfig>;
