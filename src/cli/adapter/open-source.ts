import {
  openReturnSource,
  openSsda903Source,
  openTenancyFileSource,
  openWatchedSource,
} from '../../../adapters/files';
import { openFhirSource } from '../../../adapters/fhir';
import { openRestSource } from '../../../adapters/rest';
import { HandleBook } from '../../../adapters/shared/handles';
import { SealedHandles } from '../../../adapters/shared/sealed-handles';
import { openSqlSource } from '../../../adapters/sql';
import { openSubgraphSource } from '../../../adapters/subgraph';
import { mappedCategories } from '../../agencies';
import { systemClock as clock } from '../../config/system';
import type { AgencySource } from '../../domain/agency-source';
import { narrowedTo } from './narrowed';
import type { ReadConfig } from './read-config';

/** Who is told what became of new files. */
export interface FileWatch {
  readonly onReopened: () => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * Opens the case system that a configuration names, narrowed to the categories that its data map has fields for. Files
 * that the configuration has watched are watched where `watch` is given.
 */
export async function openConfiguredSource(read: ReadConfig, watch?: FileWatch): Promise<AgencySource> {
  const source = await openWatchable(read, watch);
  return narrowedTo(mappedCategories(read.dataMap), source);
}

function openWatchable(read: ReadConfig, watch: FileWatch | undefined): Promise<AgencySource> {
  const { config, pathOf } = read;
  if (watch === undefined || config.adapter !== 'files' || !config.source.watch) return openSource(read);
  return openWatchedSource({
    ...watch,
    folder: pathOf(config.source.path),
    open: () => openSource(read),
  });
}

async function openSource({ config, pathOf, secretOf }: ReadConfig): Promise<AgencySource> {
  const { agency } = config;
  const handleSecret = Buffer.from(secretOf(config.handles), 'utf8');
  const handles = new HandleBook(handleSecret);
  switch (config.adapter) {
    case 'sql': {
      const { connection, schema, connections, statementTimeout } = config.source;
      const settings = defined({ agency, schema, connections, statementTimeout });
      return openSqlSource({
        config: { ...settings, agency },
        connection: { connectionString: secretOf(connection) },
        handles,
        clock,
      });
    }
    case 'files': {
      const { form, path } = config.source;
      const place = pathOf(path);
      if (form === 'ssda903') return openSsda903Source({ agency, folder: place, handleSecret }, { clock });
      if (form === 'tenancy') return openTenancyFileSource({ agency, file: place, handleSecret });
      return openReturnSource({ agency, form, folder: place, handleSecret }, { clock });
    }
    case 'fhir': {
      const { dialect, folders, server } = config.source;
      const { token, ...rest } = server ?? {};
      const settings = defined({
        dialect,
        folders: folders?.map(pathOf),
        server: server && defined({ baseUrl: '', ...rest, token: token && secretOf(token) }),
      });
      return openFhirSource({ ...settings, agency, handleSecret }, { clock });
    }
    case 'rest': {
      const { authorization, baseUrl, api } = config.source;
      const settings = defined({ api, authorization: authorization && secretOf(authorization) });
      // The cases of an API cannot be listed, and a handle must outlive a restart.
      const sealed = new SealedHandles(handleSecret);
      return openRestSource({ config: { ...settings, agency, baseUrl }, handles: sealed, clock });
    }
    case 'subgraph': {
      const { authorization, url, searchUrl } = config.source;
      const settings = defined({ searchUrl, authorization: authorization && secretOf(authorization) });
      return openSubgraphSource({ ...settings, agency, url });
    }
  }
}

type Defined<Settings> = { [Name in keyof Settings]: Exclude<Settings[Name], undefined> };

/** The settings that were given; an adapter takes its defaults for the others. */
const defined = <Settings extends object>(settings: Settings): Defined<Settings> =>
  Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Defined<Settings>;
