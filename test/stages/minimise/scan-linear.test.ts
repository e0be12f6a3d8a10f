import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { knownIdentifiers } from '../../../src/stages/minimise/known-identifiers';
import { createScanner } from '../../../src/stages/minimise/scan';

const known = knownIdentifiers([
  {
    names: ["Ottilie Rose Ferncombe-O'Hare"],
    dateOfBirth: '2011-03-04',
    addresses: [{ lines: ['4 Elm Road', 'Nether Wallow'], postcode: 'PR1 8XJ' }],
  },
]);

describe('the outgoing scan of a long text', () => {
  it.each([
    ['prose', 'Ottilie Ferncombe was seen at 4 Elm Road on 04/03/2011 with 9990000018. '],
    ['digits', '1'],
    ['spaced digits', '1 '],
    ['digits before a letter', '11111111111111111111a'],
    ['letters', 'a'],
    ['dashes', '-'],
    ['beginnings of a name', 'Ottilie Rose '],
    ['postcode beginnings', 'PR1 8X'],
    ['labels', '[name withheld] Ottilie '],
  ])('masks a megabyte of %s in time linear in its length', (_what, piece) => {
    const scanner = createScanner({ known: identifierMatcher(known), permits: new Set() });
    const time = (size: number): number => {
      const text = piece.repeat(Math.ceil(size / piece.length));
      const start = process.cpuUsage();
      scanner.text(text);
      // Time of this process alone: a busy machine does not count.
      return process.cpuUsage(start).user / 1_000;
    };
    time(64_000);
    const small = time(250_000);
    // Four times the text; a quadratic search would take sixteen times as long. The rest is for a busy machine.
    expect(time(1_000_000)).toBeLessThan(10 * small + 1_500);
  });
});
