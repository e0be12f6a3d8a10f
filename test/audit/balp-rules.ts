/**
 * What FHIR R4 asks of an AuditEvent, and what IHE's Basic Audit Log Patterns ask of a Privacy Disclosure at either end
 * (profiles IHE.BasicAudit.PrivacyDisclosure.Source and .Recipient), as data and one reader of it.
 */
const HL7 = 'http://terminology.hl7.org/CodeSystem';
const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure';

type Json = Readonly<Record<string, unknown>>;

/** A path with dots; each step goes through lists. `min` and `max` count what is found under each parent. */
interface Cardinality {
  readonly path: string;
  readonly min: number;
  readonly max?: number;
  readonly matches?: RegExp;
}

/** Elements of a list that hold a code, how many there must be, and what each of them needs. */
interface Slice {
  readonly list: 'agent' | 'entity' | 'subtype';
  readonly name: string;
  readonly type: readonly [system: string, code: string];
  readonly min: number;
  readonly max: number;
  readonly needs?: readonly string[];
  readonly role?: readonly [system: string, code: string];
  readonly what?: string;
  readonly isObserver?: true;
}

interface Profile {
  readonly url: string;
  readonly type: readonly [system: string, code: string];
  readonly action: string;
  readonly cardinalities: readonly Cardinality[];
  readonly slices: readonly Slice[];
}

