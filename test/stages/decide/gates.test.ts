import { PURPOSES } from '../../../src/domain/purpose';
import { REVIEW_STATES, type ReviewState } from '../../../src/domain/review';
import { STANDINGS, type Standing } from '../../../src/domain/standing';
import { shutBy, type GateFacts } from '../../../src/stages/decide/gates';

const facts = (some: Partial<GateFacts>): GateFacts => ({
  standing: 'PARTICIPATING',
  purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  reviewType: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  reviewState: 'GATHERING',
  contactCheckOpen: true,
  packInForce: true,
  impactAssessmentNamed: true,
  policyDocumentNamed: true,
  agreement: 'IN_FORCE',
  trainingInDate: true,
  reminderAcknowledged: true,
  ukNetwork: true,
  adultExcluded: false,
  scopeWindowSet: true,
  ...some,
});

describe('the gates', () => {
  it.each<[Standing, readonly ReviewState[]]>([
    ['WIDER', ['OPEN']],
    ['PARTICIPATING', ['SCOPED', 'GATHERING', 'PANEL']],
    ['REVIEWER', ['GATHERING', 'PANEL', 'REPORTING']],
    [
      'COORDINATOR',
      ['DRAFT', 'OPEN', 'SCOPED', 'GATHERING', 'PANEL', 'REPORTING', 'PUBLISHED', 'NOT_PUBLISHED'],
    ],
  ])('let %s through in its own states only', (standing, states) => {
    const open = REVIEW_STATES.filter((reviewState) => shutBy(facts({ standing, reviewState })) === null);
    expect(open).toEqual(states);
  });

  it('let a review be asked about for its own type, a contact check and panel papers, and nothing else', () => {
    const open = PURPOSES.filter((purpose) => shutBy(facts({ purpose })) === null);
    expect(open).toEqual(['CONTACT_CHECK', 'PANEL_PAPERS', 'CHILD_SAFEGUARDING_PRACTICE_REVIEW']);
  });

  it('shut a wider agency out once its contact check is answered', () => {
    const wider = { standing: 'WIDER', purpose: 'CONTACT_CHECK', reviewState: 'OPEN' } as const;
    expect(shutBy(facts({ ...wider, contactCheckOpen: true }))).toBeNull();
    expect(shutBy(facts({ ...wider, contactCheckOpen: false }))).toMatch(/answered/);
  });

  it('never let statistics show a record, whoever asks', () => {
    for (const standing of STANDINGS) {
      for (const reviewState of REVIEW_STATES) {
        expect(shutBy(facts({ standing, reviewState, purpose: 'STATISTICS' }))).not.toBeNull();
      }
    }
  });
});
