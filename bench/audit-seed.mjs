/** What the page of the fifteen questions is drawn up from: a review in Lancashire, about people who are made up. */
const REVIEW = '0190a2b4-0000-7000-8000-000000000001';
const CLOSED = '0190a2b4-0000-7000-8000-000000000002';
const SUBJECT = 'S-7K2M-QX4D';
const CSPR = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const FACTS =
  'packInForce,impactAssessmentNamed,policyDocumentNamed,trainingInDate,reminderAcknowledged,ukNetwork,scopeWindowSet';

const person = (user, agency, roles = ['AGENCY_CONTACT']) => ({ user, agency, roles });

/** An event of which nothing is said yet. */
const blank = {
  outcome: 'SUCCESS',
  code: null,
  standing: null,
  partnership: 'lancashire',
  review: { id: REVIEW, type: CSPR, state: 'GATHERING' },
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation: { name: null, hash: null },
  entries: [],
  details: {},
  requestId: 'seed',
};

/** Answers whose entries are what the pack says. */
const answersUnder =
  (pack) =>
  ({ actor, standing, purpose, asked, details = {}, ...rest }) => {
    const table = pack.table(standing, purpose);
    const entries = asked.map(([agency, category, records]) => {
      const cell = table[agency === actor.agency ? 'OWN' : 'OTHER'][category];
      const count = cell.outcome === 'WITHHELD' ? 0 : records;
      return {
        agency,
        subject: SUBJECT,
        category,
        outcome: cell.outcome,
        clause: cell.clauses.join(','),
        records: count,
      };
    });
    return {
      ...blank,
      action: 'READ',
      actor,
      standing,
      purpose,
      pack: { key: pack.key, version: pack.version, digest: pack.digest },
      lawfulBasis: pack.lawfulBasis(purpose),
      operation: { name: 'ReviewData', hash: null },
      entries,
      details: { facts: FACTS, agreement: 'NOT_NEEDED', ...details },
      ...rest,
    };
  };

/** Fills register and record; gives the ids that the questions name. */
export async function seed({ db, audit, packs, move }) {
  await fillRegister(db);
  const pack = packs.find(({ key, version }) => key === 'lancashire' && version === '1.0.0');
  if (pack === undefined) throw new Error('the pack lancashire 1.0.0 is gone');
  const answer = answersUnder(pack);
  const write = async (at, draft) => {
    move(at);
    return (await audit.append(draft)).eventId;
  };
  await contactCheck({ answer, write });
  const disclosed = await takingPart({ answer, write });
  await oversee(db, disclosed);
  move('2026-03-02T09:00:00Z');
  return { review: REVIEW, subject: SUBJECT, event: disclosed };
}

/** Two wider agencies are answered; one of them cannot search. */
async function contactCheck({ answer, write }) {
  const minimum = ['name', 'dateOfBirth', 'addresses'].map((category) => [null, category, 1]);
  const wider = {
    standing: 'WIDER',
    purpose: 'CONTACT_CHECK',
    review: { id: REVIEW, type: CSPR, state: 'OPEN' },
  };
  await write(
    '2026-02-02T09:10:00Z',
    answer({ ...wider, actor: person('h.lane', 'housing'), asked: minimum }),
  );
  await write(
    '2026-02-02T10:30:00Z',
    answer({ ...wider, actor: person('o.reed', 'school'), asked: [...minimum, [null, 'religion', 1]] }),
  );
  await write('2026-02-03T11:00:00Z', {
    ...blank,
    action: 'ANSWER_CONTACT_CHECK',
    actor: person('h.lane', 'housing'),
    standing: 'WIDER',
    purpose: 'CONTACT_CHECK',
    details: { outcome: 'UNABLE_TO_SEARCH' },
  });
}

