import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../../src/domain/agency-source';
import type { FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import { toPartialDate } from '../../shared/dates';
import { HandleBook } from '../../shared/handles';
import { matchesSearch } from '../../shared/matching';
import { TENANCY_FILE_OFFERS } from './capabilities';
import { readTenancyFile } from './client';
import { tenancyFileConfig, type TenancyFileConfig } from './config';
import { withinPeriod } from '../../shared/within-period';
import { configInvalid } from './errors';
import { neededSections } from './select';
import { addressOf, nameOf, translateTenant } from './translate';

export type { TenancyFileConfig } from './config';

/**
 * Opens a housing association's tenancy file as an agency source. The tenants are those of the file when it opens; what
 * they are asked for is read at each request.
 * @throws GatewayError CONFIG_INVALID when the configuration is not as `tenancyFileConfig` says or the file is not
 * readable.
 */
export async function openTenancyFileSource(config: TenancyFileConfig): Promise<AgencySource> {
  const parsed = tenancyFileConfig.safeParse(config);
  if (!parsed.success) throw configInvalid('the configuration is not valid', parsed.error);
  const { agency, file, handleSecret } = parsed.data;
  const { tenants } = await readTenancyFile(file, new Set(['tenants'])).catch((error: unknown) => {
    throw configInvalid('the file cannot be read', error);
  });
  const book = new HandleBook(
    handleSecret,
    tenants.map(({ tenantRef }) => tenantRef),
  );
  return new TenancyFileSource(agency as AgencyId, { file, book });
}

class TenancyFileSource implements AgencySource {
  readonly offers = TENANCY_FILE_OFFERS;

  constructor(
    readonly agency: AgencyId,
    private readonly parts: { readonly file: string; readonly book: HandleBook },
  ) {}

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const { file, book } = this.parts;
    const content = await readTenancyFile(file, neededSections(fields));
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
    const { file, book } = this.parts;
    const { tenants, tenancies } = await readTenancyFile(file, new Set(['tenants', 'tenancies']));
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
