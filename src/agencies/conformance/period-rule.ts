import { DATED_FIELDS, liesOutside, type Period } from '../../domain/period';
import type { PartFinding } from '../finding';
import { readOne, subject, treeOf, type AgencyUnderTest, type ContractRule } from './rule';

/** Long ago, of late, and one month in between. */
const PERIODS: readonly Period[] = [
  { from: null, to: '1980' },
  { from: '2024-01-01', to: null },
  { from: '2021-03', to: '2021-03' },
];

const datedOffers = ({ offers }: AgencyUnderTest): readonly (typeof DATED_FIELDS)[number][] =>
  DATED_FIELDS.filter((field) => offers.has(field));

export const periodNarrows: ContractRule = {
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

interface Dated {
  readonly handle: string;
  readonly from?: string | null;
  readonly to?: string | null;
}

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
