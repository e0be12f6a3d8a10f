import type { RecordCategory } from '../../../src/domain/data-category';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { createScanner, officialHits, scanText } from '../../../src/stages/minimise/scan';

const nothing: ReadonlySet<RecordCategory> = new Set();
const scan = (text: string, ...known: readonly string[]) => scanText(text, { known, permits: nothing });

describe('the official numbers among what was masked', () => {
  it('are numbers alone, each kind once with how often it was there', () => {
    expect(
      officialHits([
        { kind: 'NHS_NUMBER', count: 2 },
        { kind: 'NAME', count: 9 },
        { kind: 'POSTCODE', count: 9 },
        { kind: 'PNC_ID', count: 1 },
        { kind: 'DATE_OF_BIRTH', count: 9 },
        { kind: 'NHS_NUMBER', count: 3 },
        { kind: 'KNOWN_ADDRESS', count: 9 },
        { kind: 'PUPIL_NUMBER', count: 4 },
        { kind: 'NATIONAL_INSURANCE_NUMBER', count: 5 },
      ]),
    ).toEqual([
      { kind: 'NHS_NUMBER', count: 5 },
      { kind: 'PNC_ID', count: 1 },
      { kind: 'PUPIL_NUMBER', count: 4 },
      { kind: 'NATIONAL_INSURANCE_NUMBER', count: 5 },
    ]);
    expect(officialHits([])).toEqual([]);
  });
});

describe('stretches of a text that are masked', () => {
  it('are one where they overlap, called by the longer, by the first where none is', () => {
    const known = identifierMatcher(['4 Elm Road Preston']);
    const scanner = createScanner({ known, others: identifierMatcher(['Preston Quill']), permits: nothing });
    expect(scanner.text('at 4 Elm Road Preston Quill now')).toEqual({
      text: 'at [address withheld] now',
      hits: [{ kind: 'KNOWN_ADDRESS', count: 1 }],
    });
    const shorter = createScanner({
      known: identifierMatcher(['9 Ash']),
      others: identifierMatcher(['Ash Quillfeather']),
      permits: nothing,
    });
    for (const before of ['at', 'She has not been seen at school since she moved to'])
      expect(shorter.text(`${before} 9 Ash Quillfeather now`).text).toBe(`${before} [name withheld] now`);
    const equal = createScanner({
      known: identifierMatcher(['9 Ashes']),
      others: identifierMatcher(['Ashes X']),
      permits: nothing,
    });
    expect(equal.text('at 9 Ashes X now').text).toBe('at [address withheld] now');
  });

  it('are one where one lies within the other, whole', () => {
    const scanner = createScanner({
      known: identifierMatcher(['4 Quill Road']),
      others: identifierMatcher(['Quill']),
      permits: nothing,
    });
    expect(scanner.text('x 4 Quill Road y')).toEqual({
      text: 'x [address withheld] y',
      hits: [{ kind: 'KNOWN_ADDRESS', count: 1 }],
    });
  });

  it('are one where they have one kind and only a little lies between, and two otherwise', () => {
    const masked = (text: string): string => scan(text, 'Odo', 'Quill', '4 Elm Road').text;
    expect(masked('Odo, Quill')).toBe('[name withheld]');
    expect(masked('Odo -  Quill')).toBe('[name withheld] -  [name withheld]');
    expect(masked('Odo. Quill')).toBe('[name withheld]. [name withheld]');
    expect(masked('Odo 4 Elm Road')).toBe('[name withheld] [address withheld]');
    expect(scan('Odo4 Elm Road', 'Odo', '4 Elm Road').text).toBe('[name withheld][address withheld]');
  });

  it('are masked from left to right, whatever found them', () => {
    const scanner = createScanner({
      known: identifierMatcher(['Quill']),
      sealed: identifierMatcher(['Odo', '4 Elm Road']),
      permits: new Set<RecordCategory>(['addresses']),
    });
    expect(scanner.text('9990000018 to Odo of 4 Elm Road by Quill').text).toBe(
      '[NHS number withheld] to [name withheld] of [address withheld] by [name withheld]',
    );
  });
});

describe('labels of an earlier scan', () => {
  it('stay, though somebody is called like a word of theirs, and what stands beside them is masked', () => {
    const masked = (text: string): string => scan(text, 'Withheld', 'Number', 'Name').text;
    for (const label of ['[name withheld]', '[NHS number withheld]', '[national insurance number withheld]'])
      expect(masked(label)).toBe(label);
    expect(masked('Name [name withheld] Name')).toBe('[name withheld] [name withheld] [name withheld]');
    expect(masked('[name withheld] [NHS number withheld] Number')).toBe(
      '[name withheld] [NHS number withheld] [name withheld]',
    );
    expect(masked('[other withheld] Name')).toBe('[other [name withheld]] [name withheld]');
    expect(masked('Name: [name withheld], Number: [postcode withheld]')).toBe(
      '[name withheld]: [name withheld], [name withheld]: [postcode withheld]',
    );
  });

  it('stay in whatever order what stands in them was found', () => {
    const scanner = createScanner({
      known: identifierMatcher(['Number']),
      others: identifierMatcher(['Name']),
      permits: nothing,
    });
    const text = '[name withheld] and [NHS number withheld]';
    expect(scanner.text(text)).toEqual({ text, hits: [] });
  });

  it('do not keep a stretch that goes beyond them', () => {
    expect(scan('[name withheld] Quill', 'Withheld Quill').text).toBe('[name [name withheld]');
    expect(scan('Quill [name withheld]', 'Quill Name').text).toBe('[name withheld] withheld]');
  });

  it('are told among many, each by its own place', () => {
    const text = 'Name [name withheld] [name withheld] Number [postcode withheld] Name';
    expect(scan(text, 'Name', 'Number').hits).toEqual([{ kind: 'NAME', count: 3 }]);
  });
});

describe('a text without anything to mask', () => {
  it('is given as it is, with no hit', () => {
    expect(scan('Seen at school.', 'Odo')).toEqual({ text: 'Seen at school.', hits: [] });
  });
});
