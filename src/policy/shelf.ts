import type { PackKey } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import type { CompiledPack } from './compiled-pack';
import { formatFault, isError, type PackFault } from './fault';
import { readPacks } from './load';

/** The packs that this gateway knows. */
export interface PackShelf {
  /** The one pack of that key in force at that instant. */
  inForce(key: PackKey, at: Date): CompiledPack | undefined;
  /** That version, or the newest, whether in force or not. */
  find(key: PackKey, version?: string): CompiledPack | undefined;
  /** Every pack, by key and then from the newest version to the oldest. */
  all(): readonly CompiledPack[];
  /**
   * Reads the folder again and puts its packs in place of the present ones in one step; on any error it keeps those
   * that it has. A decision under way keeps the pack that it began with.
   *
   * @returns the errors; none when the packs have been replaced.
   */
  reload(): readonly PackFault[];
}

/**
 * Opens the packs of a folder, such as `policies`.
 *
 * @param now tells the day on which no active pack may have expired, here and at each reload; left out, none is looked at.
 * @throws GatewayError `PACK_INVALID` if anything is wrong with any of them; its detail lists all errors, one a line.
 */
export function openPackShelf(folder: string, now?: () => Date): PackShelf {
  const opened = readOrdered(folder, now?.());
  if (opened.errors.length > 0)
    throw new GatewayError('PACK_INVALID', { detail: opened.errors.map(formatFault).join('\n') });
  let ordered = opened.packs;
  return Object.freeze({
    inForce: (key: PackKey, at: Date) => ordered.find((pack) => pack.key === key && pack.isInForce(at)),
    find: (key: PackKey, version?: string) =>
      ordered.find((pack) => pack.key === key && (version === undefined || pack.version === version)),
    all: () => ordered,
    reload: () => {
      const { packs, errors } = readOrdered(folder, now?.());
      if (errors.length === 0) ordered = packs;
      return errors;
    },
  });
}

function readOrdered(
  folder: string,
  at: Date | undefined,
): {
  readonly packs: readonly CompiledPack[];
  readonly errors: readonly PackFault[];
} {
  const { packs, faults } = readPacks(folder, at);
  const ordered = [...packs].sort((one, other) =>
    one.key === other.key ? compareVersions(other, one) : one.key < other.key ? -1 : 1,
  );
  return { packs: Object.freeze(ordered), errors: faults.filter(isError) };
}

function compareVersions(one: CompiledPack, other: CompiledPack): number {
  const [theirs, ours] = [other.version.split('.').map(Number), one.version.split('.').map(Number)];
  const differing = ours.findIndex((part, index) => part !== theirs[index]);
  return differing === -1 ? 0 : (ours[differing] ?? 0) - (theirs[differing] ?? 0);
}
