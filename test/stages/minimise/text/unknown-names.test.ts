import { namesIn } from '../../../../src/stages/minimise/text/unknown-names';
import { wordsIn } from '../../../../src/stages/minimise/text/words';

/** The names found in a text and their kinds, without masks that are there already. */
const found = (text: string): string =>
  namesIn(wordsIn(text, []))
    .map(({ kind, name }) => `${name}: ${kind}`)
    .join(', ');

describe('a name that nobody listed', () => {
  it.each([
    ['It was Mr Quillfeather.', 'M'],
    ['It was Mrs Quillfeather.', 'F'],
    ['It was Mx Quillfeather.', undefined],
    ['It was Carol Quillfeather.', undefined],
  ])('has in %p the sex that its form of address tells: %p', (text, sex) => {
    expect(namesIn(wordsIn(text, [])).map((name) => name.sex)).toEqual([sex]);
  });

  it('stands from its first word to the end of its last, without the possessive', () => {
    const text = 'It was Odo  Ferncombe Quillfeather’s bag, and Dr Wexcombe’s.';
    expect(namesIn(wordsIn(text, [])).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Odo  Ferncombe Quillfeather',
      'Wexcombe',
    ]);
    expect(found(text)).toBe('Odo Ferncombe Quillfeather: PERSON, Wexcombe: PRACTITIONER');
  });

  it('is not what is masked already', () => {
    expect(namesIn(wordsIn('Odo and odo', [{ start: 0, end: 3 }]))).toEqual([]);
    expect(namesIn([])).toEqual([]);
  });

  it.each([
    // A title belongs to the name behind it, which is not masked with it, and one without a name is nobody.
    ['It was Nurse Okonjowe.', 'Okonjowe: PRACTITIONER'],
    ['Then Okonjowe Nurse Zuidhove came.', 'Okonjowe: PERSON, Zuidhove: PRACTITIONER'],
    ['It was Nurse, Okonjowe.', 'Okonjowe: PERSON'],
    ['Dr is here.', ''],
    ['Then they met Coroner. So it was', 'Coroner: PERSON'],
    // Short words of the language are no names, and St is before one.
    ['They met Up Okonjowe today', 'Okonjowe: PERSON'],
    ['They met Ab Okonjowe today', 'Ab Okonjowe: PERSON'],
    ['They met St Okonjowe today', 'St Okonjowe: PERSON'],
  ])('is in %p %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('a capital letter on a word that stands for a place or a body', () => {
  it.each([
    ['He saw School today', ''],
    ['He saw Trust today', ''],
    ['He visited Street today', ''],
    ['He saw Mr School today', 'School: PERSON'],
    ['He saw Nurse Park today', 'Park: PRACTITIONER'],
    ['Park, Okonjowe', 'Park: PERSON, Okonjowe: PERSON'],
    ['Park, okonjowe', ''],
    ['Park, Help', ''],
    ['Park; Okonjowe', 'Okonjowe: PERSON'],
    ['He saw Okonjowe Park today', 'Okonjowe Park: PLACE'],
  ])('is, alone, somebody only by a title or before another name: %p has %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('a listed place', () => {
  it.each([
    ['He hugged Aalborg today', 'Aalborg: PLACE'],
    ['Aalborg lay far', 'Aalborg: PLACE'],
    ['He hugged New York today', 'New York: PLACE'],
    ['He hugged United Kingdom today', 'United Kingdom: PLACE'],
    ['He hugged Houston Rockets today', 'Houston Rockets: PLACE'],
    ['He hugged Hull Aalborg today', 'Hull Aalborg: PLACE'],
    // After who is spoken to, it is somebody; whose brother it is, still a place.
    ['He told Aalborg today', 'Aalborg: PERSON'],
    ['He told Aalborg’s brother', 'Aalborg: PLACE'],
    ['It was Dr Aalborg today', 'Aalborg: PRACTITIONER'],
    ['It was nurse Aalborg today', 'Aalborg: PRACTITIONER'],
    // A word that is a place too is one where the words before say so.
    ['Reading lay far', ''],
    ['He lay in Reading', 'Reading: PLACE'],
    ['He hugged Hull today', 'Hull: PERSON'],
    ['He hugged Nelson today', 'Nelson: PERSON'],
    ['He went to Nelson', 'Nelson: PLACE'],
  ])('reads in %p as %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('a name that is a word of the language', () => {
  it.each([
    // The title of a thing: between `the` and another such word with a capital.
    ['The White Paper was read', ''],
    ['The White paper was read', 'White: PERSON'],
    ['The White, Paper was read', 'White: PERSON'],
    ['Him White Paper was read', 'White: PERSON'],
    ['The White’s Paper was read', 'White: PERSON'],
    ['The White Family came', 'White: PERSON'],
    ['The White Okonjowe was read', 'White Okonjowe: PERSON'],
    ['The White Okonjowe Nurse came', 'White Okonjowe: PERSON'],
    ['The Okonjowe Paper was read', 'Okonjowe: PLACE'],
    // An office.
    ['The Queen came', ''],
    ['Okonjowe hugged the Prince.', 'Okonjowe: PERSON'],
    ['The Queen Mother came', ''],
    ['The Princess Royal came', ''],
    ['The Prince Okonjowe came', 'Prince Okonjowe: PERSON'],
    ['A Queen Okonjowe came', 'Queen Okonjowe: PERSON'],
    ['He met Queen today', ''],
    ['Prince came', 'Prince: PERSON'],
    // An adverb before it.
    ['They Sadly White left', ''],
    ['They sadly White left', 'White: PERSON'],
    ['They Sadly, White left', 'White: PERSON'],
    ['They Sadly Rose left', 'Rose: PERSON'],
    ['They Sadly Okonjowe left', 'Okonjowe: PERSON'],
  ])('and what is called so: %p has %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it.each([
    // One such name by itself begins a sentence as a word, and stands in its midst as a name.
    ['Rose', ''],
    ['Rose; it was cold', ''],
    ['He saw Rose today', 'Rose: PERSON'],
    ['Rose Hill - he came', 'Rose Hill: PERSON'],
    ['Rose, Zuidhove', 'Rose: PERSON, Zuidhove: PERSON'],
    ['Rose, zuidhove', ''],
    ['Rose; Zuidhove', 'Zuidhove: PERSON'],
    ['Blessing told him', 'Blessing: PERSON'],
    ['Blessing - he told him', ''],
    ['Carol - he told him', 'Carol: PERSON'],
    ['He saw Help today', ''],
    ['He told Help today', ''],
    ['It was Mr Help today', 'Help: PERSON'],
    ['It was Nurse Help today', 'Help: PRACTITIONER'],
    ['He saw Carol Help today', 'Carol Help: PERSON'],
  ])('reads in %p as %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it.each([
    // Two words of the language, where one of them is none of case notes, or the words before say a place.
    ['Then the Pudding Sleep Clinic shut', 'Pudding Sleep Clinic: ORGANISATION'],
    ['Then the Sleep Pudding Clinic shut', 'Sleep Pudding Clinic: ORGANISATION'],
    ['Then the Mental Health Clinic shut', ''],
    ['Then the Mental Health Association shut', ''],
    ['Pudding Sleep Clinic shut', ''],
    ['They saw Pudding Valley today', 'Pudding Valley: PLACE'],
    ['Pudding Valley was far', ''],
  ])('makes the name of a body or a place: %p has %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('what stands in quotation marks', () => {
  it.each([
    ['They read "Okonjowe Zuidhove" together', ''],
    ['They read “Okonjowe Zuidhove” together', ''],
    ['They read "Okonjowe Zuidhove together', 'Okonjowe Zuidhove: PERSON'],
    ['They read Okonjowe Zuidhove" together', 'Okonjowe Zuidhove: PERSON'],
    ['They read "by Okonjowe Zuidhove" together', 'Okonjowe Zuidhove: PERSON'],
    ['They read "Okonjowe Zuidhove - again" together', 'Okonjowe Zuidhove: PERSON'],
    ['They read " Okonjowe Zuidhove" together', 'Okonjowe Zuidhove: PERSON'],
    ['They read "Okonjowe Zuidhove, " together', 'Okonjowe Zuidhove: PERSON'],
    ['They read "Carol Okonjowe" together', 'Carol Okonjowe: PERSON'],
    ['They read to Mr "Okonjowe Zuidhove" together', ''],
    ['They read "Okonjosoft" together', 'Okonjosoft: ORGANISATION'],
  ])('by itself is a work, unless it has a listed name: %p has %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('more than one unlisted word at the beginning', () => {
  it.each([
    ['J Okonjowe blew up', 'J Okonjowe: PERSON'],
    ['Okonjowe Zuidhove) blew up', 'Okonjowe Zuidhove: PERSON'],
    ['He hit Ng hard', 'Ng: PERSON'],
    ['Carol) blew up', 'Carol: PERSON'],
  ])(
    'are somebody, as one of two letters in mid-sentence and one that is listed are: %p has %p',
    (text, expected) => {
      expect(found(text)).toBe(expected);
    },
  );
});

describe('one unlisted word at the beginning', () => {
  it.each([
    'Okonjowe',
    'Okonjowe, who came',
    'Okonjowe , who came',
    'Okonjowe: “It is',
    'Okonjowe:"It is',
    'Okonjowe:',
    ...['-', '\u2010', '\u2013', '\u2015', '.', ';', '?', '!', '/', '('].flatMap((sign) => [
      `Okonjowe${sign}`,
      `Okonjowe ${sign} so it was`,
    ]),
  ])('is somebody where it stands alone: %p', (text) => {
    expect(found(text)).toBe('Okonjowe: PERSON');
  });

  it.each([
    ['Okonjowe blew up', 'Okonjowe: PERSON'],
    ['Okonjowe) and Zuidhove', 'Okonjowe: PERSON, Zuidhove: PERSON'],
    ['Okonjowe) or Zuidhove', 'Zuidhove: PERSON'],
    ['Okonjowe) and others', ''],
    ['Okonjowe) blew up', ''],
    ['Okonjowe: it blew up', 'Okonjowe: PERSON'],
    ['Okonjowe: (it blew up', ''],
    ['Okonjowe” blew up', ''],
    ['Okn, who came', 'Okn: PERSON'],
    ['Ok, who came', ''],
    ['Ol, who came', ''],
  ])(
    'is somebody where words follow or others are listed, of three letters at least, and not before a mark that ends: %p has %p',
    (text, expected) => {
      expect(found(text)).toBe(expected);
    },
  );
});
