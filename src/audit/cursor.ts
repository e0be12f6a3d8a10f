import { GatewayError } from '../errors/gateway-error';

/**
 * A place in a reading of events in the order of time. The reading has come to the events whose `position` is above `since`
 * and not above `horizon`: those were settled when it began, so that none is missed and none comes twice; what is written
 * later follows when they are through.
 */
export interface Place {
  readonly since: number;
  readonly horizon: number;
  /** The instant and the position of the event that was read last, in milliseconds since 1970. */
  readonly at: number;
  readonly position: number;
}

/** The place as an opaque text: numbers of ours, nothing of a person's. */
export const cursorOf = ({ since, horizon, at, position }: Place): string =>
  Buffer.from([since, horizon, at, position].join('.')).toString('base64url');

/** @throws GatewayError INPUT_INVALID for what is no cursor of ours */
export function placeOf(cursor: string): Place {
  const numbers = Buffer.from(cursor, 'base64url').toString('utf8').split('.').map(Number);
  const [since, horizon, at, position] = numbers;
  const whole = numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
  if (!whole || numbers.length !== 4 || since === undefined || horizon === undefined)
    throw new GatewayError('INPUT_INVALID', { detail: 'not a cursor' });
  return { since, horizon, at: at ?? 0, position: position ?? 0 };
}
