import { createHmac, hkdfSync } from 'node:crypto';

import { canonicalize } from 'json-canonicalize';

import type { AgencyRecord } from '../../domain/agency-source';
import { fieldsDigest } from '../../domain/disclosure-grant';
import type { AuditEventId, RecordHandle } from '../../domain/ids';
import type { Clock, Randomness } from '../../domain/ports';
import type { KeyStore } from '../../pseudonyms';
import { BOX_NONCE_BYTES, openBox, sealBox } from '../../pseudonyms/sealed-box';
import type { AgencyPlan, Planned } from '../plan';
import type { AnswerStore } from './answer-store';
import { keepable, mayKeep } from './cacheable';

/** One agency's part of one operation. */
export interface AskedOf {
  readonly planned: Planned;
  readonly plan: AgencyPlan;
}

/** An agency's answer that was kept. */
export interface KeptAnswer {
  /** The audit event of the operation for which the agency was asked. */
  readonly event: AuditEventId;
  readonly retrievedAt: Date;
  readonly records: ReadonlyMap<RecordHandle, AgencyRecord>;
}

/** Keeps agencies' answers for a short while, sealed under the key of their review. */
export interface AnswerCache {
  /** The answer to the same question; undefined where none is kept, or it cannot be read any more. */
  find(asked: AskedOf): Promise<KeptAnswer | undefined>;
  /** Keeps a whole answer, where it may be kept. */
  keep(asked: AskedOf, answer: KeptAnswer): Promise<void>;
}

export interface AnswerCacheOptions {
  readonly store: AnswerStore;
  readonly keys: Pick<KeyStore, 'reviewKey'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Milliseconds for which an answer is good. */
  readonly ttlMs: number;
}

const PREFIX = 'agency-answer:';

/** What lies in the box. */
interface Content {
  readonly event: string;
  readonly retrievedAt: number;
  readonly records: readonly (readonly [string, AgencyRecord])[];
}

/**
 * The cache over a store. An answer lies under a keyed hash of all that it depends on (partnership, review and its state,
 * purpose, standing and agency of the recipient, the agency asked, the policy pack, fields, records, period), so that
 * whatever of it changes finds nothing; the hash and the seal are made with keys from the review's, and go with it.
 */
export function openAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { store, keys, clock, randomness, ttlMs } = options;
  return {
    find: async (asked) => {
      const place = await placeOf(asked, keys);
      const box = place && (await store.get(place.name));
      const text = box && openBox(box, { key: place.key, context: place.name });
      if (!text) return undefined;
      // Only this class writes what opens under the review's key.
      const { event, retrievedAt, records } = JSON.parse(text.toString('utf8')) as Content;
      if (clock.now().getTime() >= retrievedAt + ttlMs) return undefined;
      return {
        event: event as AuditEventId,
        retrievedAt: new Date(retrievedAt),
        records: new Map(records.map(([handle, record]) => [handle as RecordHandle, record])),
      };
    },
    keep: async (asked, { event, retrievedAt, records }) => {
      const place = await placeOf(asked, keys);
      const copies = [...records].map(
        ([handle, record]) => [handle, keepable(record, asked.plan.fields)] as const,
      );
      const whole = copies.flatMap(([handle, copy]) => (copy ? [[handle, copy] as const] : []));
      if (!place || whole.length < copies.length) return;
      const content: Content = { event, retrievedAt: retrievedAt.getTime(), records: whole };
      const box = sealBox({
        key: place.key,
        plaintext: Buffer.from(JSON.stringify(content), 'utf8'),
        context: place.name,
        nonce: randomness.bytes(BOX_NONCE_BYTES),
      });
      await store.set(place.name, box, ttlMs);
    },
  };
}

interface Place {
  readonly name: string;
  readonly key: Buffer;
}

/** Where the answer lies, and its key; undefined where nothing may be kept, or the review's key is gone. */
async function placeOf(
  { planned, plan }: AskedOf,
  keys: AnswerCacheOptions['keys'],
): Promise<Place | undefined> {
  if (!mayKeep(planned, plan)) return undefined;
  const { declared, review, standing, pack } = planned.decided;
  const reviewKey = await keys.reviewKey(review.id);
  if (!reviewKey) return undefined;
  const question = canonicalize({
    partnership: review.partnershipId,
    review: review.id,
    state: review.state,
    purpose: declared.purpose,
    recipient: declared.principal.agency,
    standing,
    agency: plan.agency,
    pack: { key: pack.key, version: pack.version, digest: pack.digest },
    fields: fieldsDigest(plan.fields),
    handles: [...new Set(plan.records.values())].sort(),
    period: plan.period,
  });
  const hash = createHmac('sha256', derived(reviewKey, 'agency-answer-name')).update(question).digest('hex');
  return { name: `${PREFIX}${hash}`, key: derived(reviewKey, 'agency-answer') };
}

/** HKDF-SHA-256 (RFC 5869). */
const derived = (reviewKey: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', reviewKey, Buffer.alloc(0), use, 32));
