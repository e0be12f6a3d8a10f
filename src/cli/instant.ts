import { InvalidArgumentError } from 'commander';

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Without an offset a time would mean another instant on each machine; a bare date is midnight UTC. */
export function instant(given: string): Date {
  const at = new Date(given);
  if (!INSTANT.test(given) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('Write it as 2026-03-02 or 2026-03-02T09:00:00Z.');
  return at;
}
