import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';
import { buildGatewaySchema } from '../../src/graphql/schema';
import { GUARDS, type TypeGuards } from '../../src/graphql/shield/guards';
import { mappedGuardFaults } from '../../src/graphql/shield/mapped-guards';
import {
  checkDataMap,
  contractMapFaults,
  emitDataMapSchema,
  formatFault,
  loadDataMap,
  openContractMap,
  readDataMap,
  readDataMaps,
  type DataMap,
} from '../../src/policy';
import { folderOf, POLICIES, SAMPLE } from './support';

const CONTRACT = readFileSync(join(packageRoot(), 'schema', 'agency.graphql'), 'utf8');
const CONTRACT_MAP = readFileSync(join(POLICIES, 'data-maps', 'contract.yaml'), 'utf8');

const reading = (text: string) => readDataMap({ file: 'map.yaml', bytes: Buffer.from(text) });

function mapOf(text: string): DataMap {
  const { map, faults } = reading(text);
  if (map === null) throw new Error(faults.map(formatFault).join('\n'));
  return map;
}

/** The contract's map with one passage replaced. */
function mapWith(passage: string, replacement: string): DataMap {
  if (!CONTRACT_MAP.includes(passage)) throw new Error(`the map has no ${passage}`);
  return mapOf(CONTRACT_MAP.replace(passage, replacement));
}

const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Subject: ['agency', 'status', 'retrievedAt'],
  Statement: ['narrativeRisk'],
};

describe('the data map of the contract', () => {
  const map = openContractMap();

  it('gives every field of the contract a meaning, and no other', () => {
    expect(contractMapFaults(map, CONTRACT)).toEqual([]);
  });

  it('says of every field what the guards of the GraphQL schema say', () => {
    expect(mappedGuardFaults(map)).toEqual([]);
  });

  it('covers every field of the GraphQL schema that shows what an agency answered', () => {
    const types = buildGatewaySchema().getTypeMap();
    for (const [type, fields] of map.fields) {
      const shown = types[type === 'Subject' ? 'AgencyReturn' : type]?.toConfig();
      const names = Object.keys(shown && 'fields' in shown ? shown.fields : {});
      // What the gateway itself says of an answer, and no agency does.
      const own = OWN_FIELDS[type] ?? [];
      const mapped = [...fields.keys()].filter((field) => type !== 'Subject' || field !== 'handle');
      expect({
        type,
        fields: names.filter((name) => !own.includes(name)).sort(),
      }).toEqual({
        type,
        fields: mapped.sort(),
      });
    }
  });

  it.each([
    ['a field is left out', '    uprn: AS_ABOVE\n', '', 'fields.Address: Address.uprn is missing'],
    [
      'a field is not in the contract',
      '    age: age\n',
      '    age: age\n    shoeSize: health\n',
      'fields.Subject.shoeSize: is not in what is mapped',
    ],
    ['a type is not in the contract', '  Address:', '  Adress:', 'fields.Adress: is not in what is mapped'],
    [
      'a category is another',
      '    health: health',
      '    health: involvements',
      'fields.Subject.health: is the category of that name',
    ],
    [
      'a category has no field',
      '    health: health',
      '    health: REFERENCE',
      'no field has the category health',
    ],
    [
      'a part has a category of its own',
      '    uprn: AS_ABOVE',
      '    uprn: addresses',
      'fields.Address.uprn: lies below',
    ],
    [
      'a field is never read',
      '    uprn: AS_ABOVE',
      '    uprn: NEVER_READ',
      'fields.Address.uprn: is in the contract',
    ],
  ])('is refused when %s', (_what, passage, replacement, fault) => {
    const faults = contractMapFaults(mapWith(passage, replacement), CONTRACT);
    expect(faults.map(formatFault).join('\n')).toContain(fault);
  });

  it.each(
    ['AgencyReturn', 'ReviewSubject', 'Statement', 'Address'].flatMap((type) =>
      Object.entries(GUARDS[type] ?? {})
        .filter(([, guard]) => type !== 'ReviewSubject' || guard.kind === 'category')
        .filter(([field]) => !['agency', 'status', 'retrievedAt'].includes(field))
        .map(([field]) => [type, field] as const),
    ),
  )('disagrees with guards in which %s.%s is another category', (type, field) => {
    const fields: TypeGuards = { ...GUARDS[type], [field]: { kind: 'category', category: 'knownToAgency' } };
    expect(mappedGuardFaults(map, { ...GUARDS, [type]: fields }).join('\n')).toContain(`${type}.${field}`);
  });

  it('disagrees with a contract that has one more field', () => {
    const wider = CONTRACT.replace('  age: Int', '  age: Int\n  shoeSize: Int');
    expect(contractMapFaults(map, wider).map(formatFault).join('\n')).toContain(
      'Subject.shoeSize is missing',
    );
  });
});

