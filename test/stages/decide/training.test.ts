import { isTrainingInDate } from '../../../src/stages/decide/training';

const NOW = new Date('2026-11-21T12:00:00Z');

describe('isTrainingInDate', () => {
  it.each(['2025-11-21', '2026-01-01', '2026-11-21'])('accepts a training of %s for a year', (trainedOn) => {
    expect(isTrainingInDate(trainedOn, { now: NOW, months: 12 })).toBe(true);
  });

  it.each([null, '2025-11-20', '2026-11-22', '1990-01-01', 'no date'])(
    'does not accept a training of %s',
    (trainedOn) => {
      expect(isTrainingInDate(trainedOn, { now: NOW, months: 12 })).toBe(false);
    },
  );

  it('counts the months that the pack gives', () => {
    expect(isTrainingInDate('2026-05-21', { now: NOW, months: 6 })).toBe(true);
    expect(isTrainingInDate('2026-05-20', { now: NOW, months: 6 })).toBe(false);
  });

  it('counts from the first instant of its day', () => {
    expect(isTrainingInDate('2026-11-21', { now: new Date('2026-11-21T00:00:00Z'), months: 12 })).toBe(true);
  });
});
