import { dateForms } from '../../../src/stages/minimise/identifier-dates';

const DAYS = [
  ...[
    '1st first',
    '2nd second',
    '3rd third',
    '4th fourth',
    '5th fifth',
    '6th sixth',
    '7th seventh',
    '8th eighth',
  ],
  ...['9th ninth', '10th tenth', '11th eleventh', '12th twelfth', '13th thirteenth', '14th fourteenth'],
  ...[
    '15th fifteenth',
    '16th sixteenth',
    '17th seventeenth',
    '18th eighteenth',
    '19th nineteenth',
    '20th twentieth',
  ],
  ...[
    '21st twenty-first',
    '22nd twenty-second',
    '23rd twenty-third',
    '24th twenty-fourth',
    '25th twenty-fifth',
  ],
  ...[
    '26th twenty-sixth',
    '27th twenty-seventh',
    '28th twenty-eighth',
    '29th twenty-ninth',
    '30th thirtieth',
  ],
  '31st thirty-first',
];
const MONTHS = [
  ...[
    'January Jan',
    'February Feb',
    'March Mar',
    'April Apr',
    'May May',
    'June Jun',
    'July Jul',
    'August Aug',
  ],
  ...['September Sep Sept', 'October Oct', 'November Nov', 'December Dec'],
];

const two = (number: number): string => String(number).padStart(2, '0');

describe('the forms of a date of birth', () => {
  it('are all the ways in which it is written, and no others', () => {
    const worded = ['March', 'Mar'].flatMap((month) =>
      ['04', '4', '4th', 'fourth'].flatMap((of) => [`${of} ${month}`, `${of} of ${month}`, `${month} ${of}`]),
    );
    const numeric = ['04/03', '4/3', '4/03', '04/3'];
    expect(new Set(dateForms('2011-03-04'))).toEqual(
      new Set([
        ...['2011-03-04', '2011 3 4', '20110304', '04032011', '040311'],
        ...[...numeric, ...worded].flatMap((form) => [`${form} 2011`, `${form} 11`]),
        ...worded,
      ]),
    );
  });

  it.each(DAYS.map((spoken, at) => [at + 1, ...spoken.split(' ')] as const))(
    'call day %i the %s, or the %s',
    (number, ordinal, words) => {
      const forms = dateForms(`2012-01-${two(number)}`);
      expect(forms).toEqual(expect.arrayContaining([`${ordinal} January 2012`, `January ${words}`]));
      const spoken = forms.filter((form) => form.endsWith(' of January')).map((form) => form.split(' ')[0]);
      expect(new Set(spoken)).toEqual(new Set([two(number), String(number), ordinal, words]));
    },
  );

  it.each(MONTHS.map((names, at) => [at + 1, names.split(' ')] as const))(
    'call month %i by its names %j',
    (number, names) => {
      const found = dateForms(`2012-${two(number)}-15`).filter((form) => /^15th [A-Z]\w+$/u.test(form));
      expect(new Set(found)).toEqual(new Set(names.map((name) => `15th ${name}`)));
    },
  );

  it.each(['2011', '2011-03', '', '2011-02-30', 'x', '04/03/2011', '-03-04'])(
    'are none where the day is not known, or is none: %p',
    (date) => {
      expect(dateForms(date)).toEqual([]);
    },
  );
});
