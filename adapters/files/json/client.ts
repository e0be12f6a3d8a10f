import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { unreadable } from './errors';
import type { Section } from './select';

const text = z.string().nullish();

const tenant = z.object({
  tenantRef: z.string().min(1),
  forename: text,
  surname: text,
  dateOfBirth: text,
  telephone: text,
  email: text,
  preferredLanguage: text,
});

const tenancy = z.object({
  tenancyRef: z.string().min(1),
  tenantRefs: z.array(z.string()),
  property: z.object({ uprn: text, addressLines: z.array(z.string()), postcode: text }),
  tenure: text,
  status: text,
  startDate: text,
  endDate: text,
});

const note = z.object({
  noteRef: z.string().min(1),
  tenantRef: z.string(),
  type: text,
  date: text,
  text: z.string(),
  /** Whether the officer saw it or was of the opinion. */
  basis: z.enum(['fact', 'opinion', 'combination']),
  corrections: z.array(z.object({ date: text, text: z.string() })).nullish(),
});

const file = z.object({
  tenants: z.array(z.unknown()),
  tenancies: z.array(z.unknown()),
  notes: z.array(z.unknown()),
});

export type Tenant = z.output<typeof tenant>;
export type Tenancy = z.output<typeof tenancy>;
export type Note = z.output<typeof note>;

/** The file's entries, as far as they were asked for. */
export interface TenancyFile {
  readonly tenants: readonly Tenant[];
  readonly tenancies: readonly Tenancy[];
  readonly notes: readonly Note[];
}

/** One reading of the file, so that a site can log, and a test can prove, which of its lists were parsed for a request. */
export interface TenancyFileRead {
  readonly sections: readonly Section[];
}

/**
 * Reads the file and parses the sections asked for; an entry that is not in its form is left out.
 * @throws GatewayError INTERNAL when the file as a whole cannot be read.
 */
export async function readTenancyFile(
  path: string,
  sections: ReadonlySet<Section>,
  onRead: (read: TenancyFileRead) => void = () => undefined,
): Promise<TenancyFile> {
  onRead({ sections: [...sections] });
  try {
    const content = file.parse(JSON.parse(await readFile(path, 'utf8')));
    return {
      tenants: sections.has('tenants') ? valid(tenant, content.tenants) : [],
      tenancies: sections.has('tenancies') ? valid(tenancy, content.tenancies) : [],
      notes: sections.has('notes') ? valid(note, content.notes) : [],
    };
  } catch (error) {
    throw unreadable(error);
  }
}

function valid<S extends z.ZodType>(schema: S, entries: readonly unknown[]): readonly z.output<S>[] {
  return entries.flatMap((entry) => {
    const parsed = schema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
