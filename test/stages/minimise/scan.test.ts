import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import type { RecordCategory } from '../../../src/domain/data-category';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { isNhsNumber } from '../../../src/stages/minimise/identifier-patterns';
import { knownIdentifiers } from '../../../src/stages/minimise/known-identifiers';
import { createScanner, scanText } from '../../../src/stages/minimise/scan';

const PERSON = {
  names: ["Ottilie Rose Ferncombe-O'Hare"],
  dateOfBirth: '2011-03-04',
  addresses: [{ lines: ['4 Elm Road', 'Nether Wallow'], postcode: 'PR1 8XJ' }],
};
const known = knownIdentifiers([PERSON]);
const nothing: ReadonlySet<RecordCategory> = new Set();
const scan = (text: string, permits: ReadonlySet<RecordCategory> = nothing) =>
  scanText(text, { known, permits });

describe('the outgoing scan', () => {
  it.each([
    ["Ottilie Rose Ferncombe-O'Hare", '[name withheld]'],
    ['OTTILIE', '[name withheld]'],
    ['ottilie ferncombe', '[name withheld]'],
    ['Ferncombe, Ottilie', '[name withheld]'],
    ["Ottilie's school", "[name withheld]'s school"],
    ['Otti\u200blie', '[name withheld]'],
    ['Óttilie', '[name withheld]'],
    ['born 2011-03-04', 'born [date of birth withheld]'],
    ['2011-03-04T09:30', '[date of birth withheld]T09:30'],
    ['04/03/2011', '[date of birth withheld]'],
    ['4.3.11', '[date of birth withheld]'],
    ['4th of March 2011', '[date of birth withheld]'],
    ['March 4th, 2011', '[date of birth withheld]'],
    ['4 Mar 2011', '[date of birth withheld]'],
    ['lives at 4 Elm Rd now', 'lives at [address withheld] now'],
    ['pr18xj', '[postcode withheld]'],
    ['near M11 2ZZ', 'near [postcode withheld]'],
    ['NHS 999 000 0018', 'NHS [NHS number withheld]'],
    ['NHS9990000018.', 'NHS[NHS number withheld].'],
    ['999-000-0018', '[NHS number withheld]'],
    ['QQ 12 34 56 C', '[national insurance number withheld]'],
    ['ab123456', '[national insurance number withheld]'],
    ['see 12/394773H', 'see [reference withheld]'],
    ['2004/0013116M', '[reference withheld]'],
    ['CRO 29906/12J, A1234BC and X123456', 'CRO [reference withheld] and [reference withheld]'],
    ['UPN B801200005001', 'UPN [pupil number withheld]'],
  ])('masks %p', (text, masked) => {
    expect(scan(text).text).toBe(masked);
  });

  it.each([
    'A rose by any other name',
    'Seen on 2015-03-04 12:30 by the duty team',
    'Tel. 01632 960018',
    'Between 2015-2016 there were 14 visits',
    'on 12 03 20 the plan was reviewed',
    '9990000010 is no NHS number',
    'Blood pressure 120/80, BMI 23.4, code 38341003',
    'The ferns were in flower',
    '',
  ])('leaves %p as it is', (text) => {
    expect(scan(text)).toEqual({ text, hits: [] });
  });

  it('takes a name that is an everyday word for the word where it has no capital, and for the name where it has', () => {
    expect(scan('Rose will read; rose bushes').text).toBe('[name withheld] will read; rose bushes');
  });

  it('prints labels that tell nothing of length or number of what they stand for', () => {
    const [one, all] = [scan('Ottilie came'), scan("Ottilie Rose Ferncombe-O'Hare came")];
    expect(one.text).toBe(all.text);
    expect(one.hits).toEqual([{ kind: 'NAME', count: 1 }]);
    expect(all.hits).toEqual(one.hits);
  });

  it('counts by kind what it masked', () => {
    const { hits } = scan('Ottilie, then Ferncombe; 2011-03-04; 4 Elm Road, M11 2ZZ; 9990000018');
    expect(hits).toEqual([
      { kind: 'NAME', count: 2 },
      { kind: 'DATE_OF_BIRTH', count: 1 },
      { kind: 'KNOWN_ADDRESS', count: 1 },
      { kind: 'POSTCODE', count: 1 },
      { kind: 'NHS_NUMBER', count: 1 },
    ]);
  });

  it.each([
    ['name', 'Ottilie Ferncombe'],
    ['dateOfBirth', '4 March 2011'],
    ['addresses', '4 Elm Road, PR1 8XJ'],
    ['nhsNumber', '9990000018'],
    ['nhsNumber', 'B801200005001'],
    ['nationalInsuranceNumber', 'QQ123456C'],
    ['convictions', '12/394773H'],
  ] as const)('masks without and lets through with permission for %s alone', (category, text) => {
    const others = new Set<RecordCategory>(
      (
        ['name', 'dateOfBirth', 'addresses', 'nhsNumber', 'nationalInsuranceNumber', 'convictions'] as const
      ).filter((other) => other !== category),
    );
    expect(scan(text, others).text).not.toContain(text);
    expect(scan(text, new Set([category])).text).toBe(text);
  });

  it('masks the names of others even where the subjects’ own are permitted', () => {
    const others = identifierMatcher(knownIdentifiers([{ names: ['Barnaby Quillfeather'] }]));
    const scanner = createScanner({ known: identifierMatcher(known), others, permits: new Set(['name']) });
    expect(scanner.text('Ottilie said that Mr Quillfeather rang').text).toBe(
      'Ottilie said that Mr [name withheld] rang',
    );
  });

  it('does not take words for someone unnamed for a name', () => {
    const others = identifierMatcher(knownIdentifiers([{ names: ['Unknown male', 'Duty Social Worker'] }]));
    const scanner = createScanner({ known: identifierMatcher([]), others, permits: nothing });
    expect(scanner.text('An unknown male rang the duty social worker').hits).toEqual([]);
  });

  it('finds in codes the official numbers and leaves the rest', () => {
    const scanner = createScanner({ known: identifierMatcher(known), permits: nothing });
    expect(scanner.patterns('Ottilie 9990000018').text).toBe('Ottilie [NHS number withheld]');
    expect(scanner.patterns('E11 9AB').text).toBe('E11 9AB');
  });

  it('changes nothing the second time, even where a person is called like a label', () => {
    const awkward = knownIdentifiers([PERSON, { names: ['Name Withheld', 'Number Birth'] }]);
    const once = scanText('Ottilie Ferncombe 9990000018 04/03/2011', { known: awkward, permits: nothing });
    expect(scanText(once.text, { known: awkward, permits: nothing })).toEqual({ text: once.text, hits: [] });
  });

  it('leaves no known name in any text around it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('Ottilie', 'FERNCOMBE', "O'Hare"),
        (before, after, name) => {
          expect(scan(`${before} ${name} ${after}`).text).not.toContain(name);
        },
      ),
    );
  });

  it('is total and idempotent on any text', () => {
    const pieces = fc.constantFrom(
      'Ottilie',
      ' ',
      '9990000018',
      '-',
      '04/03/2011',
      'PR1 8XJ',
      '[name withheld]',
      'x1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const once = scan(text).text;
          expect(scan(once).text).toBe(once);
        },
      ),
    );
  });
});

describe('an NHS number', () => {
  it.each(['9434765919', '9990000018', '4505577104'])('is %s', (digits) =>
    expect(isNhsNumber(digits)).toBe(true),
  );
  it.each(['1234567890', '9990000010', '9434765918', '943476591'])('is not %s', (digits) =>
    expect(isNhsNumber(digits)).toBe(false),
  );
});

const numbers = join(
  resolve(__dirname, '../../..', process.env['SHARED_DATA'] ?? '../shared'),
  'real/identifiers/nhs_numbers_999_range_200.json',
);
const present = existsSync(numbers);

(present ? it : it.skip)(
  `the scan masks every number of the test range${present ? '' : ' (skipped: the shared real data are absent)'}`,
  () => {
    const all = JSON.parse(readFileSync(numbers, 'utf8')) as readonly string[];
    expect(all.length).toBeGreaterThan(100);
    for (const digits of all) {
      const spaced = `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
      expect(scan(`no. ${digits}, or ${spaced}`).text).toBe(
        'no. [NHS number withheld], or [NHS number withheld]',
      );
    }
  },
);
