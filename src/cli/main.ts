import { processEnvironment } from '../config/load';
import { runProgram } from './program';
import { describeError, EXIT, type Terminal } from './terminal';

const terminal: Terminal = {
  environment: processEnvironment(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  // Not process.exit: what is still on its way to a pipe would be cut off.
  exit: (code) => {
    process.exitCode = code;
  },
};

runProgram(process.argv.slice(2), terminal).catch((error: unknown) => {
  terminal.err(`${describeError(error)}\n`);
  terminal.exit(EXIT.unable);
});
