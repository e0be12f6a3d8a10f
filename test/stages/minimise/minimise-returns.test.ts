import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { AuditEventId } from '../../../src/domain/ids';
import { minimise, type MinimisedReturn } from '../../../src/stages/minimise';
import type { RawReturn } from '../../../src/stages/collect';
import { NOW } from '../decide/register-of-facts';
import {
  collectedOf,
  dependenciesOf,
  OwnRegister,
  OWN,
  person,
  planOf,
  POLICE,
  returnOf,
  TRUST,
  type Operation,
} from './collected';
import { address, outcomesOf, statement } from './support';

const PLAN = planOf(TRUST, 'health', 'contactDetails', 'addresses');
const register = (): OwnRegister =>
  Object.assign(new OwnRegister(), { people: [person('a'), person('b'), person('c', 'ADOPTED')] });

async function returned(
  returns: readonly RawReturn[],
  some: Operation = {},
  of = register(),
): Promise<readonly MinimisedReturn[]> {
  const operation: Operation = { purpose: 'RAPID_REVIEW', standing: 'PARTICIPATING', ...some, returns };
  return (await minimise(collectedOf(operation), dependenciesOf(of))).returns;
}

/** The one record of person `a`, and what is said of the whole return. */
async function one(
  record: Omit<AgencyRecord, 'handle'>,
  status: RawReturn['status'] = 'OK',
): Promise<MinimisedReturn> {
  const [first] = await returned([returnOf(PLAN, { a: record }, { status })]);
  if (!first) throw new Error('there is no return');
  return first;
}

/** What an agency sent that keeps to no contract. */
const sent = (json: string): Omit<AgencyRecord, 'handle'> => JSON.parse(json) as Omit<AgencyRecord, 'handle'>;

