import { OUTCOMES, stricterOf } from '../../src/domain/outcome';

describe('stricterOf', () => {
  it('is commutative, idempotent and never wider than either side', () => {
    for (const one of OUTCOMES) {
      expect(stricterOf(one, one)).toBe(one);
      expect(stricterOf(one, 'WITHHELD')).toBe('WITHHELD');
      expect(stricterOf('CLEAR', one)).toBe(one);
      for (const other of OUTCOMES) expect(stricterOf(one, other)).toBe(stricterOf(other, one));
    }
  });

  it('withholds where one side pseudonymises and the other generalises', () => {
    expect(stricterOf('PSEUDONYMISED', 'GENERALISED')).toBe('WITHHELD');
  });
});
