/** A resource as a FHIR server holds it. */
export type Held = Readonly<Record<string, unknown>>;

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const heldList = (value: unknown): readonly Held[] => [value].flat().filter(isHeld);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The elements that each date parameter searches, by resource type (FHIR R4 search parameters). */
const DATES: Readonly<Record<string, readonly string[]>> = {
  'Condition onset-date': ['onsetDateTime', 'onsetPeriod'],
  'Encounter date': ['period'],
  'Observation date': ['effectiveDateTime', 'effectivePeriod'],
  'MedicationRequest authoredon': ['authoredOn'],
  'MedicationStatement effective': ['effectiveDateTime', 'effectivePeriod'],
  'Procedure date': ['performedDateTime', 'performedPeriod'],
  'Immunization date': ['occurrenceDateTime'],
  'DocumentReference date': ['date'],
};

/** Parameters that are not about content. */
const CONTROL = new Set(['_elements', '_count', '_page']);

/** Whether a resource answers all parameters; a server that does not know one refuses, so that no test asks in vain. */
export function answers(resource: Held, parameters: URLSearchParams): boolean {
  return [...parameters].every(([name, value]) => CONTROL.has(name) || holds(resource, name, value));
}

function holds(resource: Held, name: string, value: string): boolean {
  const [plain = '', modifier] = name.split(':');
  const dated = DATES[`${words(resource['resourceType'])} ${plain}`];
  if (dated)
    return inDate(
      dated.map((element) => resource[element]),
      { modifier, value },
    );
  switch (plain) {
    case 'patient':
      return ownerOf(resource) === value;
    case 'code':
    case 'combo-code':
    case 'combo-value-concept':
      return (
        codesIn(resource, plain).some((code) => value.split(',').includes(code)) !== (modifier === 'not')
      );
    case 'family':
    case 'given':
      return heldList(resource['name']).some((one) => starts(one[plain], value));
    case 'birthdate':
      return resource['birthDate'] === value.replace(/^eq/, '');
    case 'identifier':
      return heldList(resource['identifier']).some(
        (one) => `${words(one['system'])}|${words(one['value'])}` === value,
      );
    default:
      throw new RangeError(`This server knows no search parameter ${name}.`);
  }
}

const starts = (value: unknown, wanted: string): boolean =>
  [value].flat().some((one) => words(one).toLowerCase().startsWith(wanted.toLowerCase()));

function ownerOf(resource: Held): string {
  const owner = resource['subject'] ?? resource['patient'];
  return isHeld(owner) ? words(owner['reference']).replace(/^(?:urn:uuid:|.*Patient\/)/, '') : '';
}

function codesIn(resource: Held, parameter: string): readonly string[] {
  const parts = parameter === 'code' ? [resource] : [resource, ...heldList(resource['component'])];
  const element = parameter === 'combo-value-concept' ? 'valueCodeableConcept' : 'code';
  return parts
    .flatMap((part) => heldList(part[element]))
    .flatMap((concept) => heldList(concept['coding']))
    .map(({ code }) => words(code));
}

/** FHIR R4, "search: date": `ge` and `le` hold when any of the resource's time lies on that side of the value. */
function inDate(
  found: readonly unknown[],
  { modifier, value }: { readonly modifier: string | undefined; readonly value: string },
): boolean {
  const present = found.filter((one) => one !== undefined);
  if (modifier === 'missing') return (present.length === 0) === (value === 'true');
  const [, comparator, date = ''] = /^(ge|le)(.+)$/.exec(value) ?? [];
  return present.some((one) => {
    const [start, end] = isHeld(one) ? [words(one['start']), words(one['end'])] : [words(one), words(one)];
    if (comparator === 'ge') return end === '' || fill(end, '-12-31') >= fill(date, '-01-01');
    return start === '' || fill(start, '-01-01') <= fill(date, '-12-31');
  });
}

const fill = (date: string, rest: string): string =>
  `${date.slice(0, 10)}${rest.slice(date.slice(0, 10).length - 4)}`.slice(0, 10);

/** The resource with the elements asked for, as a server sends it: with `id`, `meta` and the tag that it is cut. */
export function summarised(resource: Held, elements: string | null): Held {
  if (elements === null) return resource;
  const wanted = new Set([...elements.split(','), 'resourceType', 'id', 'meta']);
  const meta = isHeld(resource['meta']) ? resource['meta'] : {};
  const kept = Object.entries(resource).filter(([name]) => wanted.has(name));
  return { ...Object.fromEntries(kept), meta: { ...meta, tag: [{ code: 'SUBSETTED' }] } };
}
