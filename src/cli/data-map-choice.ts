import { GatewayError } from '../errors/gateway-error';
import { dataMapOf, formatFault, loadDataMap, type DataMap } from '../policy';

/**
 * The data map that a command is to use: the one of a file, else the agency's in the policy folder, else the contract's.
 *
 * @throws GatewayError `DATA_MAP_INVALID` whose detail lists all faults of the map.
 */
export function chooseDataMap(choice: {
  readonly policyFolder: string;
  readonly file?: string;
  readonly agency?: string;
}): DataMap {
  const { file, agency, policyFolder } = choice;
  if (file === undefined) return dataMapOf(policyFolder, agency);
  const { map, faults } = loadDataMap(file);
  if (map === null)
    throw new GatewayError('DATA_MAP_INVALID', { detail: faults.map(formatFault).join('\n') });
  return map;
}
