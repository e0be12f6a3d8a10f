import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';

import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config/load';
import { systemClock, systemRandomness } from '../../src/config/system';
import { createDatabase } from '../support/database';

/** A demo gateway in this process, on a free port and a new temporary folder. */
export interface DemoGateway {
  readonly url: string;
  /** The settings under which a command line finds this gateway and its data. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** @param on the kind of its database: PostgreSQL, as the tests have one, or the embedded one of a newcomer */
export async function startDemoGateway(on: 'postgresql' | 'embedded' = 'postgresql'): Promise<DemoGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'review-gateway-test-'));
  const database = on === 'postgresql' ? await createDatabase() : undefined;
  const settings = {
    ...(database && { DATABASE_URL: database.url }),
    PORT: '0',
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
  };
  const gateway = await compose({
    config: loadConfig(settings),
    log: pino({ level: 'silent' }),
    clock: systemClock,
    randomness: systemRandomness,
  });
  return {
    url: gateway.url,
    environment: { ...settings, PORT: new URL(gateway.url).port },
    async close() {
      await gateway.close();
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
