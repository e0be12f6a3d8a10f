import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src/config/package-root';

const page = readFileSync(join(packageRoot(), 'docs', 'threat-model.md'), 'utf8');
const arrows = page.split(/^## /mu).slice(1, -1);
const lines = page.split('\n').filter((line) => /^\| \*\*[STRIDE]\*\*/u.test(line));

describe('the threat model', () => {
  it('has the arrows of the data, each with every letter of STRIDE', () => {
    expect(arrows.map((arrow) => arrow.split('\n')[0])).toEqual([
      'Caller to gateway',
      'Gateway to agency',
      'Gateway to PostgreSQL',
      'Gateway to Redis',
      'Gateway to key store',
      'Operator to command line',
      'Logs and metrics out',
      'Supply chain',
    ]);
    for (const arrow of arrows)
      expect([...arrow.matchAll(/^\| \*\*([A-Z])\*\*/gmu)].map(([, letter]) => letter).join('')).toBe(
        'STRIDE',
      );
  });

  it.each(lines.map((line) => [line.split('|')[1]?.trim() ?? '', line] as const))(
    'points to tests that exist: %s',
    (_threat, line) => {
      const files = [...line.matchAll(/`(test\/[^`]+)`/gu)].map(([, file = '']) => file);
      expect(files).not.toEqual([]);
      for (const file of files) {
        expect(file).toMatch(/\.test\.ts$/u);
        expect([file, existsSync(join(packageRoot(), file))]).toEqual([file, true]);
      }
    },
  );

  it('is named where weaknesses are reported', () => {
    expect(readFileSync(join(packageRoot(), 'SECURITY.md'), 'utf8')).toContain('docs/threat-model.md');
  });
});
