/**
 * @param {number} milliseconds
 * @returns {string}
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What a run found: each check, and each test of Jest, is one pass, one failure or one skip. */
export class Report {
  #started = Date.now();
  #interrupted = false;
  passed = 0;
  failed = 0;
  skipped = 0;

  /** @param {string} line */
  print(line) {
    process.stdout.write(`${line}\n`);
  }

  /** @param {string} name */
  pass(name) {
    if (this.#interrupted) return;
    this.passed += 1;
    this.print(`ok    ${name}`);
  }

  /**
   * @param {string} name
   * @param {string} [output] what explains it
   */
  fail(name, output = '') {
    if (this.#interrupted) return;
    this.failed += 1;
    this.print(`FAIL  ${name}`);
    if (output.trim() !== '') this.print(output.trimEnd().replaceAll(/^/gm, '      '));
  }

  /**
   * Counts as one failure; nothing after it counts, because programs then fail for having been ended.
   * @param {string} signal
   */
  interrupt(signal) {
    this.fail(`interrupted by ${signal}`);
    this.#interrupted = true;
  }

  /**
   * Adds the tests of Jest. What is not a test but fails the run all the same (a file that does not load, a crash, a
   * run without any test) counts as one failure.
   * @param {import('./jest.mjs').JestOutcome} outcome
   */
  addTests({ code, lingered, results }) {
    if (this.#interrupted) return;
    if (results === undefined) return this.fail(`jest ended with exit code ${code} and without results`);
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
      results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    this.passed += numPassedTests;
    this.failed += failed;
    this.skipped += numPendingTests + numTodoTests;
    if (lingered) return this.fail('jest did not exit: a test left a server, a connection or a timer open');
    if (numPassedTests + failed === 0) this.fail('jest: no test ran');
    else if (failed === 0 && (code !== 0 || !results.success)) this.fail(`jest ended with exit code ${code}`);
  }

  /**
   * Prints the total as the last line.
   * @returns {number} the exit code
   */
  close() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    this.print(`\nTotal time: ${seconds(Date.now() - this.#started)}`);
    this.print(`${this.passed} passed, ${this.failed} failed${skipped}`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}
