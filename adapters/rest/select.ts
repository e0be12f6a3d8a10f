import type { FieldTree } from '../../src/domain/field-tree';

/** The endpoints that one case needs, beside the two that say whether it may be read at all. */
export interface CaseReads {
  readonly addresses: boolean;
  readonly supervisions: boolean;
}

const FROM_SUPERVISIONS = ['safeguardingConcerns', 'convictions', 'investigations', 'practitioners'];

/**
 * The endpoints behind the `fields` asked for. The API cannot give part of an answer, so an endpoint is the smallest
 * thing that can be left unread.
 */
export function selectReads(fields: FieldTree): CaseReads {
  return {
    addresses: fields.has('addresses'),
    supervisions: FROM_SUPERVISIONS.some((field) => fields.has(field)),
  };
}
