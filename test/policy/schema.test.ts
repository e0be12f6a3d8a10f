import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { emitPackSchema } from '../../src/policy';
import { packText, POLICIES } from './support';

describe('the JSON Schema of packs', () => {
  it('is the one that is checked in', () => {
    expect(readFileSync(join(POLICIES, 'json-schema', 'pack.json'), 'utf8')).toBe(emitPackSchema());
  });

  it.each(['lancashire', 'baseline'])('is named on the first line of the %s pack', (key) => {
    const [first] = packText(key).split('\n');
    expect(first).toBe('# yaml-language-server: $schema=../../json-schema/pack.json');
  });
});
