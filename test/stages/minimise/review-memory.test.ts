import type { AgencyId, SubjectId } from '../../../src/domain/ids';
import type { RecordCategory } from '../../../src/domain/data-category';
import { STANDARD_LEVELS } from '../../../src/domain/ladder';
import type { SaltScope, SubjectIdentity } from '../../../src/reviews';
import { memoryOf, ReviewMemory, type DeskQuestion } from '../../../src/stages/minimise/memory';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { createScanner } from '../../../src/stages/minimise/scan';
import type { TextDesk } from '../../../src/stages/minimise/text';

const TRUST = 'trust' as AgencyId;
const SUBJECT = 'subject-1' as SubjectId;
const PEOPLE: readonly SubjectIdentity[] = [
  {
    ...{
      subjectId: SUBJECT,
      role: 'INDEX_CHILD',
      position: 1,
      flags: new Set(['PROTECTED_PERSON'] as const),
    },
    ...{ name: 'Odo Quillfeather', dateOfBirth: null, addresses: [] },
  },
];
const memory = (): ReviewMemory => new ReviewMemory(PEOPLE);
const desk = (): TextDesk => ({ narrative: () => null, term: (text) => text, added: () => [] });
const QUESTION: DeskQuestion = {
  ...{ purpose: 'SAFEGUARDING_ADULT_REVIEW', standing: 'MEMBER', agency: TRUST, parties: [] },
};
const at = (number: number): DeskQuestion => ({ ...QUESTION, standing: `standing ${String(number)}` });

describe('the memory of a review', () => {
  it('is the same for the same list of people, and another for a list that equals it', () => {
    expect(memoryOf(PEOPLE)).toBe(memoryOf(PEOPLE));
    expect(memoryOf([...PEOPLE])).not.toBe(memoryOf(PEOPLE));
  });

  it('seals once for each recipient, also where nothing is sealed', () => {
    const kept = memory();
    expect(kept.sealing({ isCoordinator: false })?.names).toEqual(new Set(['odo quillfeather']));
    expect(kept.sealing({ isCoordinator: false })).toBe(kept.sealing({ isCoordinator: false }));
    expect(kept.sealing({ isCoordinator: true })).toBeNull();
    expect(kept.sealing({ isCoordinator: true })).toBeNull();
  });

  it('makes a scanner once for the same recipient, permits and names', () => {
    const kept = memory();
    let made = 0;
    const ask = (
      isCoordinator: boolean,
      permits: readonly RecordCategory[],
      names: readonly string[],
    ): number => {
      kept.scanners({ isCoordinator })({ names, permits: new Set(permits) }, () => {
        made += 1;
        return createScanner({ known: identifierMatcher([]), permits: new Set() });
      });
      return made;
    };
    expect([ask(false, ['name'], ['b']), ask(false, ['name'], ['b'])]).toEqual([1, 1]);
    expect([ask(true, ['name'], ['b']), ask(false, ['health'], ['b']), ask(false, ['name'], ['d'])]).toEqual([
      2, 3, 4,
    ]);
    expect(ask(false, ['name'], ['b'])).toBe(4);
  });

  it('makes generalisers anew for other levels or another index event only', () => {
    const kept = memory();
    const first = kept.generalisers(STANDARD_LEVELS, '2024-05-06');
    expect(kept.generalisers(STANDARD_LEVELS, '2024-05-06')).toBe(first);
    expect(kept.generalisers(STANDARD_LEVELS, null)).not.toBe(first);
    const second = kept.generalisers(STANDARD_LEVELS, null);
    expect(kept.generalisers({ ...STANDARD_LEVELS }, null)).not.toBe(second);
  });

  it('makes pseudonyms anew for other salts, another purpose or another key only, from the salts of agencies', () => {
    const kept = memory();
    const salts = new Map<SaltScope, Buffer>([
      [`agency:${TRUST}`, Buffer.alloc(32, 1)],
      ['labels', Buffer.alloc(32, 2)],
    ]);
    const scope = { reviewKey: Buffer.alloc(32, 3), purpose: QUESTION.purpose, salts };
    const first = kept.pseudonyms(scope);
    expect(kept.pseudonyms({ ...scope, reviewKey: Buffer.alloc(32, 3) })).toBe(first);
    expect(kept.pseudonyms({ ...scope, purpose: 'CONTACT_CHECK' })).not.toBe(first);
    expect(kept.pseudonyms(scope)).toBe(first);
    expect(kept.pseudonyms({ ...scope, salts: new Map(salts) })).not.toBe(first);
    expect(kept.pseudonyms({ ...scope, reviewKey: Buffer.alloc(32, 4) })).not.toBe(first);
    expect(first.contactRef(TRUST, SUBJECT)).not.toBe(first.subject(SUBJECT));
    expect(() => first.contactRef('labels' as AgencyId, SUBJECT)).toThrow();
  });
});

describe('the desks that are kept', () => {
  it('serve the same question while all that they were made from is the very same', () => {
    const [kept, one, made] = [memory(), desk(), [{}, {}]];
    kept.keepDesk(QUESTION, { desk: one, made });
    expect(kept.desk({ ...QUESTION }, [...made])).toBe(one);
    expect(kept.desk(QUESTION, [made[0] ?? {}, {}])).toBeUndefined();
    expect(kept.desk(QUESTION, [{}, made[1] ?? {}])).toBeUndefined();
  });

  it('serve no other purpose, standing or agency', () => {
    const kept = memory();
    kept.keepDesk(QUESTION, { desk: desk(), made: [] });
    expect(kept.desk({ ...QUESTION, purpose: 'CONTACT_CHECK' }, [])).toBeUndefined();
    expect(kept.desk({ ...QUESTION, standing: 'COORDINATOR' }, [])).toBeUndefined();
    expect(kept.desk({ ...QUESTION, agency: 'police' as AgencyId }, [])).toBeUndefined();
  });

  it('are sixteen: the one that served longest ago goes first', () => {
    const kept = memory();
    const desks = Array.from({ length: 17 }, desk);
    for (const [number, one] of desks.slice(0, 16).entries())
      kept.keepDesk(at(number), { desk: one, made: [] });
    expect(kept.desk(at(0), [])).toBe(desks[0]);
    kept.keepDesk(at(0), { desk: desks[0] ?? desk(), made: [] });
    kept.keepDesk(at(16), { desk: desks[16] ?? desk(), made: [] });
    expect(kept.desk(at(0), [])).toBe(desks[0]);
    expect(kept.desk(at(1), [])).toBeUndefined();
    expect(kept.desk(at(2), [])).toBe(desks[2]);
  });

  it('give way to a newer one for the same question, and go when they are dropped', () => {
    const [kept, newer] = [memory(), desk()];
    kept.keepDesk(QUESTION, { desk: desk(), made: [] });
    kept.keepDesk(at(1), { desk: desk(), made: [] });
    kept.keepDesk(QUESTION, { desk: newer, made: [] });
    expect(kept.desk(QUESTION, [])).toBe(newer);
    kept.dropDesk(QUESTION);
    expect(kept.desk(QUESTION, [])).toBeUndefined();
    expect(kept.desk(at(1), [])).toBeDefined();
  });
});
