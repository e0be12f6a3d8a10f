import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packageRoot } from '../../src/config/package-root';

describe('the page of the fifteen questions', () => {
  it('shows what the commands answer today, from a seeded log', async () => {
    const program = join(packageRoot(), 'bench', 'audit-questions.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--check']);
    expect(stdout.trim()).toBe('docs/audit-questions.md is current');
  }, 120_000);
});
