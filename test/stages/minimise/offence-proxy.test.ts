import type { CheckedStatement } from '../../../src/stages/minimise/checked';
import { isOffenceService, isOffenceStatus } from '../../../src/stages/minimise/offence-proxy';

const reveals = (some: Partial<CheckedStatement>): boolean => isOffenceStatus(some as CheckedStatement);

describe('a legal status', () => {
  it.each(['J1', 'J2', 'j3', ' J1 '])('reveals an offence by the code %p', (code) => {
    expect(reveals({ code })).toBe(true);
  });

  it.each(['J0', 'J4', 'J11', 'XJ1', 'J', 'C2', ''])('reveals none by the code %p', (code) => {
    expect(reveals({ code })).toBe(false);
  });

  it.each([
    'On remand',
    'REMANDED to care',
    'held under PACE',
    'Police and Criminal Evidence Act',
    'youth rehabilitation order',
    'youth detention accommodation',
  ])('reveals one by the words %p, wherever they stand', (words) => {
    for (const field of ['code', 'description', 'kind', 'status'])
      expect(reveals({ [field]: words })).toBe(true);
  });

  it.each(['interim care order', 'premanded', 'spaces', 'pacemaker'])('reveals none by %p', (words) => {
    expect(reveals({ description: words })).toBe(false);
  });

  it('reveals none where nothing is said', () => {
    expect(reveals({})).toBe(false);
  });
});

describe('the name of a service', () => {
  it.each([
    'National Probation Service',
    'youth offending team',
    'Youth Justice Service',
    'the YOT',
    'two YOTs',
    'YJS worker',
    'MAPPA panel',
    'Fernby Prison',
    'prisons',
    'HMP Fernby',
    'YOI Larchmoor',
    'offender manager',
    'in custody',
  ])('reveals an offence as %p', (words) => {
    expect(isOffenceService(words)).toBe(true);
  });

  it.each(['health visiting', 'coyote', 'yots2', 'imprisoned', 'xHMP', 'HMPs', 'YOIs', 'MAPPAs', 'xYJS', ''])(
    'reveals none as %p',
    (words) => {
      expect(isOffenceService(words)).toBe(false);
    },
  );
});
