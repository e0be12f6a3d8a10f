import { isPartialDate } from '../../pseudonyms/generalise/date';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const FIRST_TO_NINETEENTH = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth'
).split(' ');

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ({ 1: 'st', 2: 'nd', 3: 'rd' } as const)[day % 10] ?? 'th';
}

function inWords(day: number): string {
  if (day === 20) return 'twentieth';
  if (day === 30) return 'thirtieth';
  const unit = FIRST_TO_NINETEENTH[(day < 20 ? day : day % 10) - 1] ?? '';
  if (day < 20) return unit;
  return `${day > 30 ? 'thirty' : 'twenty'}-${unit}`;
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
  const spoken = [`${plainDay}${ordinal(Number(day))}`, inWords(Number(day))];
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
