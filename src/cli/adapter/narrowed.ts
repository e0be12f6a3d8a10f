import type { AgencySource } from '../../domain/agency-source';

/**
 * The agency's own rule: what its data map has no field for is neither offered nor read. What leaves is thereby what the
 * agency's rule and the pack both permit, whatever another agency's rule says.
 */
export function narrowedTo(mapped: ReadonlySet<string>, source: AgencySource): AgencySource {
  return {
    agency: source.agency,
    ...(source.hasNames !== undefined && { hasNames: source.hasNames }),
    offers: new Set([...source.offers].filter((category) => mapped.has(category))),
    read: (handles, fields, options) =>
      source.read(handles, new Map([...fields].filter(([category]) => mapped.has(category))), options),
    search: (by) => source.search(by),
    close: () => source.close(),
  };
}
