import { requireTraining } from '../../../src/stages/decide/training';

const NOW = new Date('2026-11-21T12:00:00Z');

describe('requireTraining', () => {
  it.each(['2025-11-21', '2026-01-01', '2026-11-21'])('accepts a training of %s', (trainedOn) => {
    expect(() => {
      requireTraining(trainedOn, NOW);
    }).not.toThrow();
  });

  it.each([null, '2025-11-20', '2026-11-22', '1990-01-01'])('refuses a training of %s', (trainedOn) => {
    expect(() => {
      requireTraining(trainedOn, NOW);
    }).toThrow(expect.objectContaining({ code: 'TRAINING_OUT_OF_DATE' }));
  });
});
