import { CASE_WORDS } from '../../../../src/stages/minimise/text/case-words';

describe('the words of case notes', () => {
  // One word at least of each stretch of the list that stands in no other.
  it.each([
    'framework abuse allergy ambulance attempt attendance behaviour bike breath bruise carer caseworker',
    'children church college complaint corner cot custody cycle development diagnosis distance distress',
    'effort elbow exam exit figure finding front funeral guardian guidance history hobby illness idea',
    'insight insurance kitchen knee letter liaison mail manner medicine meeting money mood net network',
    'official older parents park phone photo postcode poverty process product quality questions referral',
    'refuge request research road roof screen search shift shirt social sofa statement statute stuff',
    'subject table tablet therapist therapy tour toy vaccine value wash watch wound wrist internet online',
    'adventure album calendar camera citizen climate cough crowd education egg flag forest honour horse',
    'literature magazine paradise parliament protest queen secretly shadow sunshine sword trophy universe',
    'wooden downtown spanish danish healthy credit calpol nurofen gabapentin subutex',
  ])('are among others %p', (words) => {
    expect(words.split(' ').filter((word) => !CASE_WORDS.has(word))).toEqual([]);
  });

  it('are whole words in lower case, and no name', () => {
    expect([...CASE_WORDS].filter((word) => !/^[a-z][a-z-]+$/u.test(word))).toEqual([]);
    expect(CASE_WORDS.has('ferncombe')).toBe(false);
    expect(CASE_WORDS.has('')).toBe(false);
    expect(CASE_WORDS.size).toBeGreaterThan(1000);
  });
});
