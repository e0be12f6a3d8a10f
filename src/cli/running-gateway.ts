/** Milliseconds that a gateway has to say whether it is there. */
const PATIENCE_MS = 20_000;

/**
 * What a demo gateway at `url` answers to `GET path`, or undefined when none answers there.
 *
 * @param url scheme, host and port.
 */
export async function askRunningGateway<Answer>(url: string, path: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? ((await response.json()) as Answer) : undefined;
  } catch {
    return undefined;
  }
}
