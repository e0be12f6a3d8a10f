import type { NamedKind } from '../../../../src/stages/minimise/text/kinds';
import { byContext } from '../../../../src/stages/minimise/text/name-context';
import { marked } from './marked';

function saidBy(text: string): NamedKind | undefined {
  const { words, run } = marked(text);
  return byContext(words, run);
}

describe('the words before a name', () => {
  it.each([
    'Then the town {Carol} grew.',
    'Then the town of {Carol} grew.',
    'Then the university of {Carol} grew.',
    'They moved to {Carol} again.',
    'They moved from {Carol} again.',
    'All ways from Netherlo to {Carol} shut.',
    'All ways from [Place 1] to {Carol} shut.',
    'It was Okonjowe from {Carol} again.',
    'It was [Person 1] from {Carol} again.',
    'It was in {Carol} again.',
    'In {Carol} it was wet.',
    'To {Okonjowe} it was far.',
    'Near {Okonjowe} it was wet.',
    'They were near {Okonjowe} again.',
    'They were near {Okonjowe Pranthe} again.',
    'They crossed to {Okonjowe} again.',
  ])('lead to a place in %p', (text) => {
    expect(saidBy(text)).toBe('PLACE');
  });

  it.each([
    'It was a letter from {Okonjowe} again.',
    'It was a letter to {Okonjowe} again.',
    'She confided in {Okonjowe} again.',
    'It was his aunt {Okonjowe} again.',
    'The boy called {Okonjowe} again.',
    'Aunt {Okonjowe} again.',
  ])('lead to a person in %p', (text) => {
    expect(saidBy(text)).toBe('PERSON');
  });

  it.each([
    ['a town is spoken to about somebody', 'They went to town, {Okonjowe}!'],
    ['a town is not what is named', 'Then the town past {Okonjowe} grew.'],
    ['a university is not what is named', 'Then the university past {Okonjowe} grew.'],
    ['something else is of the name', 'It was a friend of {Okonjowe} again.'],
    ['nothing is of the name', 'Of {Okonjowe} all was lost.'],
    ['somebody is run into', 'The dog ran into {Carol} again.'],
    ['somebody is moved towards', 'They moved towards {Carol} again.'],
    ['a visit is not to the name', 'The visit into {Okonjowe} again.'],
    ['a visit is of today', 'The visit today {Okonjowe} again.'],
    ['the way is past the name', 'All ways from Netherlo past {Carol} shut.'],
    ['the way is not from a name', 'All ways from work to {Carol} shut.'],
    ['the way does not come from it', 'All ways past Netherlo to {Carol} shut.'],
    ['the way comes from another sentence', 'All he ran from. Netherlo to {Carol} again.'],
    ['somebody with a name goes past it', 'It was Okonjowe past {Carol} again.'],
    ['a boy comes from it', 'It was a boy from {Carol} again.'],
    ['what is trusted is not in it', 'They now trust that {Okonjowe} again.'],
    ['somebody is near', 'They were near {Carol} again.'],
    ['two names follow “to”', 'They crossed to {Okonjowe Pranthe} again.'],
    ['there is no word before', '{Okonjowe} again.'],
  ])('say nothing where %s', (_why, text) => {
    expect(saidBy(text)).toBeUndefined();
  });

  it.each(['at', 'near', 'around', 'outside'])(
    'lead to a town that is a given name, too, behind %p',
    (where) => {
      expect(saidBy(`They were ${where} {Chester} again.`)).toBe('PLACE');
    },
  );

  it.each([
    ['behind a word that only ends so', 'They said that {Chester} again.'],
    ['behind a word that only begins so', 'They attended {Chester} again.'],
    ['before a surname', 'They were near {Chester Okonjowe} again.'],
    ['behind other words', 'They were past {Chester} again.'],
  ])('do not lead to such a town %s', (_where, text) => {
    expect(saidBy(text)).toBeUndefined();
  });

  it.each([
    ['They saw the {Okonjowe} again.', 'PLACE'],
    ['They saw a {Okonjowe} again.', 'PLACE'],
    ['They saw an {Okonjowe} again.', 'PLACE'],
    ['They saw and {Okonjowe} again.', undefined],
    ['Then began {Okonjowe} again.', undefined],
    ['They saw the {Okonjowe Pranthe} again.', undefined],
    ['They saw the {Carol} again.', undefined],
    ['They saw the {Money} again.', undefined],
  ])('make a place of one that nobody has behind an article: %p', (text, kind) => {
    expect(saidBy(text)).toBe(kind);
  });
});

