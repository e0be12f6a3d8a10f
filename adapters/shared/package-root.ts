import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE_NAME = 'review-gateway';

/**
 * The folder of this package's own package.json, from the sources and from the compiled output alike.
 * @throws Error when none of the folders above holds it, which means a broken installation.
 */
export function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && nameIn(manifest) === PACKAGE_NAME) return folder;
    if (folder === dirname(folder)) throw new Error('The package.json of the gateway was not found.');
  }
}

function nameIn(manifest: string): unknown {
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined;
}
