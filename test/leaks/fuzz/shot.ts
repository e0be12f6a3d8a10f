import fc from 'fast-check';

import type { GraphQLSchema } from 'graphql';

import type { Operation } from './operation';
import { OperationArbitrary } from './operation-arbitrary';
import {
  COUNCIL,
  PACKS,
  REVIEWER,
  STRANGER,
  TRUST,
  unitOf,
  WIDER,
  type Principal,
  type WorldReview,
} from './world';

/** One operation with who sends it about what. */
export interface Shot {
  /** Index in the world's reviews; -1 is a review that does not exist. */
  readonly review: number;
  /** `FITTING` stands for that of the review's state and type. */
  readonly purpose: string | null;
  readonly agency: 'UNIT' | 'OTHER_UNIT' | 'TRUST' | 'COUNCIL' | 'WIDER' | 'REVIEWER' | 'STRANGER';
  readonly roles: readonly string[];
  readonly trainedDaysAgo: number | null;
  readonly forwarded: boolean;
  readonly operation: Operation;
}

export const NOWHERE = '01900000-0000-7000-8000-00000000dead';

const PURPOSES = [
  'PANEL_PAPERS',
  'STATISTICS',
  'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
  'RAPID_REVIEW',
  'SAFEGUARDING_ADULT_REVIEW',
  'DOMESTIC_HOMICIDE_REVIEW',
  'CHILD_DEATH_REVIEW',
];
const ROLES = ['COORDINATOR', 'AGENCY_CONTACT', 'REVIEWER', 'AUDITOR', 'ENGINEER'];

const mostly = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** @param reviews those of the world. */
export function shotArbitrary(schema: GraphQLSchema, reviews: readonly WorldReview[]): fc.Arbitrary<Shot> {
  const ids = [NOWHERE, ...reviews.slice(0, 12).map(({ id }) => id), ...PACKS, 'x', '1', 'fz'];
  const agencies = [TRUST, COUNCIL, WIDER, STRANGER];
  const queries = new OperationArbitrary(schema, { ids, agencies });
  // Mutations name nothing that the fixture needs: the oracle takes the world as it was built.
  const mutations = new OperationArbitrary(schema, { ids: [NOWHERE, 'x', '1'], agencies: ['fz-none'] });
  return fc.record({
    review: fc.oneof(
      { weight: 40, arbitrary: fc.nat(reviews.length - 1) },
      { weight: 1, arbitrary: fc.constant(-1) },
    ),
    purpose: fc.oneof(
      { weight: 12, arbitrary: fc.constant('FITTING') },
      { weight: 2, arbitrary: fc.constant('CONTACT_CHECK') },
      { weight: 1, arbitrary: fc.constantFrom(...PURPOSES, null) },
    ),
    agency: fc.constantFrom(
      ...(['UNIT', 'UNIT', 'UNIT', 'TRUST', 'TRUST', 'TRUST', 'COUNCIL', 'COUNCIL'] as const),
      ...(['WIDER', 'REVIEWER', 'STRANGER', 'OTHER_UNIT'] as const),
    ),
    roles: fc.subarray(ROLES),
    trainedDaysAgo: mostly<number | null>(0, 400, null, -5),
    forwarded: mostly(false, true),
    operation: fc.oneof(
      { weight: 24, arbitrary: queries.operation('query') },
      { weight: 1, arbitrary: mutations.operation('mutation') },
    ),
  });
}

const fittingPurpose = (review: WorldReview | undefined): string =>
  review?.state === 'OPEN' ? 'CONTACT_CHECK' : (review?.type ?? 'RAPID_REVIEW');

/** What a shot declares and who sends it, in the world as it was built. */
export function settle(
  { review: index, purpose, agency, roles, trainedDaysAgo, forwarded }: Shot,
  reviews: readonly WorldReview[],
): {
  readonly principal: Principal;
  readonly declared: { readonly id: string; readonly purpose: string | null };
} {
  const review = reviews[index];
  const pack = review?.pack ?? PACKS[0];
  const other = PACKS[(PACKS.indexOf(pack) + 1) % PACKS.length] ?? pack;
  const agencies = {
    UNIT: unitOf(pack),
    OTHER_UNIT: unitOf(other),
    TRUST,
    COUNCIL,
    WIDER,
    REVIEWER,
    STRANGER,
  };
  return {
    principal: {
      user: `user-${agencies[agency]}`,
      agency: agencies[agency],
      roles,
      trainedDaysAgo,
      forwarded,
      auditPartnerships: roles.includes('AUDITOR') ? [`partnership-${pack}`, 'gateway'] : [],
    },
    declared: {
      id: review?.id ?? NOWHERE,
      purpose: purpose === 'FITTING' ? fittingPurpose(review) : purpose,
    },
  };
}
