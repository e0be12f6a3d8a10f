import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { loadConfig } from '../config/load';
import { systemClock } from '../config/system';
import type { PackKey } from '../domain/ids';
import { GatewayError } from '../errors/gateway-error';
import { formatFault, isError, openPackShelf, type CompiledPack, type PackReading } from '../policy';
import { readPack } from '../policy/load';
import { UsageError, type Terminal } from './terminal';

/**
 * The packs of a reading, or the one of that key.
 *
 * @throws GatewayError `PACK_INVALID` with every fault that keeps a pack from loading.
 * @throws UsageError when there is no pack of that key.
 */
export function choosePacks({ packs, faults }: PackReading, key?: string): readonly CompiledPack[] {
  const errors = faults.filter(isError);
  if (errors.length > 0)
    throw new GatewayError('PACK_INVALID', { detail: errors.map(formatFault).join('\n') });
  const chosen = key === undefined ? packs : packs.filter((pack) => pack.key === key);
  if (chosen.length === 0) throw new UsageError(notFound(packs, key ?? ''));
  return chosen;
}

/**
 * The pack of a key, as the gateway would read it: that version, or the one in force, or the newest where none is.
 *
 * @throws GatewayError `PACK_INVALID`.
 * @throws UsageError when there is no such pack.
 */
export function findPack(
  terminal: Terminal,
  { pack, version }: { readonly pack: string; readonly version?: string },
): CompiledPack {
  const shelf = openPackShelf(loadConfig(terminal.environment).policyFolder);
  const key = pack as PackKey;
  const found =
    version === undefined
      ? (shelf.inForce(key, systemClock.now()) ?? shelf.find(key))
      : shelf.find(key, version);
  if (found) return found;
  throw new UsageError(notFound(shelf.all(), [pack, version].filter(Boolean).join(' ')));
}

/**
 * A pack by its file, by the folder that holds its `pack.yaml`, or as `key` or `key@version`.
 *
 * @throws GatewayError `PACK_INVALID`.
 * @throws UsageError when there is no such pack.
 */
export function packByName(terminal: Terminal, name: string): CompiledPack {
  if (!existsSync(name)) {
    const [pack = '', version] = name.split('@');
    return findPack(terminal, { pack, ...(version === undefined ? {} : { version }) });
  }
  const file = statSync(name).isDirectory() ? join(name, 'pack.yaml') : name;
  if (!existsSync(file)) throw new UsageError(`There is no pack.yaml in ${name}.`);
  const { packs, faults } = readPack({ file, bytes: readFileSync(file) });
  const [pack] = packs;
  if (pack) return pack;
  throw new GatewayError('PACK_INVALID', { detail: faults.filter(isError).map(formatFault).join('\n') });
}

function notFound(packs: readonly CompiledPack[], name: string): string {
  const known = packs.map(({ key, version }) => `${key} ${version}`);
  return `There is no pack "${name}". Take one of: ${known.join(', ')}.`;
}
