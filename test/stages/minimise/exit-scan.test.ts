import fc from 'fast-check';

import { exitPlanOf } from '../../../src/graphql/exit-plan';
import { buildGatewaySchema } from '../../../src/graphql/schema';
import { pseudonymsFor } from '../../../src/pseudonyms';
import type { SubjectId } from '../../../src/domain/ids';
import { ExitGuard } from '../../../src/stages/disclose/exit-guard';
import { exitScan } from '../../../src/stages/minimise/exit-scan';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { knownIdentifiers } from '../../../src/stages/minimise/known-identifiers';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';

const known = identifierMatcher(
  knownIdentifiers([
    {
      names: ['Wrenna Holloway-Pike'],
      dateOfBirth: '2017-03-21',
      addresses: [{ lines: ['14 Cairngrove Terrace'], postcode: 'ZZ4 7QX' }],
    },
  ]),
);

describe('the scan of what leaves beside the data', () => {
  it.each([
    ['an NHS number', '999 000 0018', 'NHS_NUMBER'],
    ['an NHS number as an id', 'patient/9990000018', 'NHS_NUMBER'],
    ['an NHS number in a cursor', Buffer.from('9990000018').toString('base64url'), 'NHS_NUMBER'],
    ['a national insurance number', 'not found: QQ123456C', 'NATIONAL_INSURANCE_NUMBER'],
    ['a pupil number', 'A123456789012', 'PUPIL_NUMBER'],
    ['a police reference', 'see 12/394773H', 'PNC_ID'],
    ['a known name', 'no record for Wrenna Holloway-Pike', 'NAME'],
    ['a known name in a cursor', Buffer.from('wrenna pike').toString('base64url'), 'NAME'],
    ['a known date of birth', 'born 21/03/2017', 'DATE_OF_BIRTH'],
    ['a known postcode', 'ZZ4 7QX', 'POSTCODE'],
    ['a known address', 'at 14 Cairngrove Terrace', 'KNOWN_ADDRESS'],
  ])('finds %s', (_what, text, kind) => {
    expect(exitScan(text, known)).toContain(kind);
  });

  it('lets single words and days pass that could be anybody’s', () => {
    for (const text of [
      'Pike Street Surgery',
      'Holloway',
      '21 March',
      'Shared for a rapid review: Notice, Part 4',
    ])
      expect(exitScan(text, known)).toEqual([]);
  });

  it('never takes the gateway’s own random ids, digests and pseudonyms for a number', () => {
    const { subject } = pseudonymsFor({
      reviewKey: Buffer.alloc(32, 5),
      purpose: 'RAPID_REVIEW',
      salts: new Map(),
    });
    fc.assert(
      fc.property(fc.uuid(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (id, bytes) => {
        const texts = [id, Buffer.from(bytes).toString('hex'), subject(id as SubjectId)];
        for (const text of texts) expect(exitScan(text, known)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

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
