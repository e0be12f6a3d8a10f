import type { NamedKind } from '../../../../src/stages/minimise/text/kinds';
import { byContext, isPlaceOnly, isTitled } from '../../../../src/stages/minimise/text/name-context';
import type { Run } from '../../../../src/stages/minimise/text/name-runs';
import type { Word } from '../../../../src/stages/minimise/text/words';
import { marked } from './marked';

function saidBy(text: string): NamedKind | undefined {
  const { words, run } = marked(text);
  return byContext(words, run);
}

const ask = (says: (words: readonly Word[], run: Run) => boolean, text: string): boolean => {
  const { words, run } = marked(text);
  return says(words, run);
};

describe('a title before a name', () => {
  it.each([
    ['It was Nurse {Okonjowe} who rang.', 'PRACTITIONER'],
    ['It was nurse {Okonjowe} who rang.', 'PRACTITIONER'],
    ['It was Mrs {Okonjowe} who rang.', 'PERSON'],
    ['It was Mrs. {Okonjowe} who rang.', 'PERSON'],
    ['It was Father {Okonjowe} who rang.', 'PRACTITIONER'],
    ['It was father {Okonjowe} who rang.', 'PERSON'],
    ['Dr {Okonjowe} rang.', 'PRACTITIONER'],
    // Nothing else that stands around says more.
    ['She works for Mrs {Okonjowe} now.', 'PERSON'],
    ['It was Mrs {Pranthe Clinic} who rang.', 'PERSON'],
  ])('says in %p who is named', (text, kind) => {
    expect(saidBy(text)).toBe(kind);
  });

  it('says nothing of a name that is told apart from it', () => {
    expect(saidBy('Then the nurse, {Okonjowe}, again.')).toBeUndefined();
  });

  it.each([
    ['Nurse {Okonjowe} rang.', true],
    ['It was Dr, {Okonjowe} said.', false],
    ['It was Mrs {Okonjowe} who rang.', true],
    ['It was nurse {Okonjowe} who rang.', false],
    ['It was Nurse, {Okonjowe} said.', false],
    ['It was Netherlo {Okonjowe} who rang.', false],
    ['{Okonjowe} rang.', false],
  ])('is one with a capital letter that stands right before, in %p: %p', (text, expected) => {
    expect(ask(isTitled, text)).toBe(expected);
  });
});

describe('a place and nothing else', () => {
  it.each([
    ['{Leeds} was wet.', true],
    ['{Leeds Brooklyn} was wet.', true],
    ['{United Kingdom} was wet.', true],
    ['{Okonjowe} was wet.', false],
    ['{Leeds Okonjowe} was wet.', false],
    ['{Okonjowe Leeds} was wet.', false],
    // A town that is a given name, too.
    ['{Chester} was wet.', false],
    ['{Leeds Chester} was wet.', false],
    ['It was wet in {Chester} then.', false],
    ['{Carol} was wet.', false],
  ])('is told by the lexicon in %p: %p', (text, expected) => {
    expect(ask(isPlaceOnly, text)).toBe(expected);
  });
});

describe('the parts of a name', () => {
  it.each([
    ['They knew {Oswaldine Clinic} there.', 'ORGANISATION'],
    ['They knew {Pranthe Lane} there.', 'PLACE'],
    ['They knew {Okonjowe Leeds} there.', 'PLACE'],
    ['They knew {Netherlo United Kingdom} there.', 'PLACE'],
    ['They knew {Upper Netherlo} there.', 'PLACE'],
    ['They knew {Xyzlytics} there.', 'ORGANISATION'],
    ['They knew {St Oswaldine} there.', 'PLACE'],
  ])('say in %p what is named', (text, kind) => {
    expect(saidBy(text)).toBe(kind);
  });

  it.each([
    ['a place alone, of which nothing is said', 'Then {Leeds} grew.'],
    ['a place of two words, of which nothing is said', 'They knew {United Kingdom} there.'],
    ['somebody called before a place', 'They knew {Carol Leeds} there.'],
    ['a head of a place before a given name', 'They knew {Great Carol} there.'],
    ['a surname that is a place too', 'They knew {Okonjowe Lincoln} there.'],
    ['two unknown words', 'They knew {Okonjowe Pranthe} there.'],
    ['a saint without a name', 'They knew {St} there.'],
  ])('say nothing of %s', (_what, text) => {
    expect(saidBy(text)).toBeUndefined();
  });
});

describe('a name behind an address', () => {
  it.each([
    'It is at [address], {Carol}.',
    'It is at [address], {Carol}\nsaid Mum.',
    'They met on Pranthe Lane, {Carol}.',
    'They met on Pranthe Lane, {Carol} again.',
  ])('is its town in %p', (text) => {
    expect(saidBy(text)).toBe('PLACE');
  });

  it.each([
    ['what is masked is no address', 'It is with [Person 1], {Okonjowe}.'],
    ['nothing stands between', 'It is at [address] {Okonjowe}.'],
    ['there are two names', 'It is at [address], {Okonjowe Pranthe}.'],
    ['the name does what is done', 'It is at [address], {Okonjowe} laughed.'],
    ['the street has a given name before it', 'They met Carol Hall, {Okonjowe}.'],
    ['the street is written small', 'They met a Pranthe lane, {Okonjowe}.'],
    ['the street has no name', 'They met the Lane, {Okonjowe}.'],
    ['the street is told apart from its name', 'They met Pranthe, Lane, {Okonjowe}.'],
    ['the last word is no street', 'They met Pranthe Oswald, {Okonjowe}.'],
    ['the street begins the text', 'Lane, {Okonjowe}.'],
  ])('is not its town where %s', (_why, text) => {
    expect(saidBy(text)).toBeUndefined();
  });

  it.each(['said', 'says', 'is here'])('is somebody before %p', (doing) => {
    expect(saidBy(`It is at [address], {Okonjowe} ${doing}.`)).toBe('PERSON');
  });
});

describe('numbers and codes beside a name', () => {
  it.each([
    'Please use {Carol}, NY 10001.',
    'It is 46 {Pranthe Okonjowe} there.',
    'It was seen by 46 {Pranthe Okonjowe} there.',
    'Then {Okonjowe} 12 there.',
    'Then {Money Okonjowe} 12 there.',
  ])('make a place of it in %p', (text) => {
    expect(saidBy(text)).toBe('PLACE');
  });

  it.each(['Then {Carol} 12 there.', 'Then {Carol Okonjowe} 12 there.', 'Then {Money} 12 there.'])(
    'make none in %p',
    (text) => {
      expect(saidBy(text)).toBeUndefined();
    },
  );

  it('leave somebody who is told of without a number', () => {
    expect(saidBy('It was told by, or with {Pranthe Okonjowe} there.')).toBe('PERSON');
  });
});
