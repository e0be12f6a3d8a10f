import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AgencyId, RecordHandle, SubjectId } from '../../src/domain/ids';
import { PURPOSES } from '../../src/domain/purpose';
import { isPseudonym, pseudonymsFor, type Pseudonyms } from '../../src/pseudonyms';
import { fingerprintsFor } from '../../src/stages/minimise/text/fingerprints';

const AGENCY = 'nhs-trust' as AgencyId;
const OTHER = 'police' as AgencyId;
const id = (index: number): SubjectId =>
  `0198a000-0000-7000-8000-${index.toString(16).padStart(12, '0')}` as SubjectId;
const handle = (of: string | number): RecordHandle => String(of) as RecordHandle;

const bytes = (seed: string): Buffer => createHash('sha256').update(seed).digest();
const saltsOf = (seed: string) =>
  new Map([AGENCY, OTHER].map((agency) => [agency, bytes(`${seed} ${agency}`)]));
const review = (seed: string, purpose: (typeof PURPOSES)[number] = 'RAPID_REVIEW'): Pseudonyms =>
  pseudonymsFor({ reviewKey: bytes(`key ${seed}`), purpose, salts: saltsOf(seed) });

/** The 80 bits that a pseudonym prints, as 16 numbers of five bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const valuesOf = (pseudonym: string): number[] =>
  [...pseudonym.split('-').slice(1, 5).join('')].map((letter) => ALPHABET.indexOf(letter));

const PEOPLE = 100_000;
/** Where a fair sum of 32 equal cells (31 degrees of freedom) comes to less in all but one of a million cases. */
const CHI_SQUARE_31 = 83.7;

/** How far counts are from equal: chi-square against the same number in every cell. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Differences, position by position, of what the same people are called in two scopes. */
function differences(
  one: (index: number) => string,
  other: (index: number) => string,
  people = PEOPLE,
): readonly number[] {
  const worst = Array.from({ length: 16 }, () => new Array<number>(32).fill(0));
  for (let index = 0; index < people; index += 1) {
    const [here, there] = [valuesOf(one(index)), valuesOf(other(index))];
    worst.forEach((cells, at) => {
      const cell = (here[at] ?? 0) ^ (there[at] ?? 0);
      cells[cell] = (cells[cell] ?? 0) + 1;
    });
  }
  return worst.map(chiSquare);
}

describe('what one person is called in two scopes', () => {
  const SCOPES: readonly (readonly [string, (index: number) => string, (index: number) => string])[] = [
    ['two reviews', (index) => review1.subject(id(index)), (index) => review2.subject(id(index))],
    ['two purposes', (index) => review1.subject(id(index)), (index) => contact.subject(id(index))],
    [
      'the contact checks of two agencies',
      (index) => contact.contactRef(AGENCY, id(index)),
      (index) => contact.contactRef(OTHER, id(index)),
    ],
    [
      'the records of two reviews',
      (index) => review1.record(AGENCY, handle(index)),
      (index) => review2.record(AGENCY, handle(index)),
    ],
  ];
  const review1 = review('one');
  const review2 = review('two');
  const contact = review('one', 'CONTACT_CHECK');

  it.each(SCOPES)(
    'cannot be told from chance over 100,000 people: %s',
    (_name, one, other) => {
      const found = differences(one, other);
      expect(Math.max(...found)).toBeLessThan(CHI_SQUARE_31);
    },
    60_000,
  );

  it('is told apart by that test where two scopes have one letter in common', () => {
    const likeFirst = (index: number): string =>
      `SUBJ-${review1.subject(id(index)).slice(5, 6)}${review2.subject(id(index)).slice(6)}`;
    const found = differences((index) => review1.subject(id(index)), likeFirst, 1_000);
    expect(Math.max(...found)).toBeGreaterThan(CHI_SQUARE_31);
  });

  it('is the same in one scope, always, and a pseudonym of its own form', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom(...PURPOSES), fc.string(), (index, purpose, seed) => {
        const [one, two] = [review(seed, purpose), review(seed, purpose)];
        for (const of of [
          (from: Pseudonyms) => from.subject(id(index)),
          (from: Pseudonyms) => from.record(AGENCY, handle(index)),
          (from: Pseudonyms) => from.contactRef(AGENCY, id(index)),
        ]) {
          expect(of(one)).toBe(of(two));
          expect(isPseudonym(of(one))).toBe(true);
        }
      }),
    );
  });
});

describe('a list of likely inputs', () => {
  const SAMPLE = join(__dirname, '../../../shared/real/fhir-synthea-bulk');

  /** Every identifier, name and date of birth of the sample's patients; a few of our own where it is absent. */
  function dictionary(): readonly string[] {
    const files = existsSync(SAMPLE) ? readdirSync(SAMPLE, { recursive: true }).map(String) : [];
    const words = files
      .filter((file) => /patient/i.test(file) && /json$/i.test(file))
      .flatMap((file) => [
        ...readFileSync(join(SAMPLE, file), 'utf8').matchAll(
          /"(?:value|family|given|birthDate)":\s*\[?"([^"]+)"/g,
        ),
      ])
      .map(([, value = '']) => value);
    return [...new Set([...words, '9990000018', '9434765919', 'Holloway', 'Wrenna Holloway', '2017-03-21'])];
  }

  const key = randomBytes(32);
  const salts = new Map([[AGENCY, randomBytes(32)]]);
  const words = dictionary();

  it('opens no handle under the review’s key alone, though the agency’s handles are of the list', () => {
    const printed = new Set(
      words.flatMap((word) => {
        const real = pseudonymsFor({ reviewKey: key, purpose: 'RAPID_REVIEW', salts });
        return [real.record(AGENCY, handle(word)), real.person(AGENCY, handle(word))];
      }),
    );
    const guesses = [Buffer.alloc(0), Buffer.alloc(32), key].map((salt) =>
      pseudonymsFor({ reviewKey: key, purpose: 'RAPID_REVIEW', salts: new Map([[AGENCY, salt]]) }),
    );
    const opened = guesses.flatMap((of) =>
      words.flatMap((word) => [
        of.record(AGENCY, handle(word)),
        of.person(AGENCY, handle(word)),
        of.subject(word as SubjectId),
      ]),
    );
    expect(words.length).toBeGreaterThanOrEqual(5);
    expect(opened.filter((pseudonym) => printed.has(pseudonym))).toEqual([]);
  });

  it('opens no fingerprint of a role label under the review’s key alone', () => {
    const real = fingerprintsFor({ reviewKey: key, salt: randomBytes(32) });
    const held = new Set(words.map((word) => real.word(word.toLowerCase())));
    const guess = fingerprintsFor({ reviewKey: key, salt: Buffer.alloc(32) });
    expect(words.filter((word) => held.has(guess.word(word.toLowerCase())))).toEqual([]);
  });

  it('opens a subject’s pseudonym for whoever has the register’s own ids, and for nobody else', () => {
    const of = pseudonymsFor({ reviewKey: key, purpose: 'RAPID_REVIEW' });
    const subject = of.subject(id(7));
    expect(words.map((word) => of.subject(word as SubjectId))).not.toContain(subject);
    expect([1, 7, 9].map((index) => of.subject(id(index)))).toContain(subject);
  });
});
