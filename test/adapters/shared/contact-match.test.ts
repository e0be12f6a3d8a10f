import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { proposeContact, searchesFor } from '../../../adapters/shared/contact-match';
import { parseName } from '../../../adapters/shared/contact-match/name';
import { matchesSearch } from '../../../adapters/shared/matching';
import type { AgencySource, LocalMatch } from '../../../src/domain/agency-source';
import type { ContactPerson } from '../../../src/domain/contact-match';
import type { RecordHandle } from '../../../src/domain/ids';
import { describeWithRealData, REAL_DATA } from '../real-data';

const HOME = '7 Made Up Mews, ZZ3 4QQ';

interface Person {
  readonly name: string;
  readonly dateOfBirth: string | null;
  readonly address?: string;
  readonly otherNames?: readonly string[];
}

/** A case system of those people, searched as every adapter searches. */
function caseSystem(...people: readonly Person[]): Pick<AgencySource, 'search'> {
  const records = people.map(({ name, dateOfBirth, address = HOME, otherNames = [] }, index): LocalMatch => ({
    handle: `record-${String(index)}` as RecordHandle,
    ...{ name, dateOfBirth, address, otherNames },
  }));
  return {
    search: (by) =>
      Promise.resolve(
        records.filter(({ name, dateOfBirth, otherNames = [] }) =>
          matchesSearch({ names: [name, ...otherNames], dateOfBirth }, by),
        ),
      ),
  };
}

const ada: Person = { name: 'Adamaris Quillon', dateOfBirth: '2014-03-07' };
const asked = (changes: Partial<ContactPerson> = {}): ContactPerson => ({
  names: [ada.name],
  dateOfBirth: ada.dateOfBirth,
  addresses: [HOME],
  ...changes,
});
const DECLARED = { searched: 'All open cases since 2010', acceptsMachineNil: true, people: 1_000 };

describe('what is proposed', () => {
  it.each([
    ['the name and the date of birth as recorded', {}],
    ['another address', { addresses: ['1 Elsewhere Road, ZZ9 9ZZ'] }],
    ['the surname first', { names: ['QUILLON, Adamaris'] }],
    ['other accents and signs', { names: ['Ádamaris Quíllon'] }],
    ['a title and a middle name', { names: ['Miss Adamaris Jo Quillon'] }],
    ['a previous name, as said', { names: ['Adamaris Vane', 'Adamaris Quillon'] }],
  ])('is KNOWN for %s, and a person confirms it', async (_what, changes) => {
    await expect(proposeContact(caseSystem(ada), asked(changes))).resolves.toMatchObject({
      state: 'MATCH',
      outcome: 'KNOWN',
      needsPerson: true,
    });
  });

  it.each([
    ['names in the wrong order', { names: ['Quillon Adamaris'] }],
    ['a surname that sounds alike', { names: ['Adamaris Kwillon'] }],
    ['a slip of the hand', { names: ['Adamaris Qiullon'] }],
    ['an initial', { names: ['A Quillon'] }],
    ['a hyphen more', { names: ['Adamaris Quillon-Vane'] }],
    ['day and month exchanged', { dateOfBirth: '2014-07-03' }],
    ['a date of birth some weeks off', { dateOfBirth: '2014-04-19' }],
    ['a date of birth one year off', { dateOfBirth: '2013-03-07' }],
    ['only the month of birth', { dateOfBirth: '2014-03' }],
    ['no date of birth', { dateOfBirth: null }],
    ['another surname at the same address', { names: ['Adamaris Vane'] }],
    ['a child not yet named', { names: ['Baby of Quillon'] }],
  ])('is POSSIBLE, never KNOWN, for %s', async (_what, changes) => {
    const proposal = await proposeContact(caseSystem(ada), asked(changes), DECLARED);
    expect(proposal).toMatchObject({ outcome: 'POSSIBLE', needsPerson: true });
    expect(proposal.candidates[0]?.match.name).toBe(ada.name);
  });

  it.each([
    ['a twin', { names: ['Zebedee Quillon'] }],
    ['a brother', { names: ['Zebedee Quillon'], dateOfBirth: '2016-11-20' }],
    ['a grandmother of the same name', { dateOfBirth: '1949-08-30' }],
    ['a namesake elsewhere', { dateOfBirth: '1988-08-30', addresses: ['1 Elsewhere Road, ZZ9 9ZZ'] }],
    ['somebody born on the same day', { names: ['Zebedee Vane'], addresses: [] }],
    ['whoever lived there before', { names: ['Zebedee Vane'], dateOfBirth: '1970-01-01' }],
  ])('is nobody for %s who is not recorded', async (_what, changes) => {
    const { outcome } = await proposeContact(caseSystem(ada), asked(changes), DECLARED);
    expect([null, 'NOT_KNOWN']).toContain(outcome);
  });

  it('is never KNOWN for one of two twins, nor of two records that both fit', async () => {
    const twin = { ...ada, name: 'Zebedee Quillon' };
    const twins = await proposeContact(caseSystem(ada, twin), asked());
    const twice = await proposeContact(caseSystem(ada, ada), asked());
    expect(twins).toMatchObject({ state: 'POTENTIAL_MATCH', outcome: 'POSSIBLE' });
    expect(twice).toMatchObject({ state: 'MANY_MATCH', outcome: 'POSSIBLE' });
    expect(twice.candidates).toHaveLength(2);
  });

  it('finds a record under its previous name', async () => {
    const married = { ...ada, name: 'Adamaris Vane', otherNames: ['Adamaris Quillon'] };
    await expect(proposeContact(caseSystem(married), asked())).resolves.toMatchObject({ outcome: 'KNOWN' });
  });

  it('does not let an equal NHS number stand in for a name and a date that disagree', async () => {
    const [record] = await caseSystem({ name: 'Zebedee Vane', dateOfBirth: '1970-01-01' }).search({
      name: 'vane',
    });
    const source = {
      search: () => Promise.resolve(record ? [{ ...record, nhsNumber: '999 000 0018' }] : []),
    };
    const { state } = await proposeContact(source, asked({ nhsNumber: '9990000018' }));
    expect(['LOW_CONFIDENCE', 'NO_MATCH']).toContain(state);
  });
});

