import fc from 'fast-check';
import type { AgencyId, RecordHandle, SubjectId } from '../../src/domain/ids';
import { PURPOSES, type Purpose } from '../../src/domain/purpose';
import {
  derivePseudonym,
  isPseudonym,
  pseudonymsFor,
  purposeKey,
  withoutPseudonyms,
} from '../../src/pseudonyms';
import { encodeCrockford } from '../../src/pseudonyms/crockford';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NAMESPACES = ['subject', 'person', 'practitioner', 'record', 'identifier'] as const;

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const purposes = fc.constantFrom<Purpose>(...PURPOSES);
const inputs = fc.string({ minLength: 1, maxLength: 60 });

describe('a pseudonym', () => {
  it('is deterministic within one review, purpose and namespace', () => {
    fc.assert(
      fc.property(
        keys,
        purposes,
        fc.constantFrom(...NAMESPACES),
        inputs,
        (key, purpose, namespace, input) => {
          const derive = () => derivePseudonym(purposeKey(key, purpose), namespace, input);
          expect(derive()).toBe(derive());
        },
      ),
    );
  });

  it('differs across reviews, purposes, namespaces and inputs, in every part but its prefix', () => {
    const of = (key: number, purpose: Purpose, namespace: (typeof NAMESPACES)[number], input: string) =>
      derivePseudonym(purposeKey(Buffer.alloc(32, key), purpose), namespace, input).slice(5, 24);
    const derived = [1, 2, 3].flatMap((key) =>
      PURPOSES.flatMap((purpose) =>
        NAMESPACES.flatMap((namespace) => ['a', 'b'].map((input) => of(key, purpose, namespace, input))),
      ),
    );
    expect(new Set(derived).size).toBe(derived.length);
    // First groups of 240 codes meet by chance in 0.03 pairs: a shared prefix would be the rule, not the exception.
    expect(new Set(derived.map((code) => code.slice(0, 4))).size).toBeGreaterThan(derived.length - 3);
  });

  it('is printed in groups of four of Crockford base32 with a prefix and a check character', () => {
    const key = purposeKey(Buffer.alloc(32, 7), 'PANEL_PAPERS');
    const prefixes = {
      subject: 'SUBJ',
      person: 'PERS',
      practitioner: 'PRAC',
      record: 'RECD',
      identifier: 'IDEN',
    };
    for (const namespace of NAMESPACES) {
      const pseudonym = derivePseudonym(key, namespace, '0198a000-0000-7000-8000-000000000001');
      expect(pseudonym).toMatch(new RegExp(`^${prefixes[namespace]}(-[${ALPHABET}]{4}){4}-[${ALPHABET}]$`));
      expect(isPseudonym(pseudonym)).toBe(true);
    }
  });

  it('spreads evenly over its alphabet', () => {
    const key = purposeKey(Buffer.alloc(32, 7), 'STATISTICS');
    const counts = new Map<string, number>();
    for (let index = 0; index < 2000; index += 1) {
      const code = derivePseudonym(key, 'record', String(index)).slice(5, 24).replaceAll('-', '');
      for (const character of code) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    // 1,000 expected of each; 200 is more than six standard deviations.
    for (const character of ALPHABET) expect(Math.abs((counts.get(character) ?? 0) - 1000)).toBeLessThan(200);
  });

  it('is told from one with a wrong character or two exchanged ones', () => {
    const pseudonym = derivePseudonym(purposeKey(Buffer.alloc(32, 9), 'PANEL_PAPERS'), 'subject', 'x');
    const places = [...pseudonym].flatMap((character, at) => (at > 4 && character !== '-' ? [at] : []));
    for (const at of places) {
      for (const other of ALPHABET) {
        const changed = `${pseudonym.slice(0, at)}${other}${pseudonym.slice(at + 1)}`;
        expect(isPseudonym(changed)).toBe(changed === pseudonym);
      }
      for (const to of places) {
        const swapped = [...pseudonym];
        [swapped[at], swapped[to]] = [swapped[to] ?? '', swapped[at] ?? ''];
        expect(isPseudonym(swapped.join(''))).toBe(swapped.join('') === pseudonym);
      }
    }
  });

  it.each([
    '',
    'SUBJ',
    'SUBJ-7K3M-Q9TD-X',
    'subj-0000-0000-0000-0000-0',
    'XXXX-0000-0000-0000-0000-0',
    '9990000018',
  ])('is not %p', (value) => {
    expect(isPseudonym(value)).toBe(false);
  });
});

describe('Crockford base32', () => {
  it('writes the bits as they come', () => {
    expect(encodeCrockford(Buffer.from('00443214c74254b635cf84653a56d7c675be77df', 'hex'), 32)).toBe(
      ALPHABET,
    );
  });
});

describe('the pseudonyms of a review and purpose', () => {
  const subject = '0198a000-0000-7000-8000-000000000001' as SubjectId;
  const agency = 'nhs-trust' as AgencyId;
  const handle = 'h-1' as RecordHandle;
  const salts = new Map(['a', 'a","b', 'b', 'nhs-trust'].map((id) => [id as AgencyId, Buffer.alloc(32, id)]));
  const scope = { reviewKey: Buffer.alloc(32, 3), purpose: 'SAFEGUARDING_ADULT_REVIEW', salts } as const;

  it('are the same from every instance, from the cache or not', () => {
    const [one, two] = [pseudonymsFor(scope), pseudonymsFor(scope)];
    const all = (of: typeof one) => [
      of.subject(subject),
      of.record(agency, handle),
      of.person(agency, handle),
      of.practitioner(agency, handle),
      of.identifier('nhsNumber', subject),
      of.identifier('nationalInsuranceNumber', subject),
      of.identifier('contactDetails', subject),
    ];
    expect(all(one)).toEqual(all(two));
    expect(all(one)).toEqual(all(one));
    expect(new Set(all(one)).size).toBe(7);
  });

  it('share nothing with another review or purpose of the same subject', () => {
    const here = pseudonymsFor(scope);
    const elsewhere = pseudonymsFor({ ...scope, reviewKey: Buffer.alloc(32, 4) });
    const later = pseudonymsFor({ ...scope, purpose: 'CONTACT_CHECK' });
    expect(new Set([here, elsewhere, later].map((of) => of.subject(subject))).size).toBe(3);
    expect(new Set([here, elsewhere, later].map((of) => of.label)).size).toBe(3);
  });

  it('keep two agencies apart that put the same characters together', () => {
    const of = pseudonymsFor(scope);
    const one = of.record('a' as AgencyId, 'b","c' as RecordHandle);
    expect(of.record('a","b' as AgencyId, 'c' as RecordHandle)).not.toBe(one);
    expect(of.record('b' as AgencyId, 'b","c' as RecordHandle)).not.toBe(one);
  });

  it('go on beyond what the cache keeps', () => {
    const of = pseudonymsFor(scope);
    const first = of.record(agency, '0' as RecordHandle);
    const seen = new Set<string>();
    for (let index = 0; index < 10_500; index += 1)
      seen.add(of.record(agency, String(index) as RecordHandle));
    expect(seen.size).toBe(10_500);
    expect(of.record(agency, '0' as RecordHandle)).toBe(first);
  });

  it('name their key for the audit record by the purpose and a fingerprint that no pseudonym shows', () => {
    const of = pseudonymsFor(scope);
    expect(of.label).toMatch(/^SAFEGUARDING_ADULT_REVIEW\/[0-9a-f]{8}$/);
  });
});

describe('a text without its pseudonyms', () => {
  const one = 'SUBJ-W1ER-NDMK-GS85-4429-H';

  it.each([
    [one, '#'],
    [`seen ${one}, then (${one}).`, 'seen #, then (#).'],
    [`12${one}34`, `12${one}34`],
    [`${one}x`, `${one}x`],
    ['SUBJ-W1ER-NDMK-GS85-4429-K', 'SUBJ-W1ER-NDMK-GS85-4429-K'],
    ['CE 12 34 56 A', 'CE 12 34 56 A'],
    ['', ''],
  ])('has a sign in the place of each that is one: %p is %p', (text, expected) => {
    expect(withoutPseudonyms(text)).toBe(expected);
  });
});
