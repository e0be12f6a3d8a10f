import { DATA_CATEGORIES, RECORD_CATEGORIES } from '../../src/domain/data-category';
import { PURPOSES } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS } from '../../src/domain/standing';
import { buildGatewaySchema } from '../../src/graphql/schema';
import { guardFaults } from '../../src/graphql/shield';
import { GUARDS } from '../../src/graphql/shield/guards';
import { mappedGuardFaults } from '../../src/graphql/shield/mapped-guards';
import { openContractMap, RECORD_TYPE } from '../../src/policy';
import { compilePack } from '../../src/policy/compile';
import { SWITCH_KEYS } from '../../src/policy/switches';
import { PARTIES } from '../../src/policy/tools/space';
import { PACK_KEYS, packSource } from './tools/support';

const map = openContractMap();
const mapped = [...(map.fields.get(RECORD_TYPE)?.values() ?? [])].filter(
  (meaning) => meaning !== 'REFERENCE',
);
const guarded = Object.values(GUARDS).flatMap((fields) =>
  Object.values(fields).flatMap((guard) => (guard.kind === 'category' ? [guard.category] : [])),
);

/** The pack as it is, and with every question of it answered the other way. */
const readings = (key: string) =>
  [false, true].map((other) => {
    const source = packSource(key);
    for (const of of SWITCH_KEYS) {
      const stated = source.switches[of];
      if (stated && other) stated.answer = !stated.answer;
    }
    return compilePack(source, '');
  });

describe('schema, data map, packs and shield', () => {
  it('speak of the same fields: each has one category and one rule, and no rule is without its field', () => {
    expect(guardFaults(buildGatewaySchema(), GUARDS)).toEqual([]);
    expect(mappedGuardFaults(map)).toEqual([]);
    expect([...mapped].sort()).toEqual([...RECORD_CATEGORIES].sort());
    expect([...new Set(guarded)].sort()).toEqual([...DATA_CATEGORIES].sort());
  });
});

describe.each(PACK_KEYS)('the pack %s', (key) => {
  const source = packSource(key);

  it('has a cell for each category in each of its columns, and no other row or column', () => {
    expect(Object.keys(source.cells).sort()).toEqual([...DATA_CATEGORIES].sort());
    for (const cells of Object.values(source.cells)) {
      expect(Object.keys(cells).sort()).toEqual(Object.keys(source.recipients).sort());
    }
  });

  it('answers for each category to whoever asks, with a cell of a column or else by withholding', () => {
    const [pack] = readings(key);
    const columns: readonly (string | undefined)[] = Object.keys(source.recipients);
    const wrong: string[] = [];
    for (const standing of STANDINGS) {
      for (const purpose of PURPOSES) {
        for (const party of PARTIES) {
          const table = pack?.table(standing, purpose, { party });
          for (const category of DATA_CATEGORIES) {
            for (const contribution of CONTRIBUTIONS) {
              const cell = table?.[contribution][category];
              const isRight =
                cell?.recipient === null ? cell.outcome === 'WITHHELD' : columns.includes(cell?.recipient);
              if (!isRight) wrong.push(`${standing} ${purpose} ${party ?? ''} ${contribution} ${category}`);
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has no rule that nobody can reach: each audience of each column is served by it in some reading', () => {
    const served = new Set(
      readings(key).flatMap((pack) =>
        STANDINGS.flatMap((standing) =>
          PURPOSES.flatMap((purpose) =>
            PARTIES.flatMap((party) =>
              CONTRIBUTIONS.map((contribution) => {
                const { recipient } = pack.table(standing, purpose, { party })[contribution].name;
                return `${recipient ?? ''} ${standing} ${purpose} ${contribution} ${party ?? ''}`;
              }),
            ),
          ),
        ),
      ),
    );
    const stated = Object.entries(source.recipients).flatMap(([column, { serves }]) =>
      serves.flatMap(({ standings, purposes, contributions, parties }) =>
        standings.flatMap((standing) =>
          purposes.flatMap((purpose) =>
            contributions.flatMap((contribution) =>
              (parties ?? ['']).map((party) => `${column} ${standing} ${purpose} ${contribution} ${party}`),
            ),
          ),
        ),
      ),
    );
    expect(stated.filter((audience) => !served.has(audience))).toEqual([]);
  });
});
