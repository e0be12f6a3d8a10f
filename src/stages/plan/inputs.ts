import type { RecordCategory } from '../../domain/data-category';
import { mergeFieldTrees, NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import type { LadderOutcome, Levels, LevelTable } from '../../domain/ladder';
import type { Outcome } from '../../domain/outcome';

const leaves = (...names: readonly string[]): FieldTree => new Map(names.map((name) => [name, NO_FIELDS]));
const tree = (...trees: readonly FieldTree[]): FieldTree => trees.reduce(mergeFieldTrees, NO_FIELDS);

const ADDENDA: FieldTree = new Map([['addenda', leaves('recordedOn', 'text')]]);
/** With the kind: a refuge leaves in no form. */
const ADDRESS = leaves('postcode', 'kind', 'from', 'to');
const CONTACT = leaves('kind', 'value');
const CODED = leaves('code', 'codeSystem', 'description');
/** Sent with every statement and party, whatever was asked for. */
const ATTESTED = tree(leaves('handle', 'assertion'), ADDENDA);
const DATED = tree(ATTESTED, leaves('from', 'to'));

/** By which a status is recognised that only an offence brings. */
const OFFENCE_STATUS = leaves('code', 'description', 'kind', 'status');
/** By which a refuge and an address that is protected are recognised. */
const SEALED_ADDRESS = leaves('lines', 'postcode', 'kind');
/** By which a person is recognised whom flags take off everybody's list. */
const SEALED_PERSON = leaves('name');

type Shape = 'value' | 'number' | 'addresses' | 'contacts' | 'statement' | 'person' | 'practitioner';

const SHAPES: Readonly<Record<RecordCategory, Shape>> = Object.freeze({
  name: 'number',
  dateOfBirth: 'value',
  addresses: 'addresses',
  age: 'value',
  gender: 'value',
  contactDetails: 'contacts',
  nationalInsuranceNumber: 'number',
  nhsNumber: 'number',
  familyMembers: 'person',
  ethnicity: 'statement',
  religion: 'statement',
  health: 'statement',
  otherSpecialCategory: 'statement',
  legalStatuses: 'statement',
  involvements: 'statement',
  safeguardingConcerns: 'statement',
  convictions: 'statement',
  investigations: 'statement',
  otherParties: 'person',
  practitioners: 'practitioner',
  informants: 'person',
});

/** The categories of statements that climb a ladder of their own. */
type Climbing = 'ethnicity' | 'religion' | 'health' | 'legalStatuses' | 'convictions' | 'investigations';

const CLIMBING: ReadonlySet<string> = new Set<Climbing>([
  'ethnicity',
  'religion',
  'health',
  'legalStatuses',
  'convictions',
  'investigations',
]);
const climbs = (category: RecordCategory): category is Climbing => CLIMBING.has(category);

const service = ({ services }: Levels): FieldTree => (services === 'none' ? NO_FIELDS : leaves('service'));
const organisation = ({ services }: Levels): FieldTree =>
  services === 'none' ? NO_FIELDS : leaves('organisation');

/** What a statement's transform needs where its values climb: nothing of what its level leaves nothing of. */
function climbed(category: RecordCategory, levels: Levels): FieldTree {
  const coded = climbs(category) && levels[category] !== 'none' ? CODED : NO_FIELDS;
  return tree(DATED, service(levels), coded, category === 'health' ? leaves('kind') : NO_FIELDS);
}

function ofStatement(category: RecordCategory, outcome: LadderOutcome, levels: Levels): FieldTree {
  const asRecorded = outcome === 'PSEUDONYMISED' && !(climbs(category) && levels[category] !== 'code');
  if (!asRecorded) return climbed(category, levels);
  return tree(DATED, CODED, leaves('kind', 'status'), service(levels));
}

const PERSON: Readonly<Record<LadderOutcome, FieldTree>> = {
  PSEUDONYMISED: tree(
    ATTESTED,
    SEALED_PERSON,
    leaves('dateOfBirth', 'relationship'),
    new Map([['addresses', ADDRESS]]),
  ),
  GENERALISED: tree(ATTESTED, SEALED_PERSON, leaves('relationship')),
};

const PRACTITIONER: Readonly<Record<LadderOutcome, FieldTree>> = {
  PSEUDONYMISED: tree(ATTESTED, SEALED_PERSON, leaves('role')),
  GENERALISED: tree(ATTESTED, SEALED_PERSON),
};

/** What a transform needs of a category where the value does not leave in clear; null where nothing of it leaves. */
function transformed(category: RecordCategory, outcome: LadderOutcome, levels: Levels): FieldTree | null {
  switch (SHAPES[category]) {
    case 'number':
      return outcome === 'GENERALISED' ? null : NO_FIELDS;
    case 'value':
      return NO_FIELDS;
    case 'addresses':
      return ADDRESS;
    case 'contacts':
      return CONTACT;
    case 'statement':
      return ofStatement(category, outcome, levels);
    case 'person':
      return PERSON[outcome];
    case 'practitioner':
      return tree(PRACTITIONER[outcome], organisation(levels));
  }
}

/** What is to be known of a value in clear to keep back what no selection may bring out; the recipient may read it all. */
function guarded(category: RecordCategory, selected: FieldTree): FieldTree {
  const shape = SHAPES[category];
  if (shape === 'addresses') return tree(selected, SEALED_ADDRESS);
  if (shape !== 'person' && shape !== 'practitioner') return selected;
  const addresses = selected.has('addresses') ? new Map([['addresses', SEALED_ADDRESS]]) : NO_FIELDS;
  return tree(selected, SEALED_PERSON, addresses);
}

/** What the decision says of a category, as far as it tells what to ask for. */
export interface Asking {
  readonly outcome: Exclude<Outcome, 'WITHHELD'>;
  /** The fields that the operation selects below the category. */
  readonly selected: FieldTree;
  /** The levels of the review's policy pack. */
  readonly levels: LevelTable;
  /** Whether this recipient reads criminal offence data of this source. */
  readonly readsOffences: boolean;
}

/**
 * The fields to ask an agency for, below one category; null where nothing of it would leave. What leaves in clear is asked
 * for as selected, and with it what tells a refuge, a person who is sealed and an offence under another name; what is
 * transformed is asked for as its transform needs at the pack's level, so that what will not leave is never fetched.
 */
export function fieldsToAsk(
  category: RecordCategory,
  { outcome, selected, levels, readsOffences }: Asking,
): FieldTree | null {
  const fields =
    outcome === 'CLEAR' ? guarded(category, selected) : transformed(category, outcome, levels[outcome]);
  if (fields === null || category !== 'legalStatuses' || readsOffences) return fields;
  return tree(fields, OFFENCE_STATUS);
}
