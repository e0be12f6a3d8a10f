import { runProgram } from '../../src/cli/program';
import type { ExitCode } from '../../src/cli/terminal';

/** What a command left behind. */
export interface Outcome {
  readonly code: ExitCode | undefined;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the program in this process, with those settings and no others. */
export async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  let code: ExitCode | undefined;
  let out = '';
  let err = '';
  await runProgram(args, {
    environment,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    exit: (given) => {
      code = given;
    },
  });
  return { code, out, err };
}
