import type { AgencyRecord, AgencySource } from '../../domain/agency-source';
import { RECORD_CATEGORIES } from '../../domain/data-category';
import { NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import type { RecordHandle } from '../../domain/ids';
import { DATED_FIELDS, liesOutside, type Period } from '../../domain/period';
import type { PartFinding } from '../finding';
import { categoriesWhere, ENTRY_CATEGORIES, entriesOf } from './entries';

/** An agency under test: what it offers and answers, and people of its who exist for tests only. */
export interface AgencyUnderTest {
  readonly offers: AgencySource['offers'];
  readonly read: AgencySource['read'];
  /** A record of a made-up person. */
  readonly handle: RecordHandle;
  /** A record that the agency restricts, where it has one for tests. */
  readonly restricted: RecordHandle | null;
  /** Texts that no handle may contain: local keys, NHS numbers. */
  readonly secrets: readonly string[];
}

/** A rule of the contract that every agency holds, whatever it runs. */
export interface ContractRule {
  /** The rule as a sentence about the agency. */
  readonly rule: string;
  /** Why the rule cannot be tried on this agency; null where it can. */
  readonly skip?: (agency: AgencyUnderTest) => string | null;
  /** Every breach; the findings name fields, never values. */
  readonly check: (agency: AgencyUnderTest) => Promise<readonly PartFinding[]>;
}

/** Long ago, of late, and one month in between. */
const PERIODS: readonly Period[] = [
  { from: null, to: '1980' },
  { from: '2024-01-01', to: null },
  { from: '2021-03', to: '2021-03' },
];

/** Nobody issues it: a handle is derived or random. */
export const UNKNOWN_HANDLE = 'a'.repeat(32) as RecordHandle;

const HANDLE_FORM = /^[A-Za-z0-9_-]{16,}$/;
const PARTIAL_DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const ASSERTIONS: ReadonlySet<unknown> = new Set(['FACT', 'OPINION', 'COMBINATION']);
const DATE_KEYS: ReadonlySet<string> = new Set(['dateOfBirth', 'from', 'to', 'recordedOn']);

/** Fields without what is below them: each is read whole. */
export const treeOf = (fields: Iterable<string>): FieldTree =>
  new Map([...fields].map((field) => [field, NO_FIELDS]));

const subject = (field: string): string => `Subject.${field}`;
const keysOf = (record: AgencyRecord): readonly string[] =>
  Object.keys(record).filter((key) => key !== 'handle');

async function readOne({ read, handle }: AgencyUnderTest, fields: Iterable<string>): Promise<AgencyRecord> {
  const record = (await read([handle], treeOf(fields))).get(handle);
  return record ?? { handle: '' };
}

const offersFields: ContractRule = {
  rule: 'offers fields of the contract only, and at least one',
  check: ({ offers }) => {
    const known: ReadonlySet<string> = new Set(RECORD_CATEGORIES);
    const unknown = [...offers].filter((field) => !known.has(field));
    return Promise.resolve([
      ...(offers.size === 0
        ? [{ place: 'Subject', message: 'offers no field of the contract: add one' }]
        : []),
      ...unknown.map((field) => ({ place: subject(field), message: 'is not in the contract: remove it' })),
    ]);
  },
};

const knowsItsHandle: ContractRule = {
  rule: 'knows the handle that it issued',
  check: async (agency) =>
    (await readOne(agency, [])).handle === agency.handle
      ? []
      : [
          {
            place: subject('handle'),
            message: 'a handle that was named for tests is answered null: name one that is on record',
          },
        ],
};

const answersWhatItOffers: ContractRule = {
  rule: 'answers every field that it offers',
  check: async (agency) => {
    const answered = new Set(keysOf(await readOne(agency, agency.offers)));
    const missing = [...agency.offers].filter((field) => !answered.has(field));
    return missing.map((field) => ({
      place: subject(field),
      message: 'is offered and not answered: answer it, with null where nothing is held',
    }));
  },
};

const answersOnlyWhatIsAsked: ContractRule = {
  rule: 'answers the field asked for and no other, for each field',
  check: async (agency) => {
    const findings: PartFinding[] = [];
    for (const field of [...agency.offers]) {
      const surplus = keysOf(await readOne(agency, [field])).filter((key) => key !== field);
      if (surplus.length > 0)
        findings.push({
          place: subject(field),
          message: `is answered with more (${surplus.join(', ')}): answer it alone`,
        });
    }
    const whole = keysOf(await readOne(agency, []));
    if (whole.length > 0)
      findings.push({
        place: subject('handle'),
        message: `is answered with ${whole.join(', ')}: answer it alone`,
      });
    return findings;
  },
};

const unknownIsNull: ContractRule = {
  rule: 'answers null to a handle that it never issued, and answers the others',
  check: async ({ read, offers, handle }) => {
    const mixed = [...(await read([UNKNOWN_HANDLE, handle], treeOf(offers))).keys()];
    const alone = await read([UNKNOWN_HANDLE], treeOf(offers));
    if (mixed.length === 1 && mixed[0] === handle && alone.size === 0) return [];
    return [
      {
        place: 'Query._entities',
        message: 'an unknown handle is not null in its place: answer null there and the rest as ever',
      },
    ];
  },
};

const restrictedIsUnknown: ContractRule = {
  rule: 'answers a restricted record just as an unknown one',
  skip: ({ restricted }) => (restricted === null ? 'name the handle of a restricted record' : null),
  check: async ({ read, offers, restricted }) => {
    const answered = await read([restricted ?? UNKNOWN_HANDLE], treeOf(offers));
    return answered.size === 0
      ? []
      : [
          {
            place: 'Query._entities',
            message: 'a restricted record is answered: answer null, as for an unknown handle',
          },
        ];
  },
};

const handlesAreOpaque: ContractRule = {
  rule: 'issues opaque handles that hold no local key and no NHS number',
  check: async (agency) => {
    const record = await readOne(agency, agency.offers);
    const isPlain = (issued: unknown): boolean =>
      typeof issued !== 'string' ||
      !HANDLE_FORM.test(issued) ||
      agency.secrets.some((secret) => issued.toLowerCase().includes(secret.toLowerCase()));
    const message = 'has a handle that is short or tells a key: issue 16 random characters or more';
    const entries = categoriesWhere(entriesOf(record), ({ handle }) => isPlain(handle));
    const places = [...([record.handle, agency.handle].some(isPlain) ? ['handle'] : []), ...entries];
    return places.map((place) => ({ place: subject(place), message }));
  },
};

const offersEntries = ({ offers }: AgencyUnderTest): boolean =>
  ENTRY_CATEGORIES.some((category) => offers.has(category));
const withoutEntries = (agency: AgencyUnderTest): string | null =>
  offersEntries(agency) ? null : 'it offers neither statements nor related parties';

const entriesAreNoRecords: ContractRule = {
  rule: 'answers no handle of an entry as if it were a record',
  skip: withoutEntries,
  check: async (agency) => {
    const entries = entriesOf(await readOne(agency, agency.offers));
    const handles = entries.flatMap(({ handle }) =>
      typeof handle === 'string' ? [handle as RecordHandle] : [],
    );
    const answered = await agency.read(handles, treeOf(agency.offers));
    return answered.size === 0
      ? []
      : [
          {
            place: 'Query._entities',
            message: 'the handle of an entry opens a record: derive the two apart',
          },
        ];
  },
};

const entriesCarryAssertion: ContractRule = {
  rule: 'carries assertion and addenda with every statement and every party',
  skip: withoutEntries,
  check: async (agency) => {
    const entries = entriesOf(await readOne(agency, agency.offers));
    if (entries.length === 0)
      return [
        { place: 'Subject', message: 'the person for tests has no entry: name a handle of one who has' },
      ];
    const bare = categoriesWhere(
      entries,
      ({ assertion, addenda }) => !ASSERTIONS.has(assertion) || !Array.isArray(addenda),
    );
    return bare.map((field) => ({
      place: subject(field),
      message: 'has an entry without assertion or addenda: mark every one',
    }));
  },
};

const datesAreReduced: ContractRule = {
  rule: 'writes dates to the precision known and nothing else in their place',
  check: async (agency) => {
    const record = await readOne(agency, agency.offers);
    const wrong = new Set<string>();
    for (const [field, value] of Object.entries(record)) {
      JSON.stringify({ [field]: value as unknown }, (key, below: unknown) => {
        if (DATE_KEYS.has(key) && typeof below === 'string' && !PARTIAL_DATE.test(below)) wrong.add(field);
        return below;
      });
    }
    return [...wrong].map((field) => ({
      place: subject(field),
      message: 'has a date that is not YYYY, YYYY-MM or YYYY-MM-DD: write it so, or null',
    }));
  },
};

const datedOffers = ({ offers }: AgencyUnderTest): readonly (typeof DATED_FIELDS)[number][] =>
  DATED_FIELDS.filter((field) => offers.has(field));

const periodNarrows: ContractRule = {
  rule: 'answers no statement that lies wholly outside the period asked for, and all others',
  skip: (agency) => (datedOffers(agency).length === 0 ? 'it offers no statements of a period' : null),
  check: async (agency) => {
    const dated = datedOffers(agency);
    const whole = await readOne(agency, dated);
    const findings: PartFinding[] = [];
    for (const period of PERIODS) {
      const narrow = (await agency.read([agency.handle], treeOf(dated), { period })).get(agency.handle);
      for (const field of dated) {
        const message = periodFault({ whole: whole[field] ?? [], narrow: narrow?.[field] ?? [], period });
        if (message) findings.push({ place: subject(field), message });
      }
    }
    return [...new Map(findings.map((each) => [`${each.place} ${each.message}`, each])).values()];
  },
};

type Dated = { readonly handle: string; readonly from?: string | null; readonly to?: string | null };

function periodFault(lists: {
  readonly whole: readonly Dated[];
  readonly narrow: readonly Dated[];
  readonly period: Period;
}): string | null {
  const { whole, narrow, period } = lists;
  const within = whole.filter((one) => !liesOutside(one, period));
  const known = new Set(within.map(({ handle }) => handle));
  if (narrow.some((one) => liesOutside(one, period) || !known.has(one.handle)))
    return 'has an entry outside the period asked for: leave those out that lie wholly outside';
  // A source may know of an entry without an end that it was over at once.
  const left = within.filter(
    ({ handle, from, to }) => (!from || !!to) && !narrow.some((one) => one.handle === handle),
  );
  return left.length === 0
    ? null
    : 'leaves entries of the period out: keep undated ones, and those that touch it';
}

const repeatsItself: ContractRule = {
  rule: 'gives the same handles and answers when it is asked again',
  check: async (agency) => {
    const [once, again] = [await readOne(agency, agency.offers), await readOne(agency, agency.offers)];
    const differing = [...agency.offers].filter(
      (field) =>
        JSON.stringify(once[field as keyof AgencyRecord]) !==
        JSON.stringify(again[field as keyof AgencyRecord]),
    );
    return differing.map((field) => ({
      place: subject(field),
      message: 'differs when it is asked again: derive handles, keep the order',
    }));
  },
};

/** Every rule that can be tried on whatever answers for an agency. */
export const CONTRACT_RULES: readonly ContractRule[] = Object.freeze([
  offersFields,
  knowsItsHandle,
  answersWhatItOffers,
  answersOnlyWhatIsAsked,
  unknownIsNull,
  restrictedIsUnknown,
  handlesAreOpaque,
  entriesAreNoRecords,
  entriesCarryAssertion,
  datesAreReduced,
  periodNarrows,
  repeatsItself,
]);