/** Agencies that take part read the review; one account is refused. @returns the event that a question names */
async function takingPart({ answer, write }) {
  const taking = { standing: 'PARTICIPATING', purpose: CSPR };
  const nurse = person('n.hart', 'nhs-trust');
  const health = [
    ['council', 'health', 4],
    ['council', 'practitioners', 2],
  ];
  const disclosed = await write('2026-02-10T14:00:00Z', answer({ ...taking, actor: nurse, asked: health }));
  await write(
    '2026-02-11T09:30:00Z',
    answer({ ...taking, actor: nurse, asked: [['police', 'convictions', 1]] }),
  );
  await write(
    '2026-02-12T16:20:00Z',
    answer({
      ...taking,
      actor: person('w.moss', 'council', ['COORDINATOR']),
      asked: [['nhs-trust', 'health', 3]],
      outcome: 'PARTIAL',
      details: { 'status:police': 'REFUSED' },
    }),
  );
  await write('2026-02-13T08:00:00Z', {
    ...blank,
    action: 'DENIED',
    outcome: 'DENIED',
    code: 'TRAINING_OUT_OF_DATE',
    actor: person('t.vale', 'nhs-trust'),
    purpose: CSPR,
    details: { review: REVIEW },
  });
  await write('2026-02-14T21:15:00Z', {
    ...blank,
    action: 'RECORD_CONDITION',
    actor: person('w.moss', 'council', ['COORDINATOR']),
    details: { reviewId: REVIEW, condition: 'OFFENCE_BASIS' },
  });
  await write('2026-02-20T10:00:00Z', answer({ ...taking, actor: nurse, asked: health }));
  return disclosed;
}

async function fillRegister(db) {
  await db
    .insertInto('partnership')
    .values({ id: 'lancashire', name: 'Lancashire', pack_key: 'lancashire', coordinating_agency: 'council' })
    .execute();
  const review = (id, reference, state) => ({
    id,
    reference,
    type: CSPR,
    state,
    partnership_id: 'lancashire',
    opened_at: '2026-02-01T09:00:00Z',
    opened_by: 'w.moss',
    opened_by_agency: 'council',
  });
  await db
    .insertInto('review')
    .values([review(REVIEW, 'CSPR-2026-014', 'GATHERING'), review(CLOSED, 'CSPR-2009-003', 'CLOSED')])
    .execute();
  await db
    .insertInto('review_retention')
    .values({
      review_id: CLOSED,
      rule: 'L-CSPR-HARM',
      pack_key: 'lancashire',
      pack_version: '1.0.0',
      recorded_by: 'w.moss',
      recorded_at: '2026-02-01T09:00:00Z',
      hold_reason: 'public inquiry',
      hold_by: 'd.officer',
      hold_at: '2026-02-02T09:00:00Z',
    })
    .execute();
  await db
    .insertInto('two_person_request')
    .values({
      id: '0190a2b4-0000-7000-8000-00000000000a',
      kind: 'REIDENTIFICATION',
      review_id: REVIEW,
      requested_user: 'n.hart',
      requested_agency: 'nhs-trust',
      requested_at: '2026-02-15T22:00:00Z',
      content: JSON.stringify({ reason: 'risk of harm tonight' }),
      post_approval_due_on: '2026-02-17',
      decide_before: '2026-03-15T22:00:00Z',
      decision: 'APPROVED',
      decided_user: 'd.officer',
      decided_agency: 'council',
      decided_at: '2026-02-16T09:30:00Z',
      use_before: '2026-02-15T23:00:00Z',
      used_at: '2026-02-15T22:05:00Z',
    })
    .execute();
}

async function oversee(db, eventId) {
  await db
    .insertInto('oversight_alert')
    .values({
      alert_id: '0190a2b4-0000-7000-8000-00000000000b',
      rule: 'SAME_SURNAME',
      event_id: eventId,
      log: 'lancashire',
      sequence: 4,
      partnership: 'lancashire',
      review_id: REVIEW,
      viewer_user: 'n.hart',
      viewer_agency: 'nhs-trust',
      raised_at: '2026-02-10T14:00:05Z',
    })
    .execute();
  await db
    .insertInto('oversight_disposition')
    .values({
      disposition_id: '0190a2b4-0000-7000-8000-00000000000c',
      alert_id: '0190a2b4-0000-7000-8000-00000000000b',
      disposition: 'EXPLAINED',
      decided_by: 'd.officer',
      decided_by_agency: 'council',
      decided_at: '2026-02-11T09:00:00Z',
    })
    .execute();
}
