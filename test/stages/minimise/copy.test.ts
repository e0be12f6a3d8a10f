import { NO_FIELDS } from '../../../src/domain/field-tree';
import { isPseudonym } from '../../../src/pseudonyms';
import { copyRecord } from '../../../src/stages/minimise/copy';
import { knownIdentifiers } from '../../../src/stages/minimise/known-identifiers';
import { ADDENDUM_WITHHELD } from '../../../src/stages/minimise/transforms/statement';
import { context, copy, EVERYTHING, only, outcomesOf, received, statement } from './support';

describe('the allow-list copy', () => {
  it('releases what was asked for and not withheld, null where there is no value, and no other key', () => {
    const { released } = copy(
      { name: 'Ottilie Ferncombe', gender: 'F', age: 14 },
      {
        asked: only('name', 'age', 'health', 'religion'),
        outcomes: outcomesOf('CLEAR', { religion: 'WITHHELD' }),
      },
    );
    expect({ ...released }).toEqual({ name: 'Ottilie Ferncombe', age: '14', health: null });
  });

  it('reports by name what was sent without being asked, and releases none of it', () => {
    const record = {
      name: 'Ottilie',
      gender: 'F',
      health: [statement({ narrative: 'Seen.', kind: 'visit' })],
    };
    const asked = new Map([['health', new Map([['kind', NO_FIELDS]])]]);
    const { released, surplus } = copy(record, { asked });
    expect([...surplus].sort()).toEqual(['gender', 'health.narrative', 'name']);
    expect(released).toEqual({ health: [{ assertion: 'FACT', addenda: [], kind: 'visit' }] });
  });

  it('takes the name of a type for no surplus, and reads of a contact detail what was asked for', () => {
    const record = received(
      '{"handle":"r","contactDetails":[{"__typename":"X","kind":"EMAIL","value":"v"}]}',
    );
    const asked = new Map([['contactDetails', new Map([['kind', NO_FIELDS]])]]);
    const copied = copyRecord({ record, asked, outcomes: outcomesOf('CLEAR'), context: context() });
    expect(copied.surplus).toEqual(['contactDetails.value']);
    expect(copied.released).toEqual({ contactDetails: [{ kind: 'EMAIL' }] });
  });

  it('reports a name that is not the contract’s without repeating it', () => {
    const record = received('{"handle":"r","Ottilie Ferncombe":1,"__typename":"Subject"}');
    const { surplus } = copyRecord({
      record,
      asked: EVERYTHING,
      outcomes: outcomesOf('CLEAR'),
      context: context(),
    });
    expect(surplus).toEqual(['(not in the contract)']);
  });

  it.each([
    ['name', '{"name":7}', { name: null }],
    ['dateOfBirth', '{"dateOfBirth":"04/03/2011"}', { dateOfBirth: null }],
    ['age', '{"age":14.5}', { age: null }],
    ['age', '{"age":4294967310}', { age: null }],
    ['age', '{"age":"14"}', { age: null }],
    ['addresses', '{"addresses":{"lines":[]}}', { addresses: null }],
    ['addresses', '{"addresses":["4 Elm Road"]}', { addresses: [] }],
    ['contactDetails', '{"contactDetails":[7]}', { contactDetails: [] }],
    ['familyMembers', '{"familyMembers":["Ottilie"]}', { familyMembers: [] }],
    ['health.handle', '{"health":[{"assertion":"FACT","addenda":[]}]}', { health: [] }],
    ['health.addenda', '{"health":[{"handle":"h","assertion":"FACT","addenda":[7]}]}', { health: [] }],
    ['addresses.lines', '{"addresses":[{"lines":[1,"x",{}]}]}', { addresses: [{ lines: ['x'] }] }],
    ['ethnicity', '{"ethnicity":[]}', { ethnicity: null }],
    ['health.assertion', '{"health":[{"handle":"h","addenda":[]}]}', { health: [] }],
    ['health.assertion', '{"health":[{"handle":"h","assertion":"RUMOUR","addenda":[]}]}', { health: [] }],
    ['health.addenda', '{"health":[{"handle":"h","assertion":"FACT"}]}', { health: [] }],
    [
      'health.addenda',
      '{"health":[{"handle":"h","assertion":"FACT","addenda":[{"text":1}]}]}',
      { health: [] },
    ],
    ['health.handle', '{"health":[{"handle":9990000018,"assertion":"FACT","addenda":[]}]}', { health: [] }],
    [
      'convictions.addenda',
      '{"convictions":[{"handle":"h","assertion":"FACT","addenda":{}}]}',
      { convictions: [] },
    ],
  ])('drops a wrong %s and says so: %s', (field, json, expected) => {
    const record = received(`{"handle":"r",${json.slice(1)}`);
    const { released, invalid } = copyRecord({
      record,
      asked: EVERYTHING,
      outcomes: outcomesOf('CLEAR'),
      context: context(),
    });
    expect(invalid).toContain(field);
    expect(released).toMatchObject(expected);
  });

  it('keeps the rest of an answer of which a part is wrong', () => {
    const record = received(
      '{"handle":"r","name":7,"gender":"F","health":[null,{"handle":"h","assertion":"FACT","addenda":[],"kind":{},"status":"open"}]}',
    );
    const { released, invalid } = copyRecord({
      record,
      asked: EVERYTHING,
      outcomes: outcomesOf('CLEAR'),
      context: context(),
    });
    expect([...invalid].sort()).toEqual(['health', 'health.kind', 'name']);
    expect(released).toMatchObject({ gender: 'F', health: [{ kind: null, status: 'open' }] });
  });

  it.each(['7', 'null', '[]', '"text"'])('survives %s in the place of a record', (json) => {
    const { released, invalid } = copyRecord({
      record: received(json),
      asked: EVERYTHING,
      outcomes: outcomesOf('CLEAR'),
      context: context(),
    });
    expect(Object.keys(released)).toEqual([]);
    expect(invalid).toEqual(['(record)']);
  });

  it('takes nothing from a prototype and gives nothing to one', () => {
    const evil =
      '{"handle":"r","__proto__":{"name":"Ottilie","polluted":true},"constructor":{"prototype":{"polluted":true}},' +
      '"health":[{"handle":"h","assertion":"FACT","addenda":[],"__proto__":{"narrative":"leak"}}]}';
    const { released } = copyRecord({
      record: received(evil),
      asked: EVERYTHING,
      outcomes: outcomesOf('CLEAR'),
      context: context(),
    });
    expect(released.name).toBeNull();
    expect(released.health?.[0]?.narrative).toBeNull();
    expect(Object.getPrototypeOf(released)).toBeNull();
    expect(Object.getPrototypeOf(released.health?.[0])).toBeNull();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('lets an own key of the asked tree named __proto__ read nothing', () => {
    const record = received('{"handle":"r","__proto__":{"x":1}}');
    const asked = new Map([['__proto__', NO_FIELDS]]);
    const { released } = copyRecord({ record, asked, outcomes: outcomesOf('CLEAR'), context: context() });
    expect(Object.keys(released)).toEqual([]);
  });
});

describe('a released statement', () => {
  const addenda = [{ recordedOn: '2020-05-06', text: 'It was the left arm, says Ottilie.' }];
  const entry = statement({
    assertion: 'OPINION',
    addenda,
    kind: 'visit',
    narrative: 'Bruise.',
    from: '2019-01-02',
  });

  it.each(['CLEAR', 'PSEUDONYMISED', 'GENERALISED'] as const)(
    'never goes without assertion and corrections: %s',
    (outcome) => {
      const asked = new Map([['health', new Map([['kind', NO_FIELDS]])]]);
      const { released } = copy({ health: [entry] }, { asked, outcomes: outcomesOf(outcome) });
      expect(released.health?.[0]).toMatchObject({
        assertion: 'OPINION',
        addenda: [{ text: expect.any(String) }],
      });
    },
  );

  it('carries a record pseudonym in the place of the agency’s handle, in every outcome', () => {
    for (const outcome of ['CLEAR', 'PSEUDONYMISED', 'GENERALISED'] as const) {
      const { released } = copy(
        { health: [statement({ handle: '9990000018' })] },
        { outcomes: outcomesOf(outcome) },
      );
      const handle = released.health?.[0]?.handle ?? '';
      expect(handle.startsWith('RECD-') && isPseudonym(handle)).toBe(true);
    }
  });

  it('in the clear keeps its terms masked, and no words of anybody’s without a desk to de-identify them', () => {
    const { released, masked } = copy(
      { health: [{ ...entry, description: 'Seen with Ottilie.' }] },
      {
        outcomes: outcomesOf('CLEAR', { name: 'PSEUDONYMISED' }),
        context: context(knownIdentifiers([{ names: ['Ottilie'] }])),
      },
    );
    expect(released.health?.[0]).toMatchObject({
      description: 'Seen with [name withheld].',
      narrative: null,
      from: '2019-01-02',
      addenda: [{ recordedOn: '2020-05-06', text: ADDENDUM_WITHHELD }],
    });
    expect(masked).toEqual([{ kind: 'NAME', count: 1 }]);
  });

  it('in the clear keeps its code and the system of it', () => {
    const { released } = copy({ health: [statement({ code: 'J45', codeSystem: 'ICD-10' })] });
    expect(released.health?.[0]).toMatchObject({ code: 'J45', codeSystem: 'ICD-10' });
  });

  it('masks the names of the record’s own people that do not leave, and of nobody whose name does', () => {
    const health = [statement({ service: 'Ottilie Ferncombe clinic' })];
    const serviceOf = (name: 'CLEAR' | 'PSEUDONYMISED') =>
      copy({ name: 'Ottilie Ferncombe', health }, { outcomes: outcomesOf('CLEAR', { name }) }).released
        .health?.[0]?.service;
    expect(serviceOf('CLEAR')).toBe('Ottilie Ferncombe clinic');
    expect(serviceOf('PSEUDONYMISED')).toBe('[name withheld] clinic');
  });

  it('pseudonymised loses its free text and the days of its dates', () => {
    const { released } = copy({ health: [entry] }, { outcomes: outcomesOf('PSEUDONYMISED') });
    expect(released.health?.[0]).toMatchObject({
      narrative: null,
      kind: 'visit',
      from: '2019-01',
      addenda: [{ recordedOn: '2020', text: ADDENDUM_WITHHELD }],
    });
  });

  it('generalised keeps its years and what its ladder gives', () => {
    const coded = statement({
      code: 'C',
      description: 'Roman Catholic',
      service: 'St Agnes',
      from: '2019-01-02',
    });
    const status = statement({ code: 'C2', description: 'Full care order' });
    const { released } = copy(
      { religion: coded, ethnicity: statement({ code: 'A' }), health: [entry], legalStatuses: [status] },
      { outcomes: outcomesOf('GENERALISED') },
    );
    expect(released.religion).toMatchObject({
      code: null,
      description: 'Christian',
      service: null,
      from: '2019',
    });
    expect(released.health?.[0]).toMatchObject({ kind: 'visit', narrative: null, from: '2019' });
    expect(released.legalStatuses).toHaveLength(1);
  });

  it('generalised answers with a group only where the description was asked for', () => {
    const asked = new Map([['religion', new Map([['code', NO_FIELDS]])]]);
    const { released } = copy(
      { religion: statement({ code: 'C' }) },
      { asked, outcomes: outcomesOf('GENERALISED') },
    );
    expect(released.religion).toEqual({ assertion: 'FACT', addenda: [], code: null });
  });
});
