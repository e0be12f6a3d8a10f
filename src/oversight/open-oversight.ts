import type { Kysely } from 'kysely';
import type { Logger } from 'pino';

import type { AuditLog } from '../audit';
import type { Clock, Randomness } from '../domain/ports';
import type { Database } from '../store';
import { openAlerts, type Alerts } from './dispose';
import { historyOf, type HistorySources } from './history';
import { loadRules } from './load-rules';
import { openNotifier } from './notifier';
import { openWatch, type Watch } from './watch';

export interface OversightOptions {
  /** The file of the rules for unusual access. */
  readonly rulesFile: string;
  readonly webhookUrl: string | undefined;
  readonly log: Logger;
}

/** What the watch works with, once it is open. */
export interface OversightParts {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly register: HistorySources['register'];
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The watch over unusual access: made before the audit log, which tells it of events, and started after it. */
export interface Oversight {
  /** For the audit log to call. */
  readonly onAppended: () => void;
  /** Starts to look, beginning with what a process that was killed left unseen. */
  start(parts: OversightParts): OpenOversight;
}

export interface OpenOversight {
  readonly watch: Watch;
  readonly alerts: Alerts;
}

/** @throws GatewayError `CONFIG_INVALID` for rules with faults */
export function openOversight({ rulesFile, webhookUrl, log }: OversightOptions): Oversight {
  const rules = loadRules(rulesFile);
  let started: Watch | undefined;
  return {
    onAppended: () => started?.nudge(),
    start: ({ db, audit, register, clock, randomness }) => {
      const watch = openWatch({
        db,
        audit,
        clock,
        randomness,
        rules,
        history: historyOf({ db, register }),
        notifier: openNotifier({ log, webhookUrl }),
        onFailure: (error) => {
          const kind = error instanceof Error ? error.name : 'unknown';
          log.error({ error: kind }, 'the look at unusual access failed; it is tried again');
        },
      });
      started = watch;
      watch.nudge();
      return { watch, alerts: openAlerts({ db, audit, clock, randomness }) };
    },
  };
}
