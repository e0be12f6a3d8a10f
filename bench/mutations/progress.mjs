import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { PROGRESS_FILE } from './summary.mjs';

/**
 * Writes a line for each mutant that is planned and for each that has been tested, so that a run which is ended before its
 * time has not been for nothing: Stryker's own reports come at the end, or never.
 */
class LinesReporter {
  onMutationTestingPlanReady({ mutantPlans }) {
    for (const { mutant } of mutantPlans) write({ ...mutant, status: mutant.status ?? 'Pending' });
  }

  onMutantTested(mutant) {
    write(mutant);
  }
}

function write({ id, fileName, location, mutatorName, replacement, status }) {
  const file = relative(process.cwd(), fileName);
  const line = JSON.stringify({ id, file, location, mutatorName, replacement, status });
  appendFileSync(process.env[PROGRESS_FILE], `${line}\n`);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'lines', LinesReporter)];
