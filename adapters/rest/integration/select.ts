import type { FieldTree } from '../../../src/domain/field-tree';
import type { DocumentName } from './documents';

/** The documents that each contract field is made of, beside the person, which says whether the case is open. */
const BEHIND: Readonly<Record<string, readonly DocumentName[]>> = {
  addresses: ['addresses'],
  safeguardingConcerns: ['dynamicRisks', 'seriousHarm'],
  convictions: ['seriousHarm', 'scores', 'dynamicRisks', 'mappa', 'offences', 'keyDates'],
  investigations: ['status'],
  practitioners: ['officers'],
};

/** The documents behind the `fields` asked for. An endpoint is the smallest thing that can be left unread. */
export const documentsBehind = (fields: FieldTree): ReadonlySet<DocumentName> =>
  new Set([...fields.keys()].flatMap((field) => BEHIND[field] ?? []));
