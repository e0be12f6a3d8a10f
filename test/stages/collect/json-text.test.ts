import fc from 'fast-check';

import { parseStrictJson } from '../../../src/stages/collect/json-text';

describe("an agency's JSON", () => {
  it('is read as JSON.parse reads it, where it says one thing only', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a key twice far below', '{"x":[{"y":{"a":1,"b":2,"a":1}}]}'],
    ['nesting without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects without end', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an end too early', '{"a":"b'],
    ['an end too much', '{"a":1}}'],
    ['nothing', ''],
  ])('is refused with %s', (_what, text) => {
    expect(parseStrictJson(text)).toBeUndefined();
  });

  it('may name a key again in another object, and hold quotes and braces in its texts', () => {
    const value = [{ a: '{"a":1,"a":2}' }, { a: ['\\', '"', { a: '\\"a' }] }];
    expect(parseStrictJson(JSON.stringify(value))).toEqual(value);
  });
});
