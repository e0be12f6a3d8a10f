import fc from 'fast-check';
import { deidentify, knownInText, roleLabels, type TextPerson } from '../../src/stages/minimise/text';
import { identifierForms } from '../../src/stages/minimise/known-identifiers';

/** How many texts go through twice: more on demand. */
const ROUNDS = Number(process.env.DEID_ROUNDS ?? 400);

const PERSON: TextPerson = {
  label: 'Child A',
  names: ['Ottoline Quillfeather'],
  dateOfBirth: '2015-03-12',
  addresses: [{ lines: ['4 Elmhurst Road'], postcode: 'PR1 8XJ' }],
};
const known = knownInText([PERSON]);
const nobody = knownInText([]);

const WORDS = (
  'the child was seen at home and school with her mother by a nurse after an accident on the stairs there were no ' +
  'concerns about safety but the team will visit again next week for a review of the plan'
).split(' ');
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 })
  .map((all) => all.join(' '));

/** A word with that many slips of the pen, each an insertion, a deletion, a replacement or a swap. */
const slipped = (word: string, most: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        how: fc.constantFrom('insert', 'delete', 'replace'),
        at: fc.nat({ max: word.length - 1 }),
        letter: fc.constantFrom(...'bcdfghjkmpqvwxz'.split('')),
      }),
      { maxLength: most },
    )
    .map((slips) =>
      slips.reduce((text, { how, at, letter }) => {
        if (how === 'insert') return `${text.slice(0, at)}${letter}${text.slice(at)}`;
        return `${text.slice(0, at)}${how === 'delete' ? '' : letter}${text.slice(at + 1)}`;
      }, word),
    );

const cased = (word: string): fc.Arbitrary<string> =>
  fc.constantFrom(word, word.toUpperCase(), word.toLowerCase());

const FORMS = identifierForms(PERSON).map(({ form }) => form);

describe('the de-identification of free text', () => {
  it('leaves no known identifier in any of its forms and cases', () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom(...FORMS).chain(cased), sentence, (before, form, after) => {
        const { text } = deidentify(`${before} ${form} ${after}`, { known, level: 'KNOWN' });
        expect(text.replace(/\[[^\]]*\]/gu, '[]')).toBe(`${before} [] ${after}`);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no known name with up to two slips of the pen', () => {
    const names = fc
      .constantFrom('Ottoline', 'Quillfeather')
      .chain((name) => slipped(name, 2))
      .chain(cased);
    fc.assert(
      fc.property(sentence, names, sentence, (before, name, after) => {
        const { text } = deidentify(`${before} ${name} ${after}`, { known, level: 'KNOWN' });
        expect(text).toBe(`${before} [Child A] ${after}`);
      }),
      { numRuns: 300 },
    );
  });

  const pieces = fc.constantFrom(
    'Ottoline',
    ' Mrs Jenkinson',
    ' Dr Adeyemi',
    ' moved to Oswaldthorpe',
    '. ',
    ', ',
    '\n',
    ' 07700 900456',
    ' 12/03/2015',
    ' PR1 8XJ',
    '[Person 1]',
    '[Child A]',
    '[name withheld]',
    ' and ',
    " Carol's",
    ' said ',
    ' Flat 3 ',
    ' Elm Grove ',
    ' 960018',
    ' tel ',
    ' works for ',
    ' from ',
    ' Ltd',
    ' JQ ',
    '@',
    'www.',
    ' NHS 999 000 0018',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
  );

  it.each([
    ' 07700 900456OttolineOttoline',
    'tel Adebayo-Fotherby-Thistlethwaite-Wrigglesworth 960018',
    'Flat 3 Elm Grove, Oswaldthorpe',
  ])('changes nothing the second time in %p', (text) => {
    const once = deidentify(text, { known, level: 'NAMES' }).text;
    expect(once).not.toBe(text);
    expect(deidentify(once, { known, level: 'NAMES' }).text).toBe(once);
  });

  it.each(['KNOWN', 'PATTERNS', 'NAMES'] as const)(
    'changes nothing the second time, at level %s',
    (level) => {
      fc.assert(
        fc.property(texts, (text) => {
          const once = deidentify(text, { known, level }).text;
          expect(deidentify(once, { known, level }).text).toBe(once);
        }),
        { numRuns: ROUNDS },
      );
    },
  );

  it('gives one person one label, and no two people the same, wherever they are named', () => {
    const surnames = ['Adeyemi', 'Okonjowe', 'Brzezinka', 'Fotherby', 'Llewelyndd'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...surnames), { minLength: 1, maxLength: 12 }), (all) => {
        const roles = roleLabels();
        const labels = all.map(
          (surname) =>
            deidentify(`They met Mr ${surname} again.`, { known: nobody, roles, level: 'NAMES' }).spans[0]
              ?.label,
        );
        for (const [at, surname] of all.entries())
          for (const [other, another] of all.entries())
            expect(labels[at] === labels[other]).toBe(surname === another);
      }),
      { numRuns: 50 },
    );
  });

  it('prints labels whose length says nothing of the name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][b-dfghj-np-tvwxz]{4,18}$/u), (surname) => {
        const { text } = deidentify(`They met Mr ${surname} again.`, { known: nobody, level: 'NAMES' });
        expect(text).toBe('They met Mr [Person 1] again.');
      }),
      { numRuns: 100 },
    );
  });

  it.each(['KNOWN', 'PATTERNS', 'NAMES'] as const)(
    'leaves a text without identifiers as it is, at level %s',
    (level) => {
      fc.assert(
        fc.property(sentence, (text) => {
          expect(deidentify(text, { known, level })).toMatchObject({ text, spans: [] });
        }),
        { numRuns: 200 },
      );
    },
  );

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
