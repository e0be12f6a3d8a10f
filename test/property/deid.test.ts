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
});
