import type { AuditDraft, AuditEntry } from '../../audit';
import type { DataCategory } from '../../domain/data-category';
import type { Outcome } from '../../domain/outcome';
import type { PackShelf } from '../../policy';
import { factDetails, gateFacts, readFactDetails } from './fact-names';
import { gateShutBy } from './gates';
import { settle, type Decision } from './settle';

/** One category whose outcome comes out otherwise than it was recorded. */
export interface ReplayMismatch {
  readonly agency: AuditEntry['agency'];
  readonly category: DataCategory;
  readonly recorded: { readonly outcome: Outcome; readonly clause: string };
  readonly recomputed: { readonly outcome: Outcome; readonly clause: string };
}

/**
 * What comes of deciding a past answer again:
 * - `AGREES` / `DIFFERS`: under the very pack of that day, the same or another outcome.
 * - `NO_DECISION`: the event records none.
 * - `PACK_UNKNOWN`: that version is not on the shelf; `PACK_CHANGED`: it is, with other content than on that day.
 * - `FACTS_MISSING`: the event does not say what the decision rested on.
 */
export type ReplayResult =
  | { readonly kind: 'AGREES'; readonly entries: number }
  | {
      readonly kind: 'DIFFERS';
      readonly mismatches: readonly ReplayMismatch[];
      readonly gate: GateMismatch | null;
    }
  | { readonly kind: 'NO_DECISION' | 'PACK_UNKNOWN' | 'PACK_CHANGED' | 'FACTS_MISSING' };

/** The gate that was shut on record, and the one that the facts shut; null for none. */
export interface GateMismatch {
  readonly recorded: string | null;
  readonly recomputed: string | null;
}

/**
 * Decides a past answer again, from the names that its audit event keeps and from the pack of that day, and compares.
 * It needs neither the register nor an agency: "what did the rule say that day?"
 */
export function recompute(event: AuditDraft, shelf: Pick<PackShelf, 'find'>): ReplayResult {
  const { action, standing, purpose, review, actor } = event;
  if (action !== 'READ' || !event.pack || !standing || !purpose || !review) return { kind: 'NO_DECISION' };
  const pack = shelf.find(event.pack.key, event.pack.version);
  if (!pack) return { kind: 'PACK_UNKNOWN' };
  if (pack.digest !== event.pack.digest) return { kind: 'PACK_CHANGED' };
  const named = readFactDetails(event.details);
  if (!named) return { kind: 'FACTS_MISSING' };
  const { party, recorded } = named;
  const facts = gateFacts(named, { standing, purpose, reviewType: review.type, reviewState: review.state });
  const shut = gateShutBy(facts);
  const settled = settle({ pack, standing, purpose, party, recorded, shut });
  const decide = ({ agency, category }: AuditEntry): Decision =>
    agency === null
      ? settled.registerDecision(category)
      : settled.decision(agency === actor.agency ? 'OWN' : 'OTHER', category);
  const mismatches = event.entries.flatMap((entry) => mismatchOf(entry, decide(entry)));
  const gate = {
    recorded: event.details['gate'] ?? null,
    recomputed: factDetails({ facts, party, recorded, shut })['gate'] ?? null,
  };
  const sameGate = gate.recorded === gate.recomputed;
  return mismatches.length === 0 && sameGate
    ? { kind: 'AGREES', entries: event.entries.length }
    : { kind: 'DIFFERS', mismatches, gate: sameGate ? null : gate };
}

function mismatchOf(entry: AuditEntry, { cell }: Decision): readonly ReplayMismatch[] {
  const { agency, category, outcome, clause } = entry;
  const recomputed = { outcome: cell.outcome, clause: cell.clauses.join(',') };
  if (recomputed.outcome === outcome && recomputed.clause === clause) return [];
  return [{ agency, category, recorded: { outcome, clause }, recomputed }];
}
