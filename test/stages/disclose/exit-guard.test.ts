import { Kind, parse, type OperationDefinitionNode } from 'graphql';

import { exitPlanOf } from '../../../src/graphql/exit-plan';
import { buildGatewaySchema } from '../../../src/graphql/schema';
import { ExitGuard } from '../../../src/stages/disclose/exit-guard';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { knownIdentifiers } from '../../../src/stages/minimise/known-identifiers';

const known = identifierMatcher(
  knownIdentifiers([
    {
      names: ['Wrenna Holloway-Pike'],
      dateOfBirth: '2017-03-21',
      addresses: [{ lines: ['14 Cairngrove Terrace'], postcode: 'ZZ4 7QX' }],
    },
  ]),
);

describe('the guard of an answer', () => {
  const planOf = (text: string) => {
    const document = parse(text);
    const operation = document.definitions.find(
      (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
    );
    if (!operation) throw new Error('there is no operation');
    return exitPlanOf(buildGatewaySchema(), document, operation);
  };

  it('looks at ids, cursors and reasons under any alias, and leaves data categories to the minimiser', () => {
    const plan = planOf(
      `query Q {
      review(id: "r", purpose: RAPID_REVIEW) { a: id ...Rest subjects { ref b: nhsNumberless: role returns { agency c: nhsNumber } } }
      reviews { edges { cursor node { reference } } }
    }
    fragment Rest on Review { disclosure { why: reason outcome } }`.replace(
        'b: nhsNumberless: role',
        'b: role',
      ),
    );
    const number = '9990000018';
    const answer = {
      review: {
        a: number,
        subjects: [{ ref: number, b: 'MOTHER', returns: [{ agency: number, c: number }] }],
        disclosure: [{ why: `because ${number}`, outcome: 'CLEAR' }],
      },
      reviews: { edges: [{ cursor: Buffer.from(number).toString('base64url'), node: { reference: 'T-1' } }] },
    };
    const guard = new ExitGuard('data', null);
    expect(JSON.parse(JSON.stringify(guard.planned(answer, plan)))).toEqual({
      review: {
        a: '[withheld]',
        subjects: [{ ref: '[withheld]', b: 'MOTHER', returns: [{ agency: '[withheld]', c: number }] }],
        disclosure: [{ why: '[withheld]', outcome: 'CLEAR' }],
      },
      reviews: { edges: [{ cursor: '[withheld]', node: { reference: 'T-1' } }] },
    });
    expect(guard.finding()).toEqual({ part: 'data', kinds: ['NHS_NUMBER'] });
  });

  it('gives back the very answer where nothing was found', () => {
    const answer = { review: { a: 'x', at: new Date(0), subjects: [{ ref: 'y' }] } };
    const guard = new ExitGuard('data', known);
    expect(guard.every(answer)).toBe(answer);
    expect(guard.finding()).toBeNull();
  });
});
