import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../config/load';
import { systemClock as clock, systemRandomness as randomness } from '../config/system';
import { GRANT_KEY_FILE, openGrantIssuer, openGrantKeys, type GrantIssuer } from '../grants';

/** The issuer of grants with the keys of this gateway; undefined where the key folder has none. */
export async function existingIssuer({ keyFolder, grantIssuer }: Config): Promise<GrantIssuer | undefined> {
  const file = join(keyFolder, GRANT_KEY_FILE);
  if (!existsSync(file)) return undefined;
  const keys = await openGrantKeys({ file, clock, randomness });
  return openGrantIssuer({ keys, issuer: grantIssuer, clock, randomness });
}
