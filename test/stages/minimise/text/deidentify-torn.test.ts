import { deidentify, type DeidentifyLevel, type KnownInText } from '../../../../src/stages/minimise/text';

const span = (text: string, word: string, label: string): ReturnType<KnownInText['find']> => {
  const start = text.indexOf(word);
  return start < 0 ? [] : [{ start, end: start + word.length, kind: 'NAME', label, exact: true }];
};

/** Finds `zedda` only once `Odo` is masked: what a second look at the rest shows. */
const second: KnownInText = {
  labels: [],
  find: (text) => (text.includes('Odo') ? span(text, 'Odo', '[A]') : span(text, 'zedda', '[B]')),
};
const reads = (text: string, level: DeidentifyLevel = 'PATTERNS'): string =>
  deidentify(text, { known: second, level }).text;

describe('what was found in the middle of a word or of a row of digits', () => {
  it.each(['a', '7', 'a@', '/', 'é', '7 ', '7.', '7(', '7)', '7+', '7-', '7. ', '7 -', '٧ ', 'so 7. '])(
    'has the rest looked at again, behind %p',
    (before) => {
      expect(reads(`${before}Odo, zedda`)).toBe(`${before}[A], [B]`);
    },
  );

  it.each(['a', '7', '@', '/', 'é', ' 7', '.7', '(7', ')7', '+7', '-7', ' (7', '. 7', ' ٧', ' 7 so'])(
    'has the rest looked at again, before %p',
    (after) => {
      expect(reads(`zedda, Odo${after}`)).toBe(`[B], [A]${after}`);
    },
  );

  it.each(['', ' ', 'a ', '-', '(', 'a. ', '7   ', '7. -', '7, ', '7: ', '7_', '7 x ', '7/ '])(
    'is not what stands free behind %p',
    (before) => {
      expect(reads(`${before}Odo, zedda`)).toBe(`${before}[A], zedda`);
    },
  );

  it.each(['', ' ', ' a', '-', ')', '. a', '   7', ' .-7', ',7', ':7', '_7', ' x 7', ' /7'])(
    'is not what stands free before %p',
    (after) => {
      expect(reads(`zedda, Odo${after}`)).toBe(`zedda, [A]${after}`);
    },
  );

  it('is looked at by form and name, not where only what is known is asked for', () => {
    expect(reads('Odos, zedda', 'KNOWN')).toBe('[A]s, zedda');
    expect(reads('Odos, zedda', 'NAMES')).toBe('[A]s, [B]');
  });

  it('may hide an identifier by its form', () => {
    expect(reads('Odo9990000018')).toBe('[A][NHS number]');
    expect(reads('9990000018Odo')).toBe('[NHS number][A]');
    expect(reads('Odo/PR18XJ/Odo')).toBe('[A]/[postcode]/[A]');
  });

  it('is looked at again where only one of several is torn', () => {
    const three: KnownInText = {
      labels: [],
      find: (text) =>
        text.includes('Odo')
          ? [...span(text, 'Odo', '[A]'), ...span(text, 'Perrin', '[C]')]
          : span(text, 'zedda', '[B]'),
    };
    const text = 'Odos and Perrin, zedda';
    expect(deidentify(text, { known: three, level: 'PATTERNS' }).text).toBe('[A]s and [C], [B]');
  });

  it('leaves labels of the text as they are', () => {
    const over: KnownInText = {
      labels: ['[Aunt zedda]'],
      find: (text) => (text.includes('Odo') ? span(text, 'Odo', '[A]') : span(text, '] zedda', '[B]')),
    };
    const text = 'Odos [Aunt zedda] zedda';
    expect(deidentify(text, { known: over, level: 'PATTERNS' }).text).toBe('[A]s [Aunt zedda] zedda');
  });

  it('leaves labels that stand before it as they are', () => {
    const known: KnownInText = { ...second, labels: ['[Aunt zedda]', '[Aunt Okonjowe]'] };
    expect(deidentify('[Aunt zedda] Odos', { known, level: 'PATTERNS' }).text).toBe('[Aunt zedda] [A]s');
    expect(deidentify('[Aunt Okonjowe] rang Odo today.', { known, level: 'NAMES' }).text).toBe(
      '[Aunt Okonjowe] rang [A] today.',
    );
  });

  it('is looked at round by round, and at an end after twelve, however much a text still shows', () => {
    const always: KnownInText = { labels: [], find: (text) => span(text, 'x', '[A]') };
    const text = 'x'.repeat(30);
    expect(deidentify(text, { known: always, level: 'KNOWN' }).text).toBe(`[A]${'x'.repeat(29)}`);
    expect(deidentify(text, { known: always, level: 'PATTERNS' }).text).toBe(`[A]${'x'.repeat(18)}`);
    expect(deidentify(text, { known: always, level: 'NAMES' }).text).toBe(`[A]${'x'.repeat(18)}`);
    const named = `Then Mrs Okonjowe left ${'x'.repeat(40)}`;
    expect(deidentify(named, { known: always, level: 'NAMES' }).text).toBe(
      `Then Mrs [Person 1] left [A]${'x'.repeat(17)}`,
    );
  });
});

describe('a name that nobody listed, in the middle of a row of digits or letters', () => {
  const rest: KnownInText = {
    labels: [],
    find: (text) => (text.includes('Okonjowe') ? [] : span(text, 'zedda', '[B]')),
  };
  const named = (text: string, level: DeidentifyLevel = 'NAMES'): string =>
    deidentify(text, { known: rest, level }).text;

  it.each([
    ['Then Mrs Okonjowe/x left, zedda', 'Then Mrs [Person 1]/x left, [B]'],
    ['Then Mrs Okonjowe 7 left, zedda', 'Then Mrs [Person 1] 7 left, [B]'],
  ])('has the rest looked at again: %p', (text, expected) => {
    expect(named(text)).toBe(expected);
    expect(named(text, 'PATTERNS')).toBe(text);
  });

  it('is not what stands free', () => {
    expect(named('Then Mrs Okonjowe left, zedda')).toBe('Then Mrs [Person 1] left, zedda');
  });
});
