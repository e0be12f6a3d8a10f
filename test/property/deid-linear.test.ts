import { deidentify, knownInText } from '../../src/stages/minimise/text';

const known = knownInText([
  {
    label: 'Child A',
    names: ['Ottoline Quillfeather'],
    dateOfBirth: '2015-03-12',
    addresses: [{ lines: ['4 Elmhurst Road'], postcode: 'PR1 8XJ' }],
  },
]);

describe('the de-identification of a long text', () => {
  it.each([
    ['prose', 'Ottoline was seen by Mrs Jenkinson at 4 Elmhurst Road on 12/03/2015 with 9990000018. '],
    ['digits', '1'],
    ['spaced digits', '1 '],
    ['letters', 'a'],
    ['capitals', 'A '],
    ['names', 'Ottolin '],
    ['dots', 'a.'],
    ['signs', '@'],
    ['brackets', '['],
    ['labels', '[Person 1] '],
    ['beginnings of addresses', 'http://'],
    ['dates of birth', 'born on '],
    ['numbered names', 'Xyzab 1 '],
  ])('takes time linear in the text for a megabyte of %s', (_what, piece) => {
    const time = (size: number): number => {
      const text = piece.repeat(Math.ceil(size / piece.length));
      const start = process.cpuUsage();
      deidentify(text, { known, level: 'PATTERNS' });
      // Time of this process alone: a busy machine does not count.
      return process.cpuUsage(start).user / 1_000;
    };
    time(32_000);
    const small = time(250_000);
    // Four times the text; a quadratic search would take sixteen times as long. The rest is for a busy machine.
    expect(time(1_000_000)).toBeLessThan(9 * small + 1000);
  });

  it.each([
    ['prose', 'Xyzab said that Mrs Jenkinson left. '],
    ['capitals', 'Xyzab '],
    ['everyday names', 'Hill '],
    ['single letters', 'A. '],
    ['flats', 'Flat 3 '],
    ['lists', 'Xyzab, '],
    ['given names', 'carol '],
    ['particles', 'Xyzab van '],
    ['hyphens', 'Xyzab-'],
  ])('takes time linear in the text with names as well, for %s', (_what, piece) => {
    const time = (size: number): number => {
      const text = piece.repeat(Math.ceil(size / piece.length));
      const start = process.cpuUsage();
      deidentify(text, { known, level: 'NAMES' });
      // Time of this process alone: a busy machine does not count.
      return process.cpuUsage(start).user / 1_000;
    };
    time(8000);
    const small = time(30_000);
    expect(time(120_000)).toBeLessThan(9 * small + 500);
  });
});
