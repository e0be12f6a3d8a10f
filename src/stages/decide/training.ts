import { GatewayError } from '../../errors/gateway-error';

/** Months for which a data protection training counts (S0-55: "on an annual basis"). */
const VALID_MONTHS = 12;

/**
 * Refuses a principal whose training is not recorded, lies in the future or is older than twelve months.
 *
 * @param trainedOn ISO 8601 date.
 * @throws GatewayError `TRAINING_OUT_OF_DATE`.
 */
export function requireTraining(trainedOn: string | null, now: Date): void {
  if (trainedOn === null) throw new GatewayError('TRAINING_OUT_OF_DATE');
  const trained = new Date(`${trainedOn}T00:00:00Z`);
  const lastDay = new Date(trained);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + VALID_MONTHS);
  const today = new Date(now.toISOString().slice(0, 10));
  if (!(trained <= now && today <= lastDay)) throw new GatewayError('TRAINING_OUT_OF_DATE');
}
