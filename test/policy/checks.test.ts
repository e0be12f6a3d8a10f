import { parseDocument } from 'yaml';

import { activeText, PACK_KEYS } from './active-copy';
import { faultsOf, packOf, packText, SAMPLE } from './support';

type Edit = readonly [path: readonly (string | number)[], value: unknown];

const edited = (text: string, edits: readonly Edit[]): string => {
  const yaml = parseDocument(text);
  for (const [path, value] of edits) yaml.setIn(path, value);
  return yaml.toString();
};

/** What the author is told, without its place. */
const told = (edits: readonly Edit[], text = SAMPLE): readonly string[] =>
  faultsOf(edited(text, edits)).map((fault) => fault.replace(/^pack\.yaml:\d+:\d+: /, ''));

const PARTY = {
  agency: 'police',
  name: 'Police',
  class: 'PARTNER',
  status: 'SIGNED',
  signedOn: '2025-06-01',
  position: 'Chief constable',
};
const AGREEMENT = {
  kind: 'ISA',
  title: 'Agreement',
  parties: [PARTY],
  firstSignature: '2025-06-01',
  reviewDueOn: '2025-12-01',
  overdueEffect: 'WARN',
  terminatedOn: null,
};
const RULE = { rule: 'R', appliesTo: 'Papers', keptBy: 'Council', required: true, clause: 'y' };
const own = ['cells', 'health', 'own'];

