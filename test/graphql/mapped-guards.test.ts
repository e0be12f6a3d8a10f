import { mappedGuardFaults, requireMappedGuards } from '../../src/graphql/shield/mapped-guards';
import { GUARDS, type TypeGuards } from '../../src/graphql/shield/guards';
import { openContractMap, type DataMap } from '../../src/policy';

const map = openContractMap();

/** The contract's map with one field that means something else; without a meaning it is not in the map. */
function mapWith(type: string, field: string, meaning?: 'REFERENCE' | 'AS_ABOVE' | 'health'): DataMap {
  const fields = new Map(map.fields.get(type));
  if (meaning === undefined) fields.delete(field);
  else fields.set(field, meaning);
  return { ...map, fields: new Map([...map.fields, [type, fields]]) };
}

const guardsWith = (type: string, fields: TypeGuards): Readonly<Record<string, TypeGuards>> => ({
  ...GUARDS,
  [type]: { ...GUARDS[type], ...fields },
});
const without = (type: string): Readonly<Record<string, TypeGuards>> =>
  Object.fromEntries(Object.entries(GUARDS).filter(([name]) => name !== type));

describe('guards and the data map of the contract', () => {
  it('say the same of every field', () => {
    expect(mappedGuardFaults(map)).toEqual([]);
    expect(() => requireMappedGuards(map)).not.toThrow();
  });

  it('stop the start where they do not, with every fault in order', () => {
    const other = mapWith('Subject', 'health', 'REFERENCE');
    const faults = ['AgencyReturn.health: guarded as health, mapped as REFERENCE'];
    expect(mappedGuardFaults(other)).toEqual(faults);
    expect(() => requireMappedGuards(other)).toThrow(
      expect.objectContaining({ code: 'SCHEMA_UNGUARDED', detail: faults.join('\n') }),
    );
    const two = {
      ...other,
      fields: new Map([...other.fields, ['Aside', new Map([['x', 'AS_ABOVE' as const]])]]),
    };
    expect(mappedGuardFaults(two)).toEqual([
      ...faults,
      'Aside.x: the data map and the guards do not agree on it',
    ]);
    expect(() => requireMappedGuards(two)).toThrow(
      expect.objectContaining({ detail: mappedGuardFaults(two).join('\n') }),
    );
  });

  it.each<[string, DataMap, Readonly<Record<string, TypeGuards>>, readonly string[]]>([
    [
      'a category is not mapped at all',
      mapWith('Subject', 'name'),
      GUARDS,
      [
        'AgencyReturn.name: guarded as name, mapped as nothing',
        'ReviewSubject.name: guarded as name, mapped as nothing',
      ],
    ],
    [
      'a category has the guard of another',
      map,
      guardsWith('AgencyReturn', { health: { kind: 'category', category: 'religion' } }),
      [
        'AgencyReturn.health: guarded as religion, mapped as health',
        'AgencyReturn.health: mapped as health, and not guarded as that',
      ],
    ],
    [
      'a category has a guard that is no category',
      map,
      guardsWith('AgencyReturn', { health: { kind: 'recordedAnswer' } }),
      ['AgencyReturn.health: mapped as health, and not guarded as that'],
    ],
    [
      'a part of a statement has a guard of its own',
      map,
      guardsWith('Statement', { code: { kind: 'signedIn' } }),
      ['Statement.code: the data map and the guards do not agree on it'],
    ],
    [
      'a part is guarded and not mapped',
      map,
      guardsWith('Statement', { aside: { kind: 'recordedAnswer' } }),
      ['Statement.aside: the data map and the guards do not agree on it'],
    ],
    [
      'a part is mapped and not guarded',
      mapWith('Statement', 'aside', 'AS_ABOVE'),
      GUARDS,
      ['Statement.aside: the data map and the guards do not agree on it'],
    ],
    [
      'what the gateway works out itself has another guard than the answer',
      map,
      guardsWith('Statement', { narrativeRisk: { kind: 'signedIn' } }),
      ['Statement.narrativeRisk: the data map and the guards do not agree on it'],
    ],
  ])('disagree where %s', (_what, other, guards, faults) => {
    expect(mappedGuardFaults(other, guards)).toEqual(faults);
  });

  it('disagree on every field of a type that has no guards', () => {
    const faults = [...(map.fields.get('Address')?.keys() ?? [])].map(
      (field) => `Address.${field}: the data map and the guards do not agree on it`,
    );
    expect(faults.length).toBeGreaterThan(3);
    expect(mappedGuardFaults(map, without('Address'))).toEqual(faults.sort());
    const own = mappedGuardFaults(map, without('AgencyReturn'));
    expect(own).toContain('AgencyReturn.health: mapped as health, and not guarded as that');
    expect(mappedGuardFaults(map, without('ReviewSubject'))).toEqual([]);
  });

  it('disagree on every guard where the map has no record at all', () => {
    const none = { ...map, fields: new Map([...map.fields].filter(([type]) => type !== 'Subject')) };
    expect(mappedGuardFaults(none)).toContain('AgencyReturn.health: guarded as health, mapped as nothing');
  });
});