describe('where a sentence begins', () => {
  it.each([
    'They all live in: {Okonjowe} again.',
    'They all live in\n{Okonjowe} again.',
    'She works for: {Okonjowe} again.',
    'She works for\n{Okonjowe} again.',
  ])('nothing before it is heard, in %p', (text) => {
    expect(saidBy(text)).toBeUndefined();
  });

  it.each(['cc. {Okonjowe} again', 'attn. {Okonjowe} again'])('an abbreviation is heard, in %p', (text) => {
    expect(saidBy(text)).toBe('PERSON');
  });

  it('the letter of another sentence is not from there', () => {
    expect(saidBy('That was in her letter. From {Okonjowe} it was far.')).toBe('PLACE');
  });

  it.each(['{Hill} were there', 'He left. {Hill} were there'])(
    'a word of the language at the beginning is nobody by what anything may do, in %p',
    (text) => {
      expect(saidBy(text)).toBeUndefined();
    },
  );

  it.each(['Then {Okonjowe}\nsaid so.', 'Then {Okonjowe}: said so.', 'Then {Okonjowe}.'])(
    'nothing behind the sentence is heard, in %p',
    (text) => {
      expect(saidBy(text)).toBeUndefined();
    },
  );
});

describe('the words behind a name', () => {
  it.each([
    'Then {Okonjowe} said so.',
    'Then {Okonjowe}’s bag was lost.',
    'Then {Okonjowe Pranthe}’s bag was lost.',
    'Then {Blessing} are here.',
    '{Blessing} said so.',
    '{Blessing} says so.',
    '{Blessing} is here.',
    '{Blessing} laughed again.',
    '{Blessing Okonjowe} are here.',
    'All of the {Okonjowe} family moved.',
    'All of the {Okonjowe} children moved.',
  ])('tell of somebody in %p', (text) => {
    expect(saidBy(text)).toBe('PERSON');
  });

  it.each([
    ['the lexicon has a place', 'Then {Leeds} said so.'],
    ['a word of the language begins the sentence before a verb of things', '{Blessing} are here.'],
    ['a word of the language begins it before no verb', '{Blessing} again.'],
    ['a name does what is no verb of people', 'Then {Okonjowe} laughed again.'],
    ['an unknown name begins the sentence so', '{Okonjowe} laughed again.'],
    ['a word of the language within the sentence does so', 'Then {Blessing} laughed again.'],
    ['two words begin the sentence so', '{Blessing Okonjowe} laughed again.'],
    ['the text ends', 'Then {Okonjowe}'],
  ])('tell of nobody where %s', (_why, text) => {
    expect(saidBy(text)).toBeUndefined();
  });

  it.each([
    ['a', 'All of a {Okonjowe} family moved.'],
    ['told apart', 'All of the {Okonjowe}, family and all, moved.'],
    ['nothing', 'All of the {Okonjowe}'],
    ['bag', 'All of the {Okonjowe} bag was lost.'],
  ])('tell of no family where it is %p', (_what, text) => {
    expect(saidBy(text)).toBe('PLACE');
  });

  it.each([
    ['Then {Netherlo} bridge shut.', 'PLACE'],
    ['Then {Netherlo Pranthe} bridge shut.', 'PLACE'],
    ['Then {Carol} bridge shut.', undefined],
    ['Then {Netherlo}, bridge and all, shut.', undefined],
    ['Then {Netherlo} bag was lost.', undefined],
  ])('tell of a place by what stands there, as in %p', (text, kind) => {
    expect(saidBy(text)).toBe(kind);
  });
});

describe('which of the words around is heard first', () => {
  it.each([
    ['an institution before where it is', 'It was in {Oswaldine Clinic} again.', 'ORGANISATION'],
    ['an institution before a street', 'They met at {Pranthe Clinic} 12 again.', 'ORGANISATION'],
    ['a coined name before where it is', 'It was in {Xyzlytics} again.', 'ORGANISATION'],
    ['a coined name before whose letter it is', 'It was a letter from {Xyzlytics} again.', 'ORGANISATION'],
    ['a letter before a body', 'It was in a report from {Okonjowe} is a charity.', 'PERSON'],
    ['a relation before a body', 'It was his aunt {Okonjowe} manager Carol met.', 'PERSON'],
    ['a body before a place', 'It was in {Oswaldine} is a charity.', 'ORGANISATION'],
    ['a body before a verb', 'Then {Oswaldine} is a charity.', 'ORGANISATION'],
    ['an employer', 'She works for {Oswaldine} now.', 'ORGANISATION'],
    ['“its” before a verb', 'Then {Oswaldine} went and its staff left.', 'ORGANISATION'],
    ['a place before “its”', 'It was in {Okonjowe} town and its staff left.', 'PLACE'],
    ['an owner before a place', 'They were near {Okonjowe}’s again.', 'PERSON'],
  ])('is %s', (_which, text, kind) => {
    expect(saidBy(text)).toBe(kind);
  });
});
