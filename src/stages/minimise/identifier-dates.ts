import { isPartialDate } from '../../pseudonyms/generalise/date';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth ' +
  'twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'
).split(' ');

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ({ 1: 'st', 2: 'nd', 3: 'rd' } as const)[day % 10] ?? 'th';
}

/**
 * A date as it is written in the United Kingdom, and in ISO form. The day and month without the year are somebody's
 * birthday; the month and year by themselves are half a class's, and are left.
 */
export function dateForms(date: string): string[] {
  const [year, month, day] = date.split('-');
  if (!isPartialDate(date) || !year || !month || !day) return [];
  const [plainDay, plainMonth, shortYear] = [String(Number(day)), String(Number(month)), year.slice(2)];
  const name = MONTHS[Number(month) - 1] ?? '';
  const names = [name, name.slice(0, 3), ...(name === 'September' ? ['Sept'] : [])];
  const spoken = [`${plainDay}${ordinal(Number(day))}`, DAYS[Number(day) - 1] ?? ''];
  const worded = names.flatMap((word) =>
    [day, plainDay, ...spoken].flatMap((of) => [`${of} ${word}`, `${of} of ${word}`, `${word} ${of}`]),
  );
  const numeric = [
    `${day}/${month}`,
    `${plainDay}/${plainMonth}`,
    `${plainDay}/${month}`,
    `${day}/${plainMonth}`,
  ];
  const years = [year, shortYear];
  return [
    date,
    `${year} ${plainMonth} ${plainDay}`,
    `${year}${month}${day}`,
    `${day}${month}${year}`,
    `${day}${month}${shortYear}`,
    ...[...numeric, ...worded].flatMap((form) => years.map((of) => `${form} ${of}`)),
    ...worded,
  ];
}
