import { GatewayError } from '../errors/gateway-error';

/** What a command's end means to the shell: all is well; faults were found; it could not run. */
export const EXIT = Object.freeze({ fine: 0, faults: 1, unable: 2 });

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command reads its settings from and writes to. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results: what a program would read. */
  out(text: string): void;
  /** What went wrong, and remarks. */
  err(text: string): void;
  exit(code: ExitCode): void;
}

/** A command that was called in a way that it cannot answer; the message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One JSON document, indented, with a line end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Runs a command's work and tells the shell how it ended. What it throws ends as exit code 2, with the catalogue's
 * sentence and the operator's detail on standard error.
 */
export async function runCommand(
  terminal: Terminal,
  work: () => ExitCode | Promise<ExitCode>,
): Promise<void> {
  try {
    terminal.exit(await work());
  } catch (error) {
    terminal.err(`${describeError(error)}\n`);
    terminal.exit(EXIT.unable);
  }
}

/** An error as an operator reads it: code and sentence, then the detail and the cause. */
export function describeError(error: unknown): string {
  if (!(error instanceof GatewayError)) return error instanceof Error ? error.message : String(error);
  const { code, message, detail, cause } = error;
  const lines = [`${code}: ${message}`, detail, cause instanceof Error ? cause.message : undefined];
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}
