import { fieldsDigest } from '../../src/domain/disclosure-grant';
import { LEDGER_GENESIS, type LedgerLine } from '../../src/domain/disclosure-ledger';
import type { AgencyId } from '../../src/domain/ids';
import { exchangeIn, printExchange, reconcile, type Exchange, type OurEvent } from '../../src/grants';
import { draft } from '../audit/drafts';
import { tree } from '../support/grants';

const AGENCY = 'nhs-trust' as AgencyId;
const FIELDS = fieldsDigest(tree('name', 'health.code'));
const EXCHANGE: Exchange = {
  grants: ['g1'],
  fields: FIELDS,
  records: 2,
  answered: { records: 2, values: { health: 4, name: 2 } },
};
const made = draft();
const base: OurEvent['event'] = {
  ...made,
  action: 'READ',
  entries: [
    { agency: AGENCY, subject: 's1', category: 'health', outcome: 'CLEAR', clause: 'a', records: 3 },
    { agency: null, subject: 's1', category: 'name', outcome: 'CLEAR', clause: 'a', records: 9 },
  ],
};
const ours = (exchange: Partial<Exchange> = {}, event: Partial<OurEvent['event']> = {}): OurEvent => ({
  eventId: 'e1',
  event: {
    ...base,
    details: { [`exchange:${AGENCY}`]: printExchange({ ...EXCHANGE, ...exchange }) },
    ...event,
  },
});
const line = (changes: Partial<LedgerLine> = {}, jti = 'g1'): LedgerLine => ({
  sequence: 1,
  previous: LEDGER_GENESIS,
  at: '2025-03-01T09:00:00.000Z',
  agency: AGENCY,
  grant: {
    jti,
    event: 'e1',
    review: base.review?.id ?? '',
    purpose: base.purpose ?? '',
    recipient: { agency: base.actor.agency, standing: base.standing ?? '' },
    pack: base.pack ?? { key: '', version: '', digest: '' },
  },
  outcome: 'ANSWERED',
  reason: null,
  asked: { categories: ['health', 'name'], fields: FIELDS, records: 2 },
  answered: { records: 2, values: { health: 4, name: 2 } },
  unverified: 0,
  hash: LEDGER_GENESIS,
  ...changes,
});
const found = (lines: readonly LedgerLine[], events: readonly OurEvent[]): readonly string[] =>
  reconcile({ agency: AGENCY, lines, events }).differences.map(({ kind, what }) => `${kind} ${what}`);

describe('reconciling two ledgers', () => {
  it('reads back the exchange that an event tells of', () => {
    expect(exchangeIn(printExchange(EXCHANGE))).toEqual(EXCHANGE);
    expect(exchangeIn(undefined)).toBeUndefined();
  });

  it.each<[string, LedgerLine[], OurEvent[]]>([
    ['both tell of one request', [line()], [ours()]],
    [
      'a first attempt broke and the second was received',
      [line(), line({}, 'g2')],
      [ours({ grants: ['g1', 'g2'] })],
    ],
    ['the agency refused', [line({ outcome: 'REFUSED', reason: 'REPLAYED' }, 'unknown')], []],
    ['the agency was never reached', [], [ours({ answered: { records: 0, values: {} } })]],
    [
      'the operation failed later and is on record as refused',
      [line()],
      [ours({}, { action: 'DENIED', details: {} })],
    ],
  ])('finds nothing where %s', (_what, lines, events) => {
    expect(found(lines, events)).toEqual([]);
  });

  it('counts checks of the agency apart, but no line as one of which our log tells', () => {
    const grant = { ...line().grant, review: 'agency-check', purpose: 'AGENCY_CHECK' } as LedgerLine['grant'];
    const check = line({ grant: grant && { ...grant, event: 'of-no-log' } });
    expect(reconcile({ agency: AGENCY, lines: [check, line()], events: [ours()] })).toEqual({
      matched: 1,
      checks: { lines: 1, records: 2 },
      differences: [],
    });
    expect(found([line({ grant })], [ours()])).toEqual(
      expect.arrayContaining(['ASKED_DIFFERENTLY review', 'ASKED_DIFFERENTLY purpose']),
    );
    expect(found([check], [ours()])).toEqual(['NOT_IN_LEDGER records: 0, 2']);
  });

  it.each<[string, LedgerLine[], OurEvent[], readonly string[]]>([
    ['an event that is not in our log', [line()], [], ['NOT_IN_OUR_LOG event']],
    [
      'a grant that our event does not name',
      [line({}, 'g9')],
      [ours()],
      ['NOT_IN_OUR_LOG grant', 'NOT_IN_LEDGER records: 0, 2'],
    ],
    ['an answer without a line', [], [ours()], ['NOT_IN_LEDGER records: 0, 2']],
    [
      'other fields',
      [line({ asked: { categories: ['name'], fields: fieldsDigest(tree('name')), records: 2 } })],
      [ours()],
      ['ASKED_DIFFERENTLY fields'],
    ],
    [
      'another purpose and pack',
      [line()],
      [ours({}, { purpose: 'STATISTICS', pack: null })],
      ['ASKED_DIFFERENTLY purpose', 'ASKED_DIFFERENTLY pack'],
    ],
    [
      'more sent than received',
      [line({ answered: { records: 2, values: { health: 5, name: 2 } } })],
      [ours()],
      ['ANSWERED_MORE health: 5, 4'],
    ],
    [
      'less sent than received, and than what left',
      [line({ answered: { records: 1, values: { health: 2, name: 2 } } })],
      [ours()],
      ['ANSWERED_LESS records: 1, 2', 'ANSWERED_LESS health: 2, 4', 'DISCLOSED_MORE health: 2, 3'],
    ],
  ])('finds %s', (_what, lines, events, differences) => {
    expect(found(lines, events)).toEqual(differences);
  });
});
