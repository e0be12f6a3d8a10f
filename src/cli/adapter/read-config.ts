import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import {
  findingsOf,
  loadDataMap,
  readDocument,
  sortFaults,
  wholeFile,
  type DataMap,
  type PackDocument,
  type PackFault,
} from '../../policy';
import { AGENCY_CONFIG_SCHEMA, type AgencyConfig, type SecretPlace } from './config';

/** A configuration without fault, with what it refers to. */
export interface ReadConfig {
  readonly config: AgencyConfig;
  readonly dataMap: DataMap;
  /** A path of the file as it is on this machine: relative paths lie beside the file. */
  readonly pathOf: (path: string) => string;
  /** A secret from where it is kept. */
  readonly secretOf: (place: SecretPlace) => string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads an agency's configuration with its data map, or lists every fault of both with file, line and column. */
export function readAgencyConfig(
  file: string,
  environment: Environment,
): { readonly read: ReadConfig | null; readonly faults: readonly PackFault[] } {
  if (!existsSync(file)) return { read: null, faults: [wholeFile(file, 'is not there: check the path')] };
  const { document, faults } = readDocument({ file, bytes: readFileSync(file) });
  if (document === null) return { read: null, faults };
  const parsed = AGENCY_CONFIG_SCHEMA.safeParse(document.content);
  if (!parsed.success) {
    const findings = parsed.error.issues.flatMap((issue) => findingsOf(issue, document.content));
    return { read: null, faults: sortFaults(findings.map((finding) => document.place(finding))) };
  }
  const config = parsed.data;
  const pathOf = (path: string): string => resolve(dirname(file), path);
  const secretOf = (place: SecretPlace): string => secretAt(place, { environment, pathOf }) ?? '';
  const { map, faults: mapFaults } = loadDataMap(pathOf(config.dataMap));
  const found = [
    ...mapFaults,
    ...secretFaults(document, (place) => secretAt(place, { environment, pathOf })),
    ...(map && map.key !== config.agency && map.key !== 'contract'
      ? [
          document.place({
            path: ['agency'],
            message: `is not the agency of the data map, ${map.key}: correct one`,
          }),
        ]
      : []),
    ...(isLedgerWatched(config, pathOf)
      ? [
          document.place({
            path: ['source', 'watch'],
            message: 'watches the folder that the ledger is written to: put serve.ledger elsewhere',
          }),
        ]
      : []),
  ];
  if (map === null || found.length > 0) return { read: null, faults: sortFaults(found) };
  return { read: { config, dataMap: map, pathOf, secretOf }, faults: [] };
}

/** Whether each line of the ledger would have the files opened anew. */
const isLedgerWatched = (config: AgencyConfig, pathOf: (path: string) => string): boolean =>
  config.adapter === 'files' &&
  config.source.watch &&
  [dirname(pathOf(config.serve.ledger)), pathOf(config.serve.ledger)].includes(pathOf(config.source.path));

function secretAt(
  place: SecretPlace,
  { environment, pathOf }: { readonly environment: Environment; readonly pathOf: (path: string) => string },
): string | null {
  if ('env' in place) return environment[place.env] ?? null;
  const path = pathOf(place.file);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

/** The places in the file that name a secret: wherever they stand, each must be there. */
function secretFaults(
  document: PackDocument,
  valueOf: (place: SecretPlace) => string | null,
): readonly PackFault[] {
  const faults: PackFault[] = [];
  for (const path of [
    ['handles'],
    ['source', 'connection'],
    ['source', 'authorization'],
    ['source', 'server', 'token'],
  ]) {
    const place = path.reduce<unknown>(
      (at, step) => (isMapping(at) ? at[step] : undefined),
      document.content,
    );
    if (!isSecretPlace(place)) continue;
    const value = valueOf(place);
    if (value === null) {
      faults.push(
        document.place({
          path,
          message: 'names a secret that is not there: set the variable, or write the file',
        }),
      );
    } else if (path[0] === 'handles' && value.length < 16) {
      faults.push(document.place({ path, message: 'is a secret of less than 16 bytes: make it longer' }));
    }
  }
  return faults;
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSecretPlace = (value: unknown): value is SecretPlace =>
  isMapping(value) && (typeof value['env'] === 'string' || typeof value['file'] === 'string');
