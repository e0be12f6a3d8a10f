import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { AgencyId, RecordHandle, SubjectId } from '../../src/domain/ids';
import { PURPOSES } from '../../src/domain/purpose';
import { derivePseudonym, pseudonymsFor, purposeKey } from '../../src/pseudonyms';
import { isNhsNumber } from '../../src/stages/minimise/identifier-checks';
import { describeWithRealData, REAL_DATA } from '../adapters/real-data';

/** Where the sample has people: with NHS numbers, with names, with dates of birth. */
const FOLDERS = ['identifiers', 'fhir-synthea-bulk', 'fhir-synthea-juvenile', 'nhs-pds/sandbox'];
const LARGEST = 4_000_000;
const NAMESPACES = ['subject', 'person', 'practitioner', 'record', 'identifier'] as const;
const AGENCY = 'nhs-trust' as AgencyId;
const PEOPLE = 500;

/** Register ids are random; these are made from a seed, so that a failure can be looked at again. */
function subjectId(index: number): SubjectId {
  const hex = createHash('sha256')
    .update(`subject ${String(index)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}` as SubjectId;
}

interface Sample {
  readonly numbers: readonly string[];
  readonly names: readonly string[];
  readonly births: readonly string[];
}

const found = (text: string, form: RegExp): readonly string[] =>
  [...text.matchAll(form)].map(({ 0: whole, 1: inside }) => inside ?? whole);

/** Every NHS number, name and date of birth of the sample. */
function readSample(): Sample {
  const texts = FOLDERS.flatMap((folder) =>
    readdirSync(join(REAL_DATA, folder), { recursive: true })
      .map((name) => join(REAL_DATA, folder, String(name)))
      .filter((file) => /\.(?:nd)?json$/u.test(file) && statSync(file).size < LARGEST)
      .map((file) => readFileSync(file, 'utf8')),
  );
  const all = (form: RegExp): readonly string[] => [...new Set(texts.flatMap((text) => found(text, form)))];
  const people = all(/"(?:family|given|text)":\s*\[?\s*"([^"]{2,60})"/gu);
  const full = texts.flatMap((text) =>
    [...text.matchAll(/"family":\s*"([^"]+)",\s*"given":\s*\[\s*"([^"]+)"/gu)].map(
      ([, family = '', given = '']) => `${given} ${family}`,
    ),
  );
  return {
    numbers: all(/(?<![0-9])[0-9]{10}(?![0-9])/gu).filter(isNhsNumber),
    names: [...new Set([...people, ...full])],
    births: all(/"birthDate":\s*"([0-9-]{4,10})"/gu),
  };
}

/** The ways in which one word may have been put into a hash. */
const written = (word: string): readonly string[] => [
  ...new Set([
    word,
    word.toLowerCase(),
    word.toUpperCase(),
    word.replace(/[\s-]/gu, ''),
    JSON.stringify([word]),
  ]),
];

describeWithRealData('whoever has a review’s key and a list of everybody', () => {
  const sample = readSample();
  const words = [...new Set([...sample.numbers, ...sample.names, ...sample.births].flatMap(written))];
  const reviewKey = randomBytes(32);
  const salts = new Map([[AGENCY, randomBytes(32)]]);
  /** All that answers print of people who are in the sample, for every purpose. */
  const printed = new Set(
    PURPOSES.flatMap((purpose) => {
      const of = pseudonymsFor({ reviewKey, purpose, salts });
      return Array.from({ length: PEOPLE }, (_, index) => index).flatMap((index) => [
        of.subject(subjectId(index)),
        of.contactRef(AGENCY, subjectId(index)),
        of.identifier('nhsNumber', subjectId(index)),
        of.record(AGENCY, (sample.numbers[index % sample.numbers.length] ?? '') as RecordHandle),
        of.person(AGENCY, (sample.names[index % sample.names.length] ?? '') as RecordHandle),
      ]);
    }),
  );

  it('tries every NHS number, name and date of birth of the sample', () => {
    expect(sample.numbers.length).toBeGreaterThanOrEqual(200);
    expect(sample.names.length).toBeGreaterThan(100);
    expect(sample.births.length).toBeGreaterThan(10);
    expect(printed.size).toBeGreaterThan(PURPOSES.length * PEOPLE * 3);
  });

  it('recovers nobody by hashing them in every namespace for every purpose', () => {
    const opened: string[] = [];
    for (const purpose of PURPOSES) {
      const key = purposeKey(reviewKey, purpose);
      for (const namespace of NAMESPACES)
        for (const word of words) if (printed.has(derivePseudonym(key, namespace, word))) opened.push(word);
    }
    expect(opened).toEqual([]);
  }, 120_000);

  it('recovers nobody by the gateway’s own functions either, without the salts that the register keeps', () => {
    const opened = [Buffer.alloc(0), Buffer.alloc(32), reviewKey].flatMap((salt) => {
      const of = pseudonymsFor({ reviewKey, purpose: 'RAPID_REVIEW', salts: new Map([[AGENCY, salt]]) });
      return words.filter((word) =>
        [
          of.subject(word as SubjectId),
          of.contactRef(AGENCY, word as SubjectId),
          of.identifier('nhsNumber', word as SubjectId),
          of.record(AGENCY, word as RecordHandle),
          of.person(AGENCY, word as RecordHandle),
        ].some((pseudonym) => printed.has(pseudonym)),
      );
    });
    expect(opened).toEqual([]);
  }, 120_000);

  it('recovers a person by the register’s own id of them, and so would have seen a hit', () => {
    const of = pseudonymsFor({ reviewKey, purpose: 'RAPID_REVIEW', salts });
    const opened = Array.from({ length: PEOPLE }, (_, index) => of.subject(subjectId(index)));
    expect(opened.every((pseudonym) => printed.has(pseudonym))).toBe(true);
  });
});
