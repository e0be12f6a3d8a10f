/**
 * Whether a training counts today: it is recorded, does not lie in the future, and is not older than the months that
 * the pack gives it (S0-55: "on an annual basis").
 *
 * @param trainedOn ISO 8601 date; null when none is recorded.
 */
export function isTrainingInDate(
  trainedOn: string | null,
  { now, months }: { readonly now: Date; readonly months: number },
): boolean {
  if (trainedOn === null) return false;
  const trained = new Date(`${trainedOn}T00:00:00Z`);
  const lastDay = new Date(trained);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + months);
  const today = new Date(now.toISOString().slice(0, 10));
  return trained <= now && today <= lastDay;
}
