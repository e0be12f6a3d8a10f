import type { RecordHandle } from '../../domain/ids';
import { categoriesWhere, ENTRY_CATEGORIES, entriesOf } from './entries';
import { readOne, subject, treeOf, type AgencyUnderTest, type ContractRule } from './rule';

const HANDLE_FORM = /^[A-Za-z0-9_-]{16,}$/;
const PARTIAL_DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const ASSERTIONS: ReadonlySet<unknown> = new Set(['FACT', 'OPINION', 'COMBINATION']);
const DATE_KEYS: ReadonlySet<string> = new Set(['dateOfBirth', 'from', 'to', 'recordedOn']);

export const handlesAreOpaque: ContractRule = {
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

export const entriesAreNoRecords: ContractRule = {
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

export const entriesCarryAssertion: ContractRule = {
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

export const datesAreReduced: ContractRule = {
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
