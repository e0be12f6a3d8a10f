import { setImmediate as nextRound } from 'node:timers/promises';

import { inTurns } from '../../../src/stages/minimise/turns';

describe('work that keeps the processor, asked for by many at once', () => {
  it('is done one after the other in the order of asking, and others are heard between any two', async () => {
    const turn = inTurns();
    const heard: string[] = [];
    const others = (async () => {
      for (let round = 0; round < 6; round += 1) {
        await nextRound();
        heard.push('others');
      }
    })();
    const each = ['first', 'second', 'third'].map(async (name) => {
      await turn();
      heard.push(name);
    });
    await Promise.all(each);
    await others;
    const work = heard.filter((name) => name !== 'others');
    expect(work).toEqual(['first', 'second', 'third']);
    const from = (name: string): readonly string[] => heard.slice(heard.indexOf(name) + 1);
    expect(from('first').slice(0, from('first').indexOf('second'))).toContain('others');
    expect(from('second').slice(0, from('second').indexOf('third'))).toContain('others');
  });
});
