import { isDataCategory, type RecordCategory } from '../domain/data-category';
import { RECORD_TYPE, type DataMap } from '../policy';
import type { PartFinding } from './finding';
import type { SdlReading } from './sdl';

/** What follows from another category: an age is counted from the date of birth. */
const DERIVED: ReadonlyMap<RecordCategory, RecordCategory> = new Map([['age', 'dateOfBirth']]);

/**
 * What is offered and not in the data map. A map of the subgraph's own schema, as the contract's is, covers each field of
 * it; a map of the system behind it has at least one field for each category that is offered.
 */
export function dataMapFindings(
  map: DataMap,
  { offers, fields }: Pick<SdlReading, 'offers' | 'fields'>,
): readonly PartFinding[] {
  return map.fields.has(RECORD_TYPE) ? unmappedFields(map, fields) : unmappedCategories(map, offers);
}

function unmappedFields(map: DataMap, fields: SdlReading['fields']): readonly PartFinding[] {
  const message = `is not in the data map ${map.key}: map it, or leave it out of the schema`;
  return [...fields].flatMap(([type, names]) => {
    const known = map.fields.get(type);
    if (!known) return [{ place: type, message }];
    const unknown = [...names].filter((name) => !known.has(name));
    return unknown.map((name) => ({ place: `${type}.${name}`, message }));
  });
}

function unmappedCategories(map: DataMap, offers: ReadonlySet<RecordCategory>): readonly PartFinding[] {
  const mapped = mappedCategories(map);
  const missing = [...offers].filter((category) => !mapped.has(category));
  const unused = [...mapped].filter((category) => !offers.has(category) && !DERIVED.has(category));
  const what = `of the data map ${map.key} has the category`;
  return [
    ...missing.map((category) => ({
      place: `${RECORD_TYPE}.${category}`,
      message: `is offered, and no field ${what} ${category}: map one, or do not offer it`,
    })),
    ...unused.map((category) => ({
      place: `${RECORD_TYPE}.${category}`,
      message: 'is mapped and not offered, so it never leaves: offer it if a review is to have it',
      severity: 'WARNING' as const,
    })),
  ];
}

/** The categories that a map has fields for, and those that follow from them. */
export function mappedCategories(map: DataMap): ReadonlySet<RecordCategory> {
  const meanings = [...map.fields.values()].flatMap((fields) => [...fields.values()]);
  const mapped = new Set(meanings.filter((meaning): meaning is RecordCategory => isDataCategory(meaning)));
  for (const [category, from] of DERIVED) if (mapped.has(from)) mapped.add(category);
  return mapped;
}
