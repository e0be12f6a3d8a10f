import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Kind, parse } from 'graphql';

import { packageRoot } from '../config/package-root';
import { RECORD_CATEGORIES } from '../domain/data-category';
import { GatewayError } from '../errors/gateway-error';
import { checkDataMap, loadDataMap, type DataMap, type FieldNames } from './data-map';
import { formatFault, sortFaults, type Finding, type PackFault } from './fault';

/** The contract's type of which the fields are what packs decide on. */
export const RECORD_TYPE = 'Subject';

/** The key of the contract's map. */
export const CONTRACT_MAP = 'contract';

/** The map of the contract, which comes with the gateway whatever packs it is given. */
const CONTRACT_MAP_FILE = join('policies', 'data-maps', `${CONTRACT_MAP}.yaml`);

/**
 * The data map of the contract between the gateway and an agency, once it agrees with `schema/agency.graphql`.
 *
 * @throws GatewayError `DATA_MAP_INVALID` whose detail lists all faults, one a line.
 */
export function openContractMap(root: string = packageRoot()): DataMap {
  const { map, faults } = readContractMap(root);
  if (map === null || faults.length > 0)
    throw new GatewayError('DATA_MAP_INVALID', { detail: faults.map(formatFault).join('\n') });
  return map;
}

/** The same with its faults, for those who mend it. */
export function readContractMap(root: string = packageRoot()): {
  readonly map: DataMap | null;
  readonly faults: readonly PackFault[];
} {
  const { map, faults } = loadDataMap(join(root, CONTRACT_MAP_FILE));
  if (map === null) return { map, faults };
  const contract = readFileSync(join(root, 'schema', 'agency.graphql'), 'utf8');
  return { map, faults: contractMapFaults(map, contract) };
}

/**
 * What is wrong between the map, the contract and the vocabulary: each field of the contract is mapped and nothing else
 * is; each category is the field of `Subject` that bears its name; what lies below a category has that one alone.
 *
 * @param contract the contract's SDL.
 */
export function contractMapFaults(map: DataMap, contract: string): readonly PackFault[] {
  const findings: Finding[] = [];
  for (const [type, fields] of map.fields) {
    for (const [field, meaning] of fields) {
      const path = ['fields', type, field];
      if (meaning === 'NEVER_READ') {
        findings.push({ path, message: 'is in the contract, so it is read: give it a data category' });
      } else if (type !== RECORD_TYPE) {
        if (meaning === 'AS_ABOVE' || meaning === 'REFERENCE') continue;
        const message = `lies below a field of ${RECORD_TYPE}, which has the category: write AS_ABOVE`;
        findings.push({ path, message });
      } else if (meaning !== 'REFERENCE' && meaning !== field) {
        findings.push({ path, message: `is the category of that name: write ${field}` });
      }
    }
  }
  const record = map.fields.get(RECORD_TYPE);
  for (const category of RECORD_CATEGORIES) {
    if (record?.get(category) === category) continue;
    const message = `no field has the category ${category}: map the field of that name`;
    findings.push({ path: ['fields', RECORD_TYPE], atKey: true, message });
  }
  return sortFaults([
    ...checkDataMap(map, contractFields(contract)),
    ...findings.map((finding) => map.place(finding)),
  ]);
}

/** The object types of a schema definition with their fields. */
export function contractFields(sdl: string): FieldNames {
  return new Map(
    parse(sdl).definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? [[definition.name.value, new Set(definition.fields?.map((field) => field.name.value))] as const]
        : [],
    ),
  );
}