export const BASE_RULES: readonly Cardinality[] = [
  { path: 'resourceType', min: 1, max: 1, matches: /^AuditEvent$/ },
  { path: 'id', min: 0, max: 1, matches: /^[A-Za-z0-9.-]{1,64}$/ },
  { path: 'type', min: 1, max: 1 },
  { path: 'type.system', min: 1, max: 1, matches: /^https?:/ },
  { path: 'type.code', min: 1, max: 1, matches: /^\S+$/ },
  { path: 'subtype.code', min: 1, max: 1, matches: /^\S+$/ },
  { path: 'action', min: 0, max: 1, matches: /^[CRUDE]$/ },
  { path: 'recorded', min: 1, max: 1, matches: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
  { path: 'outcome', min: 0, max: 1, matches: /^(0|4|8|12)$/ },
  { path: 'agent', min: 1 },
  { path: 'agent.requestor', min: 1, max: 1, matches: /^(true|false)$/ },
  { path: 'agent.network.type', min: 0, max: 1, matches: /^[1-5]$/ },
  { path: 'source', min: 1, max: 1 },
  { path: 'source.observer', min: 1, max: 1 },
  { path: 'entity.query', min: 0, max: 1, matches: /^[A-Za-z0-9+/]+={0,2}$/ },
  { path: 'entity.detail.type', min: 1, max: 1, matches: /\S/ },
  { path: 'entity.detail.valueString', min: 1, max: 1, matches: /\S/ },
];

const both = { source: [DCM, '110153'], recipient: [DCM, '110152'] } as const;

const slicesOf = (observer: keyof typeof both): readonly Slice[] => [
  {
    list: 'subtype',
    name: 'disclosure',
    type: [`${HL7}/iso-21089-lifecycle`, 'disclose'],
    min: 1,
    max: 1,
  },
  ...(['source', 'recipient'] as const).map((name): Slice => ({
    list: 'agent',
    name,
    type: both[name],
    min: 1,
    max: 1,
    needs: ['who', 'network'],
    ...(name === observer && { isObserver: true }),
  })),
  {
    list: 'agent',
    name: 'custodian',
    type: ['http://snomed.info/sct', '159541003'],
    min: 0,
    max: 1,
    needs: ['who'],
  },
  {
    list: 'agent',
    name: 'authorizer',
    type: ['http://snomed.info/sct', '429577009'],
    min: 0,
    max: 1,
    needs: ['who'],
  },
  {
    list: 'entity',
    name: 'patient',
    type: [`${HL7}/audit-entity-type`, '1'],
    role: [`${HL7}/object-role`, '1'],
    what: 'Patient',
    min: 1,
    max: 1,
    needs: ['what'],
  },
];

const cardinalities: readonly Cardinality[] = [
  { path: 'modifierExtension', min: 0, max: 0 },
  { path: 'recorded', min: 1, max: 1 },
  { path: 'outcome', min: 1, max: 1 },
  { path: 'agent', min: 2 },
  { path: 'entity', min: 2 },
];

export const PROFILES: readonly Profile[] = [
  {
    url: `${PROFILE}.Source`,
    type: [DCM, '110106'],
    action: 'R',
    cardinalities,
    slices: slicesOf('source'),
  },
  {
    url: `${PROFILE}.Recipient`,
    type: [DCM, '110107'],
    action: 'C',
    cardinalities,
    slices: slicesOf('recipient'),
  },
];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listed = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const under = (value: unknown, key: string): readonly unknown[] =>
  isObject(value) ? listed(value[key]) : [];

const along = (value: unknown, keys: readonly string[]): readonly unknown[] =>
  keys.reduce<readonly unknown[]>((found, key) => found.flatMap((one) => under(one, key)), [value]);

function cardinalityFaults(event: unknown, { path, min, max, matches }: Cardinality): string[] {
  const keys = path.split('.');
  const last = keys.at(-1) ?? '';
  return along(event, keys.slice(0, -1)).flatMap((parent) => {
    const found = under(parent, last);
    const counted = found.length < min || found.length > (max ?? Infinity);
    const odd = matches ? found.some((one) => !matches.test(String(one))) : false;
    return [...(counted ? [`${path}: ${found.length} of them`] : []), ...(odd ? [`${path}: not so`] : [])];
  });
}

/** A Coding, or a CodeableConcept that holds it. */
const holds = (value: unknown, [system, code]: readonly [string, string]): boolean =>
  [value, ...under(value, 'coding')].some(
    (coding) => isObject(coding) && coding['system'] === system && coding['code'] === code,
  );

function sliceFaults(event: unknown, slice: Slice): string[] {
  const found = under(event, slice.list).filter((one) =>
    slice.list === 'subtype' ? holds(one, slice.type) : under(one, 'type').some((t) => holds(t, slice.type)),
  );
  const where = `${slice.list}[${slice.name}]`;
  const observer = JSON.stringify(along(event, ['source', 'observer']));
  const faults = found.length < slice.min || found.length > slice.max ? [`${where}: ${found.length}`] : [];
  for (const one of found) {
    for (const need of slice.needs ?? []) if (under(one, need).length !== 1) faults.push(`${where}.${need}`);
    const { role, what } = slice;
    if (role && !under(one, 'role').some((it) => holds(it, role))) faults.push(`${where}.role`);
    if (what !== undefined && along(one, ['what', 'type'])[0] !== what) faults.push(`${where}.what`);
    if (slice.isObserver && JSON.stringify(under(one, 'who')) !== observer)
      faults.push(`${where}: not the observer`);
  }
  return faults;
}

/** What is wrong with an AuditEvent, by the base rules and by each profile that it claims. */
export function faultsOf(event: unknown): readonly string[] {
  const faults = BASE_RULES.flatMap((rule) => cardinalityFaults(event, rule));
  for (const entity of under(event, 'entity'))
    if (under(entity, 'name').length > 0 && under(entity, 'query').length > 0) faults.push('entity: sev-1');
  if (along(event, ['agent', 'requestor']).filter((one) => one === true).length !== 1)
    faults.push('agent: not one requestor');
  for (const url of along(event, ['meta', 'profile'])) {
    const profile = PROFILES.find((one) => one.url === url);
    if (!profile) {
      faults.push(`unknown profile ${String(url)}`);
      continue;
    }
    if (!under(event, 'type').some((type) => holds(type, profile.type))) faults.push('type');
    if (under(event, 'action')[0] !== profile.action) faults.push('action');
    faults.push(...profile.cardinalities.flatMap((rule) => cardinalityFaults(event, rule)));
    faults.push(...profile.slices.flatMap((slice) => sliceFaults(event, slice)));
  }
  return faults;
}