const COUNCIL = `map: council
title: Council
system: Case system
reviewed: { by: Data protection officer, on: 2026-05-01 }
fields:
  people:
    surname: name
    pnc_id: { is: convictions, because: Only people with a record have one. }
    photo: NEVER_READ
`;

describe("an agency's data map", () => {
  it('maps the names of its own system', () => {
    const map = mapOf(COUNCIL);
    expect(Object.fromEntries(map.fields.get('people') ?? [])).toEqual({
      surname: 'name',
      pnc_id: 'convictions',
      photo: 'NEVER_READ',
    });
    expect(checkDataMap(map, new Map([['people', new Set(['surname', 'pnc_id', 'photo'])]]))).toEqual([]);
  });

  it('is compared both ways with the fields that there are, each fault with its line', () => {
    const names = new Map([
      ['people', new Set(['surname', 'photo', 'gp_name'])],
      ['orders', new Set(['text'])],
    ]);
    expect(checkDataMap(mapOf(COUNCIL), names).map(formatFault)).toEqual([
      'map.yaml:5:1: fields: orders is missing: say what its fields are',
      'map.yaml:6:3: fields.people: people.gp_name is missing: give it a data category, or REFERENCE, AS_ABOVE or NEVER_READ',
      'map.yaml:8:5: fields.people.pnc_id: is not in what is mapped: remove it or correct its spelling',
    ]);
  });

  it.each([
    [
      'an unknown category',
      'surname: name',
      'surname: names',
      '7:14: fields.people.surname: is neither a data category',
    ],
    [
      'the answer to a contact check',
      'surname: name',
      'surname: knownToAgency',
      'is neither a data category',
    ],
    ['an unknown key', 'title:', 'titel:', '2:1: titel: is an unknown key'],
    ['a person in place of a post', 'on: 2026-05-01', 'on: May', 'reviewed.on: is not a date'],
    ['an alias', 'surname: name', 'surname: &n name\n    forename: *n', 'an alias hides'],
  ])('is refused with its line for %s', (_what, passage, replacement, fault) => {
    const { map, faults } = reading(COUNCIL.replace(passage, replacement));
    expect(map).toBeNull();
    expect(faults.map(formatFault).join('\n')).toContain(fault);
  });

  it('is refused when there is no such file', () => {
    expect(loadDataMap('nowhere.yaml').faults.map(formatFault)).toEqual([
      'nowhere.yaml:1:1: cannot be read: check that it is there',
    ]);
  });
});

describe('a folder of policies', () => {
  it('has data maps without fault, of which the contract is one', () => {
    const { maps, faults } = readDataMaps(POLICIES);
    expect(faults.map(formatFault)).toEqual([]);
    expect(maps.map(({ key }) => key)).toContain('contract');
  });

  it("has every agency's map at any depth, each in a file of its name, and the contract's in any case", () => {
    const folder = folderOf({
      'packs/sample/pack.yaml': SAMPLE,
      'data-maps/agencies/council.yaml': COUNCIL,
      'data-maps/housing.yaml': COUNCIL,
    });
    const { maps, faults } = readDataMaps(folder);
    expect(maps.map(({ key }) => key)).toEqual(['contract', 'council', 'council']);
    expect(faults.map(({ file, message }) => [file, message])).toEqual([
      [join(folder, 'data-maps', 'housing.yaml'), 'is not the name of its file: rename one of them'],
    ]);
  });
});

describe('the JSON Schema of data maps', () => {
  it('is the one that is checked in, and the contract map names it on its first line', () => {
    expect(readFileSync(join(POLICIES, 'json-schema', 'data-map.json'), 'utf8')).toBe(emitDataMapSchema());
    expect(CONTRACT_MAP.split('\n')[0]).toBe('# yaml-language-server: $schema=../json-schema/data-map.json');
  });
});
