import { PARTY_CLASSES, CONDITIONS, type Cell, type CompiledPack } from '../../policy';
import type { AuditDraft, AuditEntry } from '../event';
import type { ReportSource } from './report';

/** The pack that an event rested on: the very text of that day, or why it cannot be had. */
export type PackOfEvent =
  | { readonly pack: CompiledPack }
  | { readonly pack: null; readonly why: 'no pack' | 'not on the shelf' | 'not the text of that day' };

/** Finds the pack by key and version, and takes it only where it has the digest that was recorded. */
export function packOf({ pack: named }: AuditDraft, { packs }: Pick<ReportSource, 'packs'>): PackOfEvent {
  if (named === null) return { pack: null, why: 'no pack' };
  const pack = packs.find(({ key, version }) => key === named.key && version === named.version);
  if (pack === undefined) return { pack: null, why: 'not on the shelf' };
  return pack.digest === named.digest ? { pack } : { pack: null, why: 'not the text of that day' };
}

/**
 * The cell of the pack for an entry, from the party class and the conditions that were recorded with the event; undefined
 * where the event has no standing or purpose.
 */
export function cellOf(
  pack: CompiledPack,
  { event, entry }: { readonly event: AuditDraft; readonly entry: AuditEntry },
): Cell | undefined {
  const { standing, purpose, actor, details } = event;
  if (standing === null || purpose === null) return undefined;
  const named = details['conditions']?.split(',') ?? [];
  const recorded = new Set(CONDITIONS.filter((condition) => named.includes(condition)));
  const party = PARTY_CLASSES.find((one) => one === details['party']);
  const table = pack.table(standing, purpose, { recorded, party });
  return table[entry.agency === actor.agency ? 'OWN' : 'OTHER'][entry.category];
}
