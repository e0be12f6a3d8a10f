import { askWitness, parseVerifier, type AuditLog, type SigningKeys } from '../audit';
import type { WitnessConfig } from '../config/load';
import { forgetTally } from '../oversight';
import type { ContactSetCipher } from '../reviews';
import { approvalsOverdue, contactChecksDue, retentionDue } from './due';
import type { Job } from './job';
import { keepNotices, sendNotices, type DueNotice, type NoticeDependencies } from './notices';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface GatewayJobsOptions extends NoticeDependencies {
  readonly audit: Pick<AuditLog, 'checkpoint'>;
  readonly signingKeys: SigningKeys;
  readonly cipher: Pick<ContactSetCipher, 'open'>;
  /** Looks at what was not looked at for unusual access. */
  readonly lookForUnusual: () => Promise<void>;
  readonly witness: WitnessConfig | undefined;
}

/** What comes back by itself, at different minutes so that they do not wait for one another. */
export function gatewayJobs(options: GatewayJobsOptions): readonly Job[] {
  const { db, cipher, clock, audit, witness } = options;
  const hourly = (name: string, minute: number, run: () => Promise<void>): Job => ({
    ...{ name, run },
    schedule: `${minute} * * * *`,
    everyMs: HOUR_MS,
  });
  const everyMinute = (name: string, run: () => Promise<void>): Job => ({
    ...{ name, run },
    schedule: '* * * * *',
    everyMs: MINUTE_MS,
  });
  const noticesOf = (find: () => Promise<readonly DueNotice[]>) => async (): Promise<void> => {
    await keepNotices(options, await find());
  };
  return [
    hourly(
      'contact-check-notices',
      7,
      noticesOf(() => contactChecksDue(db, clock.now())),
    ),
    hourly(
      'retention-notices',
      17,
      noticesOf(() => retentionDue({ db, cipher }, clock.now())),
    ),
    hourly(
      'approval-notices',
      27,
      noticesOf(() => approvalsOverdue(db, clock.now())),
    ),
    hourly('unusual-access-counts', 47, () => forgetTally(db, clock.now())),
    everyMinute('send-notices', () => sendNotices(options)),
    // A replica signs seconds after its own events, and looks at them; what one that was killed left is found here.
    everyMinute('checkpoint', () => audit.checkpoint()),
    everyMinute('unusual-access', () => options.lookForUnusual()),
    ...(witness ? [hourly('witness', 37, () => askToCosign(options, witness))] : []),
  ];
}

/** @throws Error when a log was not cosigned, which somebody must look into */
async function askToCosign(
  { db, clock, signingKeys, log }: GatewayJobsOptions,
  { url, verifier }: WitnessConfig,
): Promise<void> {
  const asked = await askWitness(db, {
    url,
    witness: parseVerifier(verifier),
    gatewayKeys: await signingKeys.publicKeys(),
    at: clock.now(),
  });
  const refused = asked.filter(({ outcome }) => !COSIGNED.has(outcome));
  if (refused.length === 0) return;
  log.error(
    { refused: refused.map(({ log: name, outcome }) => ({ log: name, outcome })) },
    'a witness refused',
  );
  throw new Error('a witness refused');
}

const COSIGNED: ReadonlySet<string> = new Set(['APPENDED', 'UNCHANGED', 'NO_CHECKPOINT']);