describe('a machine answers alone', () => {
  const nobody = caseSystem({ name: 'Somebody Else', dateOfBirth: '1970-01-01', address: '' });

  it('only NOT_KNOWN, and only over a scope that the agency declared and lets it answer for', async () => {
    const { needsPerson, outcome } = await proposeContact(nobody, asked(), DECLARED);
    expect({ needsPerson, outcome }).toEqual({ needsPerson: false, outcome: 'NOT_KNOWN' });
    for (const scope of [
      undefined,
      { ...DECLARED, searched: null },
      { ...DECLARED, acceptsMachineNil: false },
    ]) {
      await expect(proposeContact(nobody, asked(), scope)).resolves.toMatchObject({ needsPerson: true });
    }
  });

  it('not where a search came to the end of its list', async () => {
    const [one] = await nobody.search({ name: 'somebody' });
    const full = {
      search: ({ limit = 0 }) =>
        Promise.resolve(
          Array.from({ length: limit }, (_, index) => ({ ...one, handle: String(index) }) as LocalMatch),
        ),
    };
    await expect(proposeContact(full, asked(), DECLARED)).resolves.toMatchObject({ needsPerson: true });
  });

  it('not where the case system fails, or has no names', async () => {
    const broken = { search: () => Promise.reject(new Error('down')) };
    const nameless = { ...nobody, hasNames: false };
    for (const source of [broken, nameless]) {
      await expect(proposeContact(source, asked(), DECLARED)).resolves.toEqual({
        state: 'ERROR',
        outcome: 'UNABLE_TO_SEARCH',
        needsPerson: true,
        candidates: [],
      });
    }
  });
});

describe('laws of matching', () => {
  const word = fc.stringMatching(/^[A-Z][a-z]{3,9}$/u);
  const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
  const person = fc.record({ given: word, surname: word, day }).map(({ given, surname, day }) => ({
    name: `${given} ${surname}`,
    dateOfBirth: day.toISOString().slice(0, 10),
  }));

  it('offers whoever is recorded exactly so', async () => {
    await fc.assert(
      fc.asyncProperty(person, async (one) => {
        const { candidates } = await proposeContact(
          caseSystem(one),
          asked({ names: [one.name], dateOfBirth: one.dateOfBirth }),
        );
        expect(candidates[0]?.score).toBeGreaterThan(0.95);
      }),
    );
  });

  it('scores between 0 and 1 and never proposes KNOWN for other names or another date', async () => {
    await fc.assert(
      fc.asyncProperty(person, person, async (recorded, other) => {
        fc.pre(recorded.name !== other.name && recorded.dateOfBirth !== other.dateOfBirth);
        const { outcome, candidates } = await proposeContact(
          caseSystem(recorded),
          asked({ names: [other.name], dateOfBirth: other.dateOfBirth }),
        );
        expect(outcome).not.toBe('KNOWN');
        for (const { score } of candidates) expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });

  it('reads any text as a name or as none, and always searches by the date', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parsed = parseName(text);
        if (parsed !== null) expect(parsed.surname).not.toMatch(/[\s,']/u);
        expect(searchesFor(asked({ names: [text] }))).toContainEqual({ dateOfBirth: ada.dateOfBirth });
      }),
    );
  });
});

describeWithRealData('matching over five agencies that share people', () => {
  it('finds at least 97 in 100 and is right 99 times in 100, and proposes nobody wrong as KNOWN', () => {
    const bench = join(__dirname, '../../../bench/matching.mjs');
    const printed = execFileSync(process.execPath, [bench, '--json', '--crowd', '0', '--data', REAL_DATA], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { total, rules } = JSON.parse(printed) as {
      readonly total: { readonly precision: number; readonly recall: number; readonly wrongKnown: number };
      readonly rules: readonly { readonly rule: string; readonly known: number; readonly wrong: number }[];
    };
    expect(total.precision).toBeGreaterThanOrEqual(0.99);
    expect(total.recall).toBeGreaterThanOrEqual(0.97);
    expect(total.wrongKnown).toBe(0);
    expect(rules.filter(({ known }) => known === 0).map(({ wrong }) => wrong)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
