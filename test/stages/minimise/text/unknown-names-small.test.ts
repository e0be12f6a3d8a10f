import { namesIn } from '../../../../src/stages/minimise/text/unknown-names';
import { wordsIn } from '../../../../src/stages/minimise/text/words';

/** The names found in a text and their kinds. */
const found = (text: string): string =>
  namesIn(wordsIn(text, []))
    .map(({ kind, name }) => `${name}: ${kind}`)
    .join(', ');

describe('a name that is written small', () => {
  it.each(['mr', 'mrs', 'ms', 'mx'])('is somebody after %p', (title) => {
    expect(found(`They met ${title} quillfeather then`)).toBe('quillfeather: PERSON');
  });

  it.each(['dr', 'pc', 'dc', 'sgt', 'prof'])('is somebody in their work after %p', (title) => {
    expect(found(`They met ${title} quillfeather then`)).toBe('quillfeather: PRACTITIONER');
  });

  it.each([
    ['They met quillfeather then', ''],
    ['They met nurse quillfeather then', ''],
    ['They met dr, quillfeather then', ''],
    ['They met dr qu then', ''],
    ['They met dr qui then', 'qui: PRACTITIONER'],
    ['They met dr will then', ''],
    // Words that introduce a name.
    ['A man named quillfeather then', 'quillfeather: PERSON'],
    ['Her name is quillfeather then', 'quillfeather: PERSON'],
    ['Her name was quillfeather then', ''],
    ['Her dog is quillfeather then', ''],
    ['A man named is then', ''],
    ['quillfeather then', ''],
    // A listed given name, unless it is a word as well.
    ['They met carol then', 'carol: PERSON'],
    ['carol then', 'carol: PERSON'],
    ['They met rose then', ''],
    // A town of five letters or more.
    ['They flew to ghana then', 'ghana: PLACE'],
    ['They flew to oman then', ''],
    ['They flew to hull then', ''],
    ['They met mr ghana then', 'ghana: PERSON'],
    ['They met dr ghana then', 'ghana: PRACTITIONER'],
    ['They met dr, ghana then', 'ghana: PLACE'],
  ])('is in %p %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it.each([
    ['carol okonjowe then', 'carol okonjowe'],
    ['carol okonjowe zuidhove ferncombe quillfeather then', 'carol okonjowe zuidhove ferncombe'],
    ['carol okonjowe zu then', 'carol okonjowe'],
    ['carol oko then', 'carol oko'],
    ['carol o zuidhove then', 'carol o zuidhove'],
    ['carol o. zuidhove then', 'carol o zuidhove'],
    ['carol o, zuidhove then', 'carol'],
    ['carol o then', 'carol'],
    ['carol, okonjowe then', 'carol'],
    ['carol and okonjowe then', 'carol'],
    ['carol', 'carol'],
  ])('ends in %p with %p', (text, name) => {
    expect(found(`They met ${text}`)).toBe(`${name}: PERSON`);
  });

  it('ends where a capital letter begins another, or a mask', () => {
    expect(found('They met carol Okonjowe then')).toBe('carol: PERSON, Okonjowe: PERSON');
    const text = 'They met carol okonjowe then';
    const [name, ...more] = namesIn(wordsIn(text, [{ start: 15, end: 23 }]));
    expect([name?.name, more]).toEqual(['carol', []]);
  });
});

describe('what stands in one list with an organisation', () => {
  it.each([
    ['He liked Okonjowe School and Zuidhove.', 'Zuidhove'],
    ['He liked Okonjowe School, Zuidhove.', 'Zuidhove'],
    ['He liked Zuidhove and Okonjowe School.', 'Zuidhove'],
    ['He liked Zuidhove, Okonjowe School.', 'Zuidhove'],
    ['He liked Okonjowe School, Zuidhove and Ferncombe.', 'Ferncombe'],
    ['He liked Zuidhove, Ferncombe and Okonjowe School.', 'Zuidhove'],
    ['He liked Wexcombe, Zuidhove, Ferncombe and Okonjowe School.', 'Wexcombe'],
  ])('is one in %p: %p', (text, name) => {
    const names = namesIn(wordsIn(text, []));
    expect(names.map(({ kind }) => kind)).toEqual(names.map(() => 'ORGANISATION'));
    expect(names.map((one) => one.name)).toContain(name);
  });

  it.each([
    'He liked Okonjowe School or Zuidhove.',
    'He liked Okonjowe School; Zuidhove left.',
    'He liked Okonjowe School and then Zuidhove.',
    'He liked Zuidhove but Okonjowe School.',
    'He liked Zuidhove and also Okonjowe School.',
    'He liked Okonjowe School and Carol.',
    'He liked Okonjowe School, Carol.',
  ])('is none in %p, which is no list or has a given name', (text) => {
    const kinds = namesIn(wordsIn(text, [])).map(({ kind }) => kind);
    expect([...kinds].sort()).toEqual(['ORGANISATION', 'PERSON']);
  });

  it.each([
    ['He liked Zuidhove and Okonjowe Park.', 'Zuidhove: PERSON, Okonjowe Park: PLACE'],
    ['He liked Okonjowe School and Aalborg.', 'Okonjowe School: ORGANISATION, Aalborg: PLACE'],
    ['He liked Zuidhove and Ferncombe.', 'Zuidhove: PERSON, Ferncombe: PERSON'],
    ['He liked Nurse Zuidhove and Okonjowe School.', 'Zuidhove: PRACTITIONER, Okonjowe School: ORGANISATION'],
    ['It was Mr Zuidhove, Okonjowe School.', 'Zuidhove: PERSON, Okonjowe School: ORGANISATION'],
  ])('keeps its kind otherwise: %p has %p', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});