const REFUSED: readonly { readonly slip: string; readonly edits: readonly Edit[]; readonly says: string }[] =
  [
    {
      slip: 'data that leave the United Kingdom on one approval',
      edits: [[['settings', 'transfers'], { ukOnly: false, approvedBy: ['Officer', 'Officer'] }]],
      says: 'settings.transfers.approvedBy: data leave the United Kingdom without two approvers: name two posts or set ukOnly to true',
    },
    {
      slip: 'personal data in what is published',
      edits: [[['settings', 'publication'], { onSite: null, archiveAfter: null, noPersonalData: false }]],
      says: 'settings.publication.noPersonalData: false is what no pack can permit (what is published holds no personal data): set it to true',
    },
    {
      slip: 'a cell for the public',
      edits: [[['cells', 'gender', 'public'], { outcome: 'GENERALISED', clauses: ['y'] }]],
      says: 'cells.gender.public.outcome: no pack can permit personal data to the public: set it to WITHHELD',
    },
    {
      slip: 'offence data for a purpose that the settings do not name',
      edits: [[['settings', 'offenceData', 'purposes'], []]],
      says: 'cells.convictions.other: criminal offence data leave for SAFEGUARDING_ADULT_REVIEW, which settings.offenceData.purposes does not name: withhold them or name it',
    },
    {
      slip: 'offence data of a kind that the settings do not name',
      edits: [[['settings', 'offenceData', 'kinds'], ['CONVICTION']]],
      says: 'cells.investigations.other: investigations leave, of which settings.offenceData.kinds names no kind: withhold them or name INVESTIGATION or ALLEGATION',
    },
    {
      slip: 'a purpose of law enforcement',
      edits: [[['recipients', 'own', 'serves', 0, 'purposes'], ['LAW_ENFORCEMENT']]],
      says: 'recipients.own.serves[0].purposes[0]: is a purpose that no pack can permit: remove it',
    },
    {
      slip: 'conditions that open a cell to what no pack can permit',
      edits: [
        [
          ['cells', 'health', 'wider'],
          { outcome: 'WITHHELD', clauses: ['y'], opens: { on: [['CONSENT']], then: 'CLEAR' } },
        ],
      ],
      says: 'cells.health.wider.opens.then: CLEAR is what no pack can permit (a wider agency receives name, dateOfBirth and addresses and nothing else): set it to WITHHELD or serve someone else',
    },
    {
      slip: 'conditions that open nothing',
      edits: [[[...own, 'opens'], { on: [['CONSENT']], then: 'CLEAR' }]],
      says: 'cells.health.own.opens.then: CLEAR gives no more than CLEAR does: widen it or remove opens',
    },
    {
      slip: 'a group of conditions that can never matter',
      edits: [
        [
          own,
          {
            outcome: 'WITHHELD',
            clauses: ['y'],
            opens: { on: [['CONSENT'], ['CONSENT', 'NECESSITY_NOTE']], then: 'CLEAR' },
          },
        ],
      ],
      says: 'cells.health.own.opens.on[1]: can never make the difference, because another group asks for less: remove it',
    },
    {
      slip: 'a part behind a switch both on and off',
      edits: [
        [['recipients', 'own', 'serves', 0, 'when'], 'notInvolvedSeesReview'],
        [['recipients', 'own', 'serves', 0, 'unless'], 'notInvolvedSeesReview'],
      ],
      says: 'recipients.own.serves[0].unless: needs the same switch on and off, so that it never holds: remove one of them',
    },
    {
      slip: 'an unsigned pack that is active',
      edits: [[['signatures'], []]],
      says: 'signatures: the pack is ACTIVE, so it is signed: say who signed it and when, or set it to DRAFT',
    },
    {
      slip: 'an active pack that the data protection officer has not signed',
      edits: [[['signatures', 0, 'role'], 'PARTNER']],
      says: 'signatures: the pack is ACTIVE, so the data protection officer has signed it: add that signature',
    },
    {
      slip: 'an active pack without impact assessment',
      edits: [[['documents', 1, 'kind'], 'PRIVACY_NOTICE']],
      says: 'documents: a data protection impact assessment is not referenced: supply it or set the pack to DRAFT',
    },
    {
      slip: 'an active pack without appropriate policy document',
      edits: [[['documents', 2, 'kind'], 'PRIVACY_NOTICE']],
      says: 'documents: an appropriate policy document is not referenced: supply it or set the pack to DRAFT',
    },
    {
      slip: 'an active pack on a document that nobody has seen',
      edits: [[['documents', 0, 'supplied'], false]],
      says: 'documents[0].supplied: Sample notice: supply it or set the pack to DRAFT',
    },
    {
      slip: 'an active pack without retention rule',
      edits: [[['retention'], []]],
      says: 'retention: no retention rule is stated: supply it or set the pack to DRAFT',
    },
    {
      slip: 'an active pack without its retention period',
      edits: [[['retention', 0, 'latestOf'], []]],
      says: 'retention[0].latestOf: the period of R is missing: supply it or set the pack to DRAFT',
    },
    {
      slip: 'a retention rule on a clause that is not there',
      edits: [[['retention', 0, 'clause'], 'z']],
      says: 'retention[0].clause: clause "z" is unknown: add it under clauses',
    },
    {
      slip: 'two readings of one retention rule',
      edits: [[['retention', 1], { ...RULE, latestOf: [{ from: 'PUBLISHED', add: 'P1Y' }] }]],
      says: 'retention[1].rule: R is stated already: keep one',
    },
    {
      slip: 'an active pack whose agreement nobody has signed',
      edits: [
        [
          ['agreement'],
          {
            ...AGREEMENT,
            firstSignature: null,
            parties: [{ ...PARTY, status: 'SENT', signedOn: null, position: null }],
          },
        ],
      ],
      says: 'agreement.parties: no party has signed the agreement: supply it or set the pack to DRAFT',
    },
    {
      slip: 'a signature without a day',
      edits: [
        [['agreement'], { ...AGREEMENT, firstSignature: null, parties: [{ ...PARTY, signedOn: null }] }],
      ],
      says: 'agreement.parties[0].status: a party that has signed says when, and by which post: give signedOn and position',
    },
    {
      slip: 'a day of signature without a signature',
      edits: [[['agreement'], { ...AGREEMENT, parties: [PARTY, { ...PARTY, agency: 'b', status: 'SENT' }] }]],
      says: 'agreement.parties[1].signedOn: a party with a date of signature has signed: set its status to SIGNED or remove the date',
    },
    {
      slip: 'a party that stands twice',
      edits: [[['agreement'], { ...AGREEMENT, parties: [PARTY, { ...PARTY }] }]],
      says: 'agreement.parties[1].agency: "police" is a party already: list it once',
    },
    {
      slip: 'a first signature that is not the first',
      edits: [[['agreement'], { ...AGREEMENT, firstSignature: '2025-07-01' }]],
      says: 'agreement.firstSignature: is not the day of the first signature (2025-06-01): correct it',
    },
    {
      slip: 'a review of the agreement before it was signed',
      edits: [[['agreement'], { ...AGREEMENT, reviewDueOn: '2025-01-01' }]],
      says: 'agreement.reviewDueOn: lies before the first signature: correct one of them',
    },
  ];

describe('a pack with', () => {
  it.each(REFUSED)('$slip is refused, and says why', ({ edits, says }) => {
    expect(told(edits)).toContain(says);
  });

  it('an agreement that is in order is accepted', () => {
    expect(told([[['agreement'], AGREEMENT]])).toEqual([]);
  });

  it('two approvers for data that leave the United Kingdom is accepted', () => {
    const approved = { ukOnly: false, approvedBy: ['Data protection officer', 'Caldicott guardian'] };
    expect(told([[['settings', 'transfers'], approved]])).toEqual([]);
  });
});

