import { CONTRACT_MAP, openContractMap } from './contract-map';
import type { DataMap } from './data-map';
import { readDataMaps } from './data-maps';
import { formatFault } from './fault';
import { GatewayError } from '../errors/gateway-error';

/**
 * The data map that an agency is held against: its own in the folder of policies, else the contract's.
 *
 * @throws GatewayError `DATA_MAP_INVALID` whose detail lists all faults, where any map of the folder has one.
 */
export function dataMapOf(policyFolder: string, agency: string | undefined): DataMap {
  if (agency === undefined || agency === CONTRACT_MAP) return openContractMap();
  const { maps, faults } = readDataMaps(policyFolder);
  if (faults.length > 0)
    throw new GatewayError('DATA_MAP_INVALID', { detail: faults.map(formatFault).join('\n') });
  return maps.find(({ key }) => key === agency) ?? openContractMap();
}
