import type { Dispatcher } from 'undici';
import { request } from 'undici';
import type { Logger } from 'pino';

import type { AlertId } from './alert';

/** Tells people that there is an alert; it says its reference and nothing else. */
export interface Notifier {
  /** @throws whatever keeps the notice from arriving; it is sent again then */
  notify(alert: AlertId): Promise<void>;
}

export interface NotifierOptions {
  readonly log: Logger;
  /** Where notices are posted to, as JSON; the log alone when there is none. */
  readonly webhookUrl: string | undefined;
  readonly dispatcher?: Dispatcher;
}

const TIMEOUT_MS = 5_000;

/** A line of the operational log and, where an address is given, a post to it; a notice may come twice, never not at all. */
export function openNotifier({ log, webhookUrl, dispatcher }: NotifierOptions): Notifier {
  return {
    notify: async (alert) => {
      if (webhookUrl !== undefined) {
        const { statusCode, body } = await request(webhookUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ alert }),
          headersTimeout: TIMEOUT_MS,
          bodyTimeout: TIMEOUT_MS,
          ...(dispatcher && { dispatcher }),
        });
        await body.dump();
        if (statusCode >= 300) throw new Error(`the notice was answered with ${statusCode}`);
      }
      log.warn({ alert }, 'unusual access: an alert waits for a person');
    },
  };
}
