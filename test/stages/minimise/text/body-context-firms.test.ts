import { isCoined, isIt } from '../../../../src/stages/minimise/text/body-context';
import type { Run } from '../../../../src/stages/minimise/text/name-runs';
import type { Word } from '../../../../src/stages/minimise/text/words';
import { marked } from './marked';

const ask = (says: (words: readonly Word[], run: Run) => boolean, text: string): boolean => {
  const { words, run } = marked(text);
  return says(words, run);
};

describe('a name of which “its” is said', () => {
  it.each([
    '{Oswaldine} opened in May and its staff were kind.',
    '{Oswaldine} opened on Monday and its staff were kind.',
    '{Oswaldine} opened at [Place 1] and its staff were kind.',
    '{Oswaldine} began and its staff were kind.',
    '{Oswaldine} kept its Netherlo staff.',
    '{Oswaldine} then opened very early and soon sold its shop.',
    'Celebrating its tenth year, {Oswaldine} shut.',
    'It shut. Celebrating its tenth year, {Oswaldine} sold up.',
    'Celebrating its very long and rather good year, {Oswaldine} shut.',
  ])('is a body in %p', (text) => {
    expect(ask(isIt, text)).toBe(true);
  });

  it.each(['the', 'a', 'an', 'this', 'that'])('is not one where %p thing between may own it', (article) => {
    expect(ask(isIt, `{Okonjowe} walked ${article} dog on its lead.`)).toBe(false);
  });

  it.each([
    ['nothing is said of it', '{Okonjowe} rang today.'],
    ['“its” begins another noun', '{Okonjowe} its friend rang.'],
    ['another name between may own it', '{Okonjowe} rang Netherlo and its nurse.'],
    ['a masked name between may own it', '{Okonjowe} rang [Organisation 1] and its nurse.'],
    ['the other name follows the end of “upon” alone', '{Okonjowe} relied upon Netherlo and its nurse.'],
    [
      'the other name follows the beginning of “into” alone',
      '{Okonjowe} looked into Netherlo and its nurse.',
    ],
    ['“its” is too far behind', '{Okonjowe} then came back very early and soon sold its lead.'],
    ['“its” is in the next line', '{Okonjowe}\nand its nurse came.'],
    ['“its” is in the next sentence', '{Okonjowe} rang.\nand its nurse came.'],
    ['it is called by a given name', '{Carol} opened in May and its staff were kind.'],
    ['a given name is a part of it', '{Carol Okonjowe} opened in May and its staff were kind.'],
    ['people are spoken of behind', '{Okonjowe} rang and its nurse told him.'],
    ['people are spoken of before', 'He said {Okonjowe} rang and its nurse came.'],
  ])('is not one where %s', (_why, text) => {
    expect(ask(isIt, text)).toBe(false);
  });

  it('may have somebody with a given name', () => {
    expect(ask(isIt, '{Oswaldine} opened and its owner Carol rang.')).toBe(true);
  });

  it.each([
    ['He then said as far as anybody ever saw {Oswaldine} grew and its staff came.', true],
    ['He said as far as anybody ever saw {Oswaldine} grew and its staff came.', false],
    ['{Oswaldine} grew and its staff then came to him.', false],
    ['{Oswaldine} grew and its staff then came back to him.', true],
  ])('is told by the eight words on either side, as in %p', (text, expected) => {
    expect(ask(isIt, text)).toBe(expected);
  });

  it.each([
    ['nothing divides them', 'Celebrating its tenth year {Okonjowe} came.'],
    ['there is no “its”', 'Crying, {Okonjowe} came.'],
    ['the verb does not begin the sentence', 'Mum came dragging its lead, {Okonjowe} said.'],
    ['the sentence begins with no such verb', 'With its lead, {Okonjowe} came.'],
    ['“its” begins the sentence', 'Its lead lost, {Okonjowe} came.'],
    ['the verb is too far before', 'Celebrating its very long and rather good last year, {Okonjowe} came.'],
    ['it begins the text', '{Okonjowe} came.'],
  ])('is not told by what goes before where %s', (_why, text) => {
    expect(ask(isIt, text)).toBe(false);
  });
});

describe('a name that only firms have', () => {
  it.each([
    'Xyzlytic',
    'Xyzlytics',
    'Xyzmetrics',
    'Xyzsoft',
    'Xyzsoftware',
    'Xyztech',
    'Xyzdata',
    'Xyzsystem',
    'Xyzsystems',
    'Xyzmedia',
    'Xyzlogic',
    'Xyzlogics',
    'Xyznetwork',
    'Xyznetworks',
    'Xyzworks',
    'Xyzware',
    'Xyzlabs',
    'Xyzcorp',
    'Xyzcommerce',
    'Xyzinsight',
    'Xyzinsights',
    'PrantheSeft',
    'PrantheS',
    'PrMacSeft',
  ])('is %p', (name) => {
    expect(ask(isCoined, `They met {${name}} here.`)).toBe(true);
  });

  it.each([
    ['whose ending is no firm’s', 'Okonjowe'],
    ['with two letters before the ending', 'Xysoft'],
    ['whose middle is such an ending', 'Xyzsoftine'],
    ['with one small letter before the capital', 'PrAnthe'],
    ['after a Scottish particle', 'MacPranthe'],
    ['after a Norman particle', 'FitzPranthe'],
    ['after a Dutch particle', 'VanPranthe'],
    ['after a German particle', 'DerPranthe'],
    ['that is a given name', 'Vojtech'],
    ['that is a place', 'Delaware'],
    ['that is a word of the language', 'Networks'],
    ['of two words', 'PrantheSeft Okonjowe'],
    ['of two words of firms', 'Xyzsoft Xyzlabs'],
  ])('is not one %s, as %p is', (_why, name) => {
    expect(ask(isCoined, `They met {${name}} here.`)).toBe(false);
  });

  it('is nothing where there is no word', () => {
    expect(isCoined([], { from: 0, to: 1 })).toBe(false);
  });
});
