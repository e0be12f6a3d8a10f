import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../../src/domain/agency-source';
import type { FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import { toPartialDate } from '../../shared/dates';
import { HandleBook } from '../../shared/handles';
import { matchesSearch } from '../../shared/matching';
import { TENANCY_FILE_OFFERS } from './capabilities';
import { readTenancyFile, type TenancyFile, type TenancyFileRead } from './client';
import { tenancyFileConfig, type TenancyFileConfig } from './config';
import { withinPeriod } from '../../shared/within-period';
import { configInvalid } from './errors';
import { neededSections, type Section } from './select';
import { addressOf, nameOf, translateTenant } from './translate';

export type { TenancyFileRead } from './client';
export type { TenancyFileConfig } from './config';

/** What a site may give besides its settings. */
export interface TenancyFileDependencies {
  readonly onRead?: (read: TenancyFileRead) => void;
}

/**
 * Opens a housing association's tenancy file as an agency source. The tenants are those of the file when it opens; what
 * they are asked for is read at each request.
 * @throws GatewayError CONFIG_INVALID when the configuration is not as `tenancyFileConfig` says or the file is not
 * readable.
 */
export async function openTenancyFileSource(
  config: TenancyFileConfig,
  { onRead }: TenancyFileDependencies = {},
): Promise<AgencySource> {
  const parsed = tenancyFileConfig.safeParse(config);
  if (!parsed.success) throw configInvalid('the configuration is not valid', parsed.error);
  const { agency, file, handleSecret } = parsed.data;
  const read = (sections: ReadonlySet<Section>): Promise<TenancyFile> =>
    readTenancyFile(file, sections, onRead);
  const { tenants } = await read(new Set<Section>(['tenants'])).catch((error: unknown) => {
    throw configInvalid('the file cannot be read', error);
  });
  const book = new HandleBook(
    handleSecret,
    tenants.map(({ tenantRef }) => tenantRef),
  );
  return new TenancyFileSource(agency as AgencyId, { read, book });
}

class TenancyFileSource implements AgencySource {
  readonly offers = TENANCY_FILE_OFFERS;

  constructor(
    readonly agency: AgencyId,
    private readonly parts: {
      readonly read: (sections: ReadonlySet<Section>) => Promise<TenancyFile>;
      readonly book: HandleBook;
    },
  ) {}

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const { read, book } = this.parts;
    const content = await read(neededSections(fields));
    const entryHandle = (key: string): string => book.entryHandle(key);
    return new Map(
      [...new Set(handles)].flatMap((handle) => {
        const tenantRef = book.keyOf(handle);
        if (tenantRef === undefined) return [];
        const record = translateTenant(content, fields.keys(), { handle, tenantRef, entryHandle });
        return [[handle, withinPeriod(record, options)] as const];
      }),
    );
  }

  async search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    const { read, book } = this.parts;
    const { tenants, tenancies } = await read(new Set<Section>(['tenants', 'tenancies']));
    return tenants.flatMap((tenant) => {
      const name = nameOf(tenant) ?? '';
      const dateOfBirth = toPartialDate(tenant.dateOfBirth);
      if (!matchesSearch({ names: [name], dateOfBirth }, by)) return [];
      const home = tenancies.find(({ tenantRefs }) => tenantRefs.includes(tenant.tenantRef));
      const address = home ? addressOf(home) : null;
      const printed = address ? [...address.lines, address.postcode ?? ''].filter(Boolean).join(', ') : null;
      return [{ handle: book.handleOf(tenant.tenantRef), name, dateOfBirth, address: printed }];
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
