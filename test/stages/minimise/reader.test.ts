import type { AgencyRecord } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import { checkingOnce, checkRecord } from '../../../src/stages/minimise/check';
import { placeOf, readObject, type Reader } from '../../../src/stages/minimise/reader';
import { only, received } from './support';

const SHAPE = { fields: ['kind', 'code', 'from'], always: ['handle'] };

/** A reader of that object of an answer, of which `kind` and `from` were asked for. */
function reading(value: object): Reader {
  const asked: FieldTree = new Map([
    ['kind', NO_FIELDS],
    ['from', NO_FIELDS],
  ]);
  const findings = { surplus: new Set<string>(), invalid: new Set<string>() };
  return readObject(value, { place: placeOf(asked), findings }, SHAPE)!;
}

describe('the reader of an agency’s answer', () => {
  it('reads what was asked for or is always sent, and nothing else that is there', () => {
    const reader = reading({ kind: 'visit', code: 'SECRET', handle: 'h', from: '2024-05', other: 'SECRET' });
    expect([reader.text('kind'), reader.text('handle'), reader.date('from')]).toEqual([
      'visit',
      'h',
      '2024-05',
    ]);
    for (const unasked of ['code', 'other']) {
      expect(reader.raw(unasked)).toBeNull();
      expect(reader.text(unasked)).toBeNull();
    }
  });

  it('reads no field that the object only inherits', () => {
    const reader = reading(Object.create({ kind: 'visit' }) as object);
    expect(reader.raw('kind')).toBeNull();
  });

  it('has one place for one tree of fields and each of its fields, which knows once what may be there', () => {
    const asked = new Map([['health', new Map([['kind', NO_FIELDS]])]]);
    const place = placeOf(asked);
    expect(placeOf(asked)).toBe(place);
    expect(placeOf(new Map(asked))).not.toBe(place);
    expect(place.below('health')).toBe(place.below('health'));
    expect(place.allowed(SHAPE)).toBe(place.allowed(SHAPE));
    expect([...place.allowed(SHAPE)].sort()).toEqual(['__typename', 'handle', 'health']);
  });
});

describe('the check of a record', () => {
  const record: AgencyRecord = received('{"handle":"r","name":"Ottilie","gender":"F"}');

  it('has the categories that were asked for, and no other, whatever was sent', () => {
    const { checked, surplus } = checkRecord(record, only('name', 'age'));
    expect(checked).toEqual({ name: 'Ottilie', age: null });
    expect(surplus).toEqual(['gender']);
  });

  it('is done once for one record and what is asked of it, whoever asks', () => {
    const check = checkingOnce();
    const [name, gender] = [only('name'), only('gender')];
    const first = check(record, name);
    expect(check(record, name)).toBe(first);
    expect(check(record, gender).checked).toEqual({ gender: 'F' });
    expect(check({ ...record }, name)).not.toBe(first);
  });
});
