import type { PackKey } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import type { CompiledPack } from './compiled-pack';
import { formatFault } from './fault';
import { readPacks } from './load';

/** The packs that this gateway knows. */
export interface PackShelf {
  /** The one pack of that key in force at that instant. */
  inForce(key: PackKey, at: Date): CompiledPack | undefined;
  /** That version, or the newest, whether in force or not. */
  find(key: PackKey, version?: string): CompiledPack | undefined;
  /** Every pack, by key and then from the newest version to the oldest. */
  all(): readonly CompiledPack[];
}

/**
 * Opens the packs of a folder, such as `policies`.
 *
 * @throws GatewayError `PACK_INVALID` if anything is wrong with any of them; its detail lists all faults, one a line.
 */
export function openPackShelf(folder: string): PackShelf {
  const { packs, faults } = readPacks(folder);
  if (faults.length > 0)
    throw new GatewayError('PACK_INVALID', { detail: faults.map(formatFault).join('\n') });
  const ordered = Object.freeze(
    [...packs].sort((one, other) =>
      one.key === other.key ? compareVersions(other, one) : one.key < other.key ? -1 : 1,
    ),
  );
  return Object.freeze({
    inForce: (key: PackKey, at: Date) => ordered.find((pack) => pack.key === key && pack.isInForce(at)),
    find: (key: PackKey, version?: string) =>
      ordered.find((pack) => pack.key === key && (version === undefined || pack.version === version)),
    all: () => ordered,
  });
}

function compareVersions(one: CompiledPack, other: CompiledPack): number {
  const [theirs, ours] = [other.version.split('.').map(Number), one.version.split('.').map(Number)];
  const differing = ours.findIndex((part, index) => part !== theirs[index]);
  return differing === -1 ? 0 : (ours[differing] ?? 0) - (theirs[differing] ?? 0);
}
