const LONGEST_MS = 60_000;
const POLL_MS = 20;

/** Waits until something holds. @throws Error when it does not within a minute */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It does not come to hold.');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
