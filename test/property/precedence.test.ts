import { join } from 'node:path';

import fc from 'fast-check';

import { packageRoot } from '../../src/config/package-root';
import { DATA_CATEGORIES, RECORD_CATEGORIES, type RecordCategory } from '../../src/domain/data-category';
import { OUTCOMES, stricterOf, type Outcome } from '../../src/domain/outcome';
import { PURPOSES, REVIEW_TYPES } from '../../src/domain/purpose';
import { REVIEW_STATES } from '../../src/domain/review';
import { CONTRIBUTIONS, STANDINGS } from '../../src/domain/standing';
import { isListed, SUBJECT_FLAGS, type SubjectFlags } from '../../src/domain/subject-flag';
import { openPackShelf } from '../../src/policy';
import { CONDITIONS } from '../../src/policy/conditions';
import { PARTY_CLASSES } from '../../src/policy/party';
import { AGREEMENT_STATES } from '../../src/stages/decide/agreement';
import { GATES, gateShutBy, shutBy, type GateFacts } from '../../src/stages/decide/gates';
import { settle } from '../../src/stages/decide/settle';
import { flaggedOutcomes } from '../../src/stages/minimise/flags';

const packs = openPackShelf(join(packageRoot(), 'policies')).all();
const truth = fc.boolean();

const facts: fc.Arbitrary<GateFacts> = fc.record({
  standing: fc.constantFrom(...STANDINGS),
  purpose: fc.constantFrom(...PURPOSES),
  reviewType: fc.constantFrom(...REVIEW_TYPES),
  reviewState: fc.constantFrom(...REVIEW_STATES),
  contactCheckOpen: truth,
  packInForce: truth,
  impactAssessmentNamed: truth,
  policyDocumentNamed: truth,
  agreement: fc.constantFrom(...AGREEMENT_STATES),
  trainingInDate: truth,
  reminderAcknowledged: truth,
  ukNetwork: truth,
  adultExcluded: truth,
  scopeWindowSet: truth,
});

/** Facts for which every gate but the review's own is open, so that the gates are not all shut at once. */
const likely: fc.Arbitrary<GateFacts> = facts.map((some) => ({
  ...some,
  packInForce: true,
  impactAssessmentNamed: true,
  policyDocumentNamed: true,
  agreement: 'IN_FORCE',
  trainingInDate: true,
  reminderAcknowledged: true,
  ukNetwork: true,
  adultExcluded: false,
}));

const context = fc.record({
  pack: fc.constantFrom(...packs),
  party: fc.option(fc.constantFrom(...PARTY_CLASSES), { nil: undefined }),
  recorded: fc.uniqueArray(fc.constantFrom(...CONDITIONS)).map((list) => new Set(list)),
  facts: fc.oneof(facts, likely),
});

/** Whether `next` lets no more leave than `before`. */
const narrows = (before: Outcome, next: Outcome): boolean => stricterOf(before, next) === next;

describe('the order of precedence', () => {
  it('lets a gate only narrow what the pack says, and shut it all or not at all', () => {
    fc.assert(
      fc.property(context, ({ pack, party, recorded, facts: given }) => {
        const { standing, purpose } = given;
        const table = pack.table(standing, purpose, { party, recorded });
        const shut = gateShutBy(given);
        const settled = settle({ pack, standing, purpose, party, recorded, shut });
        for (const contribution of CONTRIBUTIONS) {
          for (const category of DATA_CATEGORIES) {
            const said = table[contribution][category].outcome;
            const { cell } = settled.decision(contribution, category);
            expect(narrows(said, cell.outcome)).toBe(true);
            expect(cell.outcome).toBe(shut ? 'WITHHELD' : said);
            const own = settled.registerDecision(category).cell.outcome;
            expect(narrows(table.OTHER[category].outcome, own)).toBe(true);
            if (shut?.covers === 'EVERYTHING') expect(own).toBe('WITHHELD');
          }
        }
        if (shut?.covers === 'EVERYTHING') expect(settled.permitsAnything).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('never opens by shutting: with one gate more nothing more is open', () => {
    fc.assert(
      fc.property(fc.oneof(facts, likely), fc.subarray([...GATES]), (given, some) => {
        if (shutBy(given, some) !== null) expect(shutBy(given)).not.toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it('lets flags only narrow, and the more of them the less is shown', () => {
    const flags = fc
      .uniqueArray(fc.constantFrom(...SUBJECT_FLAGS))
      .map((list): SubjectFlags => new Set(list));
    const outcomes = fc
      .array(fc.constantFrom(...OUTCOMES), {
        minLength: RECORD_CATEGORIES.length,
        maxLength: RECORD_CATEGORIES.length,
      })
      .map(
        (list) =>
          Object.fromEntries(RECORD_CATEGORIES.map((category, index) => [category, list[index]])) as Record<
            RecordCategory,
            Outcome
          >,
      );
    fc.assert(
      fc.property(outcomes, flags, flags, truth, (given, some, more, isCoordinator) => {
        const recipient = { isCoordinator };
        const all = new Set([...some, ...more]);
        const before = flaggedOutcomes(given, some, recipient);
        const after = flaggedOutcomes(given, all, recipient);
        for (const category of RECORD_CATEGORIES) {
          expect(narrows(given[category], before[category])).toBe(true);
          expect(narrows(before[category], after[category])).toBe(true);
        }
        if (isListed(all, recipient)) expect(isListed(some, recipient)).toBe(true);
        if (isListed(some, { isCoordinator: false }))
          expect(isListed(some, { isCoordinator: true })).toBe(true);
      }),
    );
  });
});
