import { deidentify, knownInText } from '../../../../src/stages/minimise/text';

const named = (text: string): string => deidentify(text, { known: knownInText([]), level: 'NAMES' }).text;

describe('what is written in haste', () => {
  it.each([
    ['ring 07700900123/07700900124', 'ring [telephone]/[telephone]'],
    ['ring 07700 900123/07700 900124', 'ring [telephone]/[telephone]'],
    ['Tel.07700 900123 now', 'Tel.[telephone] now'],
    ['Mob-07700 900123', 'Mob-[telephone]'],
    ['on 07700900123a', 'on [telephone]a'],
    ['phoned 960018', 'phoned [telephone]'],
    ['mail odo@example.org-his own', 'mail [e-mail]-his own'],
    ['josé@example.org wrote', '[e-mail] wrote'],
    ['odo@wällow.example wrote', '[e-mail] wrote'],
    ['DOB\n12/3/15 and', 'DOB\n[date of birth] and'],
    ['DOB\t12/3/15 and', 'DOB\t[date of birth] and'],
    ['date of birth  12/3/15', 'date of birth  [date of birth]'],
    ['see http://wallow/odo', 'see [web address]'],
    ['see www.example.org[Person 1] now', 'see [web address][Person 1] now'],
    ['see example.org/odo[Person 1] now', 'see [web address][Person 1] now'],
    ['car reg A1 seen', 'car reg [vehicle] seen'],
    ['his card 411 111 111 112', 'his card [payment card]'],
    ['the accounts 12345678', 'the accounts [bank account]'],
  ])('is masked all the same in %j', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  it.each([
    ['They told Hill today.', 'They told [Person 1] today.'],
    ['Then Hill told him.', 'Then [Person 1] told him.'],
    ['The Hill was steep', 'The Hill was steep'],
    ['She ran up Hill', 'She ran up Hill'],
    ['They told Court today', 'They told Court today'],
  ])('names somebody by a surname that is a word where somebody is spoken of: %p', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  it.each([
    ['RE OQ: seen', 'RE [Child A]: seen'],
    ['SEEN BY OQ TODAY', 'SEEN BY [Child A] TODAY'],
    ['HV OQ was seen', 'HV [Child A] was seen'],
    ['O.Q. was seen, O Q too', '[Child A] was seen, O Q too'],
    ['by OQF and OQX', 'by OQF and OQX'],
  ])('has initials beside other words in capitals: %p', (text, expected) => {
    const known = knownInText([{ label: 'Child A', names: ['Odo Quillfeather'] }]);
    expect(deidentify(text, { known, level: 'KNOWN' }).text).toBe(expected);
  });
});
