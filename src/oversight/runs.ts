const DAY_MS = 86_400_000;

/** How many of the whole dates follow one another day by day, with `date` among them; 0 where it is no whole date. */
export function datesInARow(dates: readonly (string | null)[], date: string | null): number {
  const days = new Set(dates.flatMap((one) => dayOf(one) ?? []));
  const start = dayOf(date);
  if (start === undefined) return 0;
  let length = 1;
  for (let day = start - 1; days.has(day); day -= 1) length += 1;
  for (let day = start + 1; days.has(day); day += 1) length += 1;
  return length;
}

function dayOf(date: string | null): number | undefined {
  if (date === null || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** How many different names begin one another like steps of typing, with `name` among them. */
export function namesInARow(names: readonly string[], name: string): number {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const own = plain(name);
  const chain = new Set(
    [...names.map(plain), own].filter((one) => one !== '' && (own.startsWith(one) || one.startsWith(own))),
  );
  const ordered = [...chain].sort((one, other) => one.length - other.length);
  // Of those that go on from the same name, two that differ are two people, not one search.
  return ordered.filter((one, index) => index === 0 || one.startsWith(ordered[index - 1] ?? '')).length;
}