describe('what may leave of an agency’s return', () => {
  it('is of the people on the list who have a record there, and of nobody else', async () => {
    const health = [statement({ kind: 'visit' })];
    const [first] = await returned([returnOf(PLAN, { a: { health }, c: { health }, z: { health } })]);
    expect([...(first?.records.keys() ?? [])]).toEqual(['a']);
    expect(first?.records.get('a' as never)?.health?.[0]).toMatchObject({ kind: 'visit' });
  });

  it('has its texts as the desk of the review reads them', async () => {
    const health = [statement({ narrative: 'Carola Smithers rang.' })];
    const [first] = await returned([returnOf(PLAN, { a: { health } })], { standing: 'COORDINATOR' });
    expect(first?.records.get('a' as never)?.health?.[0]?.narrative).toBe('[Person 1] rang.');
  });

  it('has the places of people who live with nobody that is protected', async () => {
    const contactDetails = [{ kind: 'EMAIL' as const, value: 'odo@example.org' }];
    const addresses = [address({ lines: ['4 Elm Road'] })];
    const alone = Object.assign(new OwnRegister(), { people: [person('a')] });
    for (const people of [register(), alone]) {
      const [first] = await returned([returnOf(PLAN, { a: { contactDetails, addresses } })], {}, people);
      expect(first?.records.get('a' as never)).toMatchObject({
        contactDetails: [{ value: 'odo@example.org' }],
        addresses: [{ lines: ['4 Elm Road'] }],
      });
    }
  });

  it('says of the agency what came: when, under which grant, and from which event it was kept', async () => {
    const exchange = {
      ...{ grants: ['g-1'], fields: 'ab', records: 1 },
      answered: { records: 1, values: {} },
    };
    const keptFrom = 'event-0' as AuditEventId;
    const [first] = await returned([returnOf(PLAN, {}, { exchange, keptFrom })]);
    expect(first).toMatchObject({ agency: TRUST, status: 'OK', retrievedAt: NOW, exchange, keptFrom });
    expect(first).toMatchObject({ surplus: [], outside: 0, masked: [] });
  });

  it.each<readonly [string, RawReturn['status'], string, string]>([
    ['a record that keeps to the contract', 'OK', '{"health":[]}', 'OK'],
    ['a record that does not', 'OK', '{"health":7}', 'PARTIAL'],
    ['a record that does not, of an agency that failed', 'UNAVAILABLE', '{"health":7}', 'UNAVAILABLE'],
  ])('has for %s, with %s, the status %4$s', async (_what, status, record, settled) => {
    expect((await one(sent(record), status)).status).toBe(settled);
  });

  it('is partial where any of its records breaks the contract, whichever comes last', async () => {
    const [first] = await returned([returnOf(PLAN, { a: sent('{"health":7}'), b: sent('{"health":[]}') })]);
    expect(first?.status).toBe('PARTIAL');
  });

  it('names each field that was sent unasked once, in order', async () => {
    const [first] = await returned([
      returnOf(PLAN, { a: sent('{"nhsNumber":"x","gender":"F"}'), b: sent('{"gender":"F","age":3}') }),
    ]);
    expect(first?.surplus).toEqual(['age', 'gender', 'nhsNumber']);
  });

  it('counts the official numbers that it masked, and only those', async () => {
    const health = [statement({ kind: 'Odo Quillfeather', code: '9990000018' })];
    const of = Object.assign(register(), { people: [person('Quillfeather'), person('b')] });
    const record = { health };
    const plan = { ...PLAN, outcomes: outcomesOf('CLEAR', { nhsNumber: 'WITHHELD', name: 'WITHHELD' }) };
    const [first] = await returned([returnOf(plan, { Quillfeather: record, b: record })], {}, of);
    expect(first?.masked).toEqual([{ kind: 'NHS_NUMBER', count: 2 }]);
  });

  it('sums what lies outside the period over the people', async () => {
    const old = { health: [statement({ from: '2001-01-01', to: '2001-02-01' })] };
    const collected = collectedOf({
      ...{ purpose: 'RAPID_REVIEW', standing: 'PARTICIPATING' },
      returns: [returnOf(planOf(TRUST, 'health'), { a: old, b: old })],
    });
    const planned = { ...collected.planned, period: { from: '2020-01-01', to: '2026-01-01' } };
    const { returns } = await minimise({ ...collected, planned }, dependenciesOf(register()));
    expect(returns[0]?.outside).toBe(2);
  });

  it('asks for the salts of the agencies that are asked, each once, and of the labels', async () => {
    const of = register();
    const other = planOf(POLICE, 'health');
    await returned([returnOf(PLAN, {}), returnOf(other, {})], {}, of);
    expect(of.asked.filter((scope) => scope !== 'key' && scope !== 'role labels')).toEqual([
      ...[`agency:${TRUST}`, `agency:${POLICE}`, 'labels'],
    ]);
    const own = register();
    await returned([returnOf(planOf(OWN, 'gender'), {})], { purpose: 'CONTACT_CHECK' }, own);
    expect(own.asked).toEqual(['key', `agency:${OWN}`, 'labels']);
  });

  it('hides where somebody lives who lives with a person at a protected address', async () => {
    const shared = { ...person('b'), addresses: person('a').addresses };
    const of = Object.assign(register(), { people: [person('a', 'PROTECTED_ADDRESS'), shared, person('d')] });
    const record = {
      contactDetails: [{ kind: 'PHONE', value: '01632 960001' }],
      addresses: [address({ lines: ['9 Elsewhere Lane'] })],
      health: [statement({ service: 'Nether Wallow Clinic' })],
    } as Omit<AgencyRecord, 'handle'>;
    const [first] = await returned([returnOf(PLAN, { a: record, b: record, d: record })], {}, of);
    const [a, b, d] = [...(first?.records.values() ?? [])];
    for (const hidden of [a, b]) {
      expect(hidden).not.toHaveProperty('contactDetails');
      expect(hidden?.health?.[0]?.service).toBeNull();
    }
    expect(a).not.toHaveProperty('addresses');
    expect(d?.contactDetails).toHaveLength(1);
    expect(d?.health?.[0]?.service).not.toBeNull();
    expect(d?.addresses).toHaveLength(1);
  });
});
