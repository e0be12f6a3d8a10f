import { REVIEW_TYPES } from '../../../src/domain/purpose';
import { REVIEW_STATES } from '../../../src/domain/review';
import { AGREEMENT_STATES } from '../../../src/stages/decide/agreement';
import { GATES, gateShutBy, shutBy, type GateFacts } from '../../../src/stages/decide/gates';

const OPEN: GateFacts = {
  standing: 'PARTICIPATING',
  purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  reviewType: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  reviewState: 'GATHERING',
  contactCheckOpen: false,
  packInForce: true,
  impactAssessmentNamed: true,
  policyDocumentNamed: true,
  agreement: 'NOT_NEEDED',
  trainingInDate: true,
  reminderAcknowledged: true,
  ukNetwork: true,
  adultExcluded: false,
  scopeWindowSet: true,
};

/** For each gate, facts for which it is the only one that is shut. */
const ALONE: Readonly<Record<(typeof GATES)[number]['name'], GateFacts>> = {
  PACK_IN_FORCE: { ...OPEN, packInForce: false },
  IMPACT_ASSESSMENT: { ...OPEN, impactAssessmentNamed: false },
  POLICY_DOCUMENT: { ...OPEN, policyDocumentNamed: false },
  AGREEMENT: { ...OPEN, agreement: 'TERMINATED' },
  TRAINING: { ...OPEN, trainingInDate: false },
  REMINDER: { ...OPEN, reminderAcknowledged: false },
  UK_NETWORK: { ...OPEN, ukNetwork: false },
  REVIEW_STATE: { ...OPEN, reviewState: 'CLOSED' },
  PURPOSE: { ...OPEN, purpose: 'RAPID_REVIEW' },
  ADULT_EXCLUDED: { ...OPEN, adultExcluded: true },
  CONTACT_CHECK: { ...OPEN, standing: 'WIDER', purpose: 'CONTACT_CHECK', reviewState: 'OPEN' },
  STATISTICS: { ...OPEN, purpose: 'STATISTICS' },
  SCOPE_WINDOW: { ...OPEN, scopeWindowSet: false },
};

describe('the gates, one by one', () => {
  it('has no gate that another makes needless: without it, what it alone keeps shut is open', () => {
    for (const [name, given] of Object.entries(ALONE)) {
      expect([name, gateShutBy(given)?.gate]).toEqual([name, name]);
      expect([
        name,
        shutBy(
          given,
          GATES.filter((gate) => gate.name !== name),
        ),
      ]).toEqual([name, null]);
    }
  });

  it('are those that have been thought of, frozen, and all open at once', () => {
    expect(shutBy(OPEN)).toBeNull();
    expect(Object.keys(ALONE)).toEqual(GATES.map(({ name }) => name));
    expect(Object.isFrozen(GATES) && GATES.every((gate) => Object.isFrozen(gate))).toBe(true);
  });

  it('have each a reason that says what is the matter, and say whether they cover the returns alone', () => {
    const said = Object.values(ALONE).map((given) => gateShutBy(given));
    expect(new Set(said.map((shut) => shut?.reason)).size).toBe(GATES.length);
    for (const shut of said) expect(shut?.reason).toMatch(/^Not shared\b.{12}/u);
    expect(
      said.filter((shut) => shut?.covers !== 'EVERYTHING').map((shut) => [shut?.gate, shut?.covers]),
    ).toEqual([['SCOPE_WINDOW', 'RETURNS']]);
    expect(said.every((shut) => Object.isFrozen(shut))).toBe(true);
  });

  it('let an agreement that is not needed or in force through, and no other, each for its own reason', () => {
    const reasons = AGREEMENT_STATES.map((agreement) => shutBy({ ...OPEN, agreement }));
    expect(AGREEMENT_STATES.filter((_, at) => reasons[at] === null)).toEqual(['NOT_NEEDED', 'IN_FORCE']);
    const shut = reasons.filter((reason) => reason !== null);
    expect(new Set(shut).size).toBe(shut.length);
    for (const reason of shut) expect(reason).toMatch(/^Not shared: .*agreement/u);
  });

  it('serve each review for its own type, and for no other review', () => {
    for (const reviewType of REVIEW_TYPES)
      expect(REVIEW_TYPES.filter((purpose) => shutBy({ ...OPEN, reviewType, purpose }) === null)).toEqual([
        reviewType,
      ]);
  });

  it('ask a contact check that is open of wider agencies alone', () => {
    const check = { ...OPEN, purpose: 'CONTACT_CHECK', contactCheckOpen: false } as const;
    expect(shutBy({ ...check, standing: 'COORDINATOR' })).toBeNull();
    expect(gateShutBy({ ...check, standing: 'WIDER', reviewState: 'OPEN' })?.gate).toBe('CONTACT_CHECK');
    const states = REVIEW_STATES.filter(
      (reviewState) => shutBy({ ...check, standing: 'WIDER', reviewState, contactCheckOpen: true }) === null,
    );
    expect(states).toEqual(['OPEN']);
  });
});
