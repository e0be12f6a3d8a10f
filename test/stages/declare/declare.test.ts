import { declare, type Declaration } from '../../../src/stages/declare';
import type { AgencyId, UserId } from '../../../src/domain/ids';
import type { Role } from '../../../src/domain/standing';
import type { Principal } from '../../../src/stages/identify';

const roles: ReadonlySet<Role> = new Set();
const principal = {
  user: 'u' as UserId,
  agency: 'a' as AgencyId,
  roles,
  trainedOn: null,
  session: null,
  ukNetwork: true,
} as Principal;
const REVIEW = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const one = (reviewId: string, purpose: Declaration['purpose']): Declaration => ({ reviewId, purpose });

describe('declare', () => {
  it('settles one review and one purpose, however often they are named', () => {
    const declared = declare(principal, [one(REVIEW, 'CONTACT_CHECK'), one(REVIEW, 'CONTACT_CHECK')]);
    expect(declared).toMatchObject({ reviewId: REVIEW, purpose: 'CONTACT_CHECK' });
    expect(Object.isFrozen(declared)).toBe(true);
  });

  it.each<[string, readonly Declaration[]]>([
    ['PURPOSE_NOT_DECLARED', []],
    ['PURPOSE_NOT_DECLARED', [one(REVIEW, null)]],
    ['PURPOSE_NOT_DECLARED', [one(REVIEW, 'CONTACT_CHECK'), one(REVIEW, null)]],
    ['PURPOSE_NOT_SINGLE', [one(REVIEW, 'CONTACT_CHECK'), one(REVIEW, 'RAPID_REVIEW')]],
    ['REVIEW_NOT_SINGLE', [one(REVIEW, 'CONTACT_CHECK'), one(OTHER, 'CONTACT_CHECK')]],
    ['REVIEW_NOT_FOUND', [one('../../etc', 'CONTACT_CHECK')]],
    ['REVIEW_NOT_FOUND', [one('', 'CONTACT_CHECK')]],
  ])('refuses with %s', (code, declarations) => {
    expect(() => declare(principal, declarations)).toThrow(expect.objectContaining({ code }));
  });
});
