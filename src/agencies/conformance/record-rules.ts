import type { AgencyRecord } from '../../domain/agency-source';
import { RECORD_CATEGORIES } from '../../domain/data-category';
import type { PartFinding } from '../finding';
import { readOne, subject, treeOf, UNKNOWN_HANDLE, type ContractRule } from './rule';

const keysOf = (record: AgencyRecord): readonly string[] =>
  Object.keys(record).filter((key) => key !== 'handle');

export const offersFields: ContractRule = {
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

export const knowsItsHandle: ContractRule = {
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

export const answersWhatItOffers: ContractRule = {
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

export const answersOnlyWhatIsAsked: ContractRule = {
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

export const unknownIsNull: ContractRule = {
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

export const restrictedIsUnknown: ContractRule = {
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

export const repeatsItself: ContractRule = {
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
