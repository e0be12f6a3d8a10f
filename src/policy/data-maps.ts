import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import { CONTRACT_MAP, readContractMap } from './contract-map';
import { loadDataMap, type DataMap } from './data-map';
import { sortFaults, type PackFault } from './fault';

/** The folder of data maps, in the folder of policies. */
export const DATA_MAP_FOLDER = 'data-maps';

/**
 * Every data map of a folder of policies, with all that is wrong with them: the one of the contract, which comes with
 * the gateway, and those of agencies, at any depth below `data-maps`.
 *
 * @param folder such as `policies`; one without data maps has the contract's alone.
 */
export function readDataMaps(folder: string): {
  readonly maps: readonly DataMap[];
  readonly faults: readonly PackFault[];
} {
  const contract = readContractMap();
  const read = filesIn(join(folder, DATA_MAP_FOLDER)).map((file) => ({ file, ...loadDataMap(file) }));
  const misnamed = read.flatMap(({ file, map }) =>
    map === null || map.key === basename(file, extname(file))
      ? []
      : [map.place({ path: ['map'], message: 'is not the name of its file: rename one of them' })],
  );
  return {
    maps: [contract.map, ...read.map(({ map }) => map)].filter((map) => map !== null),
    faults: sortFaults([...contract.faults, ...read.flatMap(({ faults }) => faults), ...misnamed]),
  };
}

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => extname(file) === '.yaml' && basename(file, '.yaml') !== CONTRACT_MAP)
        .sort()
        .map((file) => join(folder, file))
    : [];