const basis = ['lawfulBases', 1];

describe('citations', () => {
  it.each<readonly [string, readonly Edit[], string]>([
    ['several articles 6', [[[...basis, 'stated'], { article6: ['(c)', '(e)'] }]], 'BASIS_NOT_SPECIFIC'],
    ['no article 6', [[[...basis, 'stated'], { article6: [] }]], 'BASIS_NOT_STATED'],
    ['another letter of article 9', [[[...basis, 'article9', 'asStated'], ['9(2)(i)']]], 'CITATION_MISMATCH'],
    ['no condition of Schedule 1', [[[...basis, 'schedule1'], []]], 'SCHEDULE_1_MISSING'],
    ['no power to require', [[[...basis, 'stated'], { statute: ['Care Act'] }]], 'REQUEST_POWER_MISSING'],
    ['an old edition', [[['settings', 'guidanceEdition'], 2018]], 'EDITION_SUPERSEDED'],
  ])('with %s warn, and keep nothing from loading', (_what, edits, code) => {
    const text = edited(SAMPLE, edits);
    const [warning, ...more] = told(edits);
    expect(more).toEqual([]);
    expect(warning).toMatch(new RegExp(`^warning: .*${code}: `));
    expect(packOf(text).key).toBe('sample');
  });

  it('are quiet once the data protection officer has signed the basis off', () => {
    const signed: Edit = [[...basis, 'signedOffBy'], 'Data protection officer'];
    expect(told([[[...basis, 'article9', 'asStated'], ['9(2)(i)']], signed])).toEqual([]);
  });

  it.each([
    ['cheshire-merseyside', ['BASIS_NOT_STATED', 'CITATION_MISMATCH', 'DHR_SPECIAL_BASIS_MISSING']],
    ['staffordshire', ['BASIS_NOT_SPECIFIC', 'OFFENCE_BASIS_MISSING']],
    ['derby-derbyshire', ['BASIS_NOT_SPECIFIC', 'OFFENCE_BASIS_MISSING', 'SCHEDULE_1_MISSING']],
    ['csap', ['LAW_REPEALED', 'BODY_ABOLISHED']],
    ['lancashire', ['EDITION_SUPERSEDED']],
  ])('of the %s pack are questioned where the catalogue questions them', (key, codes) => {
    const warnings = faultsOf(packText(key));
    expect(warnings.every((warning) => warning.includes(': warning: '))).toBe(true);
    for (const code of codes) expect(warnings.some((warning) => warning.includes(code))).toBe(true);
  });
});

describe('the shipped packs', () => {
  it.each(PACK_KEYS)('could each be active if their papers were there: %s', (key) => {
    expect(faultsOf(activeText(key)).filter((fault) => !fault.includes('warning: '))).toEqual([]);
  });

  it.each(['staffordshire', 'cheshire-merseyside', 'derby-derbyshire', 'csap'])(
    'cannot be active without them: %s',
    (key) => {
      const signed = edited(packText(key), [
        [['status'], 'ACTIVE'],
        [['signatures'], [{ by: 'Officer', role: 'DATA_PROTECTION_OFFICER', on: '2025-01-01' }]],
      ]);
      const errors = faultsOf(signed).filter((fault) => !fault.includes('warning: '));
      expect(errors.some((error) => error.includes('supply it or set the pack to DRAFT'))).toBe(true);
    },
  );
});

describe('the warnings of a pack', () => {
  it('tell on a day what is overdue, unsigned, missing or stale', () => {
    const staffordshire = packOf(packText('staffordshire'));
    const after = staffordshire.warnings(new Date('2024-03-20T12:00:00Z'));
    expect(after).toContain(
      'Information Sharing Agreement 2023, Staffordshire Safeguarding Children Board: its review was due on 2024-03-19; it remains in force.',
    );
    expect(after).toContain('Nobody has signed this version of the pack.');
    expect(after.filter((warning) => warning.endsWith('has not signed.'))).toHaveLength(8);
    expect(after.filter((warning) => warning.endsWith('has not been supplied.'))).toHaveLength(4);
    const before = staffordshire.warnings(new Date('2024-03-19T12:00:00Z'));
    expect(before.filter((warning) => warning.includes('was due'))).toEqual([]);
  });

  it('are none for a pack in order, until a document is due for review', () => {
    const sample = packOf(SAMPLE);
    expect(sample.warnings(new Date('2026-06-01T12:00:00Z'))).toEqual([]);
    expect(sample.warnings(new Date('2026-06-02T12:00:00Z'))).toEqual([
      'Sample notice: its review was due on 2026-06-01.',
    ]);
  });
});
