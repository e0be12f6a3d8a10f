import { pino } from 'pino';

import { compose, type Gateway } from './compose';
import { boundHeapGrowth } from './config/heap';
import { loadConfig, processEnvironment, type Config } from './config/load';
import { systemClock, systemRandomness } from './config/system';
import { describeDemo } from './demo/describe';
import { GatewayError } from './errors/gateway-error';

/** Exit codes: configuration or policy is wrong; anything else kept the gateway from starting. */
const EXIT_CONFIG = 2;
const EXIT_START = 1;

/** Errors that somebody mends in a file before the next start. */
const TO_MEND: ReadonlySet<string> = new Set(['CONFIG_INVALID', 'PACK_INVALID', 'DATA_MAP_INVALID']);

async function main(): Promise<void> {
  boundHeapGrowth();
  const config = loadConfig(processEnvironment());
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 1, sync: true }));
  const gateway = await compose({ config, log, clock: systemClock, randomness: systemRandomness });
  log.info({ url: gateway.url }, 'listening');
  if (gateway.demo) process.stdout.write(describeDemo(gateway.url, gateway.demo));
  process.on('SIGHUP', () => gateway.reloadPacks());
  stopOnSignal(gateway, config);
  // What reads texts has a large lexicon: loaded now, so that no answer waits for it, and not before the first may come.
  setImmediate(() => void import('./stages/minimise/text/index.js'));
}

/** Lets running requests end on SIGINT or SIGTERM; a second signal, or the end of the grace, ends the process. */
function stopOnSignal(gateway: Gateway, config: Config): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(EXIT_START);
    stopping = true;
    setTimeout(() => process.exit(EXIT_START), config.drainMs).unref();
    gateway.close().then(
      () => process.exit(0),
      () => process.exit(EXIT_START),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const known = error instanceof GatewayError;
  const text = known
    ? `${error.code}: ${error.message}\n${error.detail ?? ''}`
    : String(error instanceof Error ? error.message : error);
  process.stderr.write(`${text.trimEnd()}\n`);
  process.exit(known && TO_MEND.has(error.code) ? EXIT_CONFIG : EXIT_START);
});
