const ukDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in the United Kingdom at that instant, as an ISO 8601 date. */
export const ukDay = (at: Date): string => ukDate.format(at);
