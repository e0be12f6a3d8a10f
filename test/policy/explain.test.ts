import { DATA_CATEGORIES } from '../../src/domain/data-category';
import { PURPOSES } from '../../src/domain/purpose';
import { CONTRIBUTIONS, STANDINGS } from '../../src/domain/standing';
import { explainDecision, policyMatrix, reasonFor, type Explanation } from '../../src/policy';
import { packOf, packText } from './support';

const lancashire = packOf(packText('lancashire'));
const baseline = packOf(packText('baseline'));

const about = (explanations: readonly Explanation[], category: string): Explanation | undefined =>
  explanations.find((each) => each.category === category && each.contribution === 'OTHER');

describe('an explanation', () => {
  const contactCheck = explainDecision(lancashire, 'WIDER', 'CONTACT_CHECK');

  it('speaks of every category, of the own contribution and of the others', () => {
    expect(contactCheck.map(({ category, contribution }) => `${category} ${contribution}`)).toEqual(
      DATA_CATEGORIES.flatMap((category) =>
        CONTRIBUTIONS.map((contribution) => `${category} ${contribution}`),
      ),
    );
  });

  it('gives the words that a disclosure rests on', () => {
    expect(about(contactCheck, 'addresses')).toMatchObject({
      outcome: 'CLEAR',
      clauses: [{ key: 'b', place: 'Recipients of the data' }],
      reason:
        'Shared for contact check: Privacy notice for child safeguarding practice reviews and safeguarding adult reviews, Recipients of the data',
    });
  });

  it('says of what is not stated that it is not', () => {
    const reason = "Not shared for contact check: not stated in the partnership's document";
    expect(about(contactCheck, 'religion')).toMatchObject({ outcome: 'WITHHELD', reason });
    const unserved = explainDecision(lancashire, 'REVIEWER', 'STATISTICS');
    expect(unserved.map(({ clauses }) => clauses.length)).toEqual(unserved.map(() => 0));
    expect(about(unserved, 'name')?.reason).toBe(
      "Not shared for statistics: not stated in the partnership's document",
    );
  });

  it('tells pseudonyms, general terms and withholding by words apart', () => {
    const explained = explainDecision(baseline, 'PARTICIPATING', 'RAPID_REVIEW');
    expect(about(explained, 'name')?.reason).toMatch(
      /^Shared under a pseudonym for rapid review: Product statement, /,
    );
    expect(about(explained, 'dateOfBirth')?.reason).toMatch(
      /^Shared in general terms only for rapid review: /,
    );
    expect(about(explained, 'convictions')?.reason).toMatch(
      /^Not shared for rapid review: Appropriate policy document /,
    );
  });

  it('is of the policy alone: a reason depends on nothing but pack, purpose and cell', () => {
    for (const purpose of PURPOSES) {
      for (const standing of STANDINGS) {
        for (const { category, contribution, reason } of explainDecision(baseline, standing, purpose)) {
          expect(
            reasonFor(baseline, purpose, baseline.table(standing, purpose)[contribution][category]),
          ).toBe(reason);
        }
      }
    }
  });
});

describe('the policy matrix', () => {
  it('has 22 rows of the same columns, a cell for each standing that a column serves', () => {
    const rows = policyMatrix(lancashire);
    expect(rows.map(({ category }) => category)).toEqual([...DATA_CATEGORIES]);
    for (const { cells } of rows) {
      expect(cells.map(({ recipient, standing }) => `${recipient} ${standing ?? 'nobody'}`)).toEqual([
        'reviewTeam COORDINATOR',
        'reviewTeamContactCheck COORDINATOR',
        'participating PARTICIPATING',
        'wider WIDER',
        'family nobody',
        'statistics COORDINATOR',
        'public nobody',
        ...['COORDINATOR', 'PARTICIPATING', 'REVIEWER', 'COORDINATOR', 'PARTICIPATING', 'REVIEWER'].map(
          (standing) => `otherPurpose ${standing}`,
        ),
      ]);
    }
  });

  it('agrees with the decision table wherever a column serves somebody', () => {
    for (const pack of [lancashire, baseline]) {
      for (const { category, cells } of policyMatrix(pack)) {
        for (const { standing, purposes, contributions, outcome, recipient } of cells) {
          if (standing === null) continue;
          for (const purpose of purposes) {
            for (const contribution of contributions) {
              expect(pack.table(standing, purpose)[contribution][category]).toMatchObject({
                outcome,
                recipient,
              });
            }
          }
        }
      }
    }
  });
});
