/** What the page of the fifteen questions is drawn up from: a review in Lancashire, about people who are made up. */
const REVIEW = '0190a2b4-0000-7000-8000-000000000001';
const CLOSED = '0190a2b4-0000-7000-8000-000000000002';
const SUBJECT = 'S-7K2M-QX4D';
const CSPR = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const FACTS =
  'packInForce,impactAssessmentNamed,policyDocumentNamed,trainingInDate,reminderAcknowledged,ukNetwork,scopeWindowSet';

const person = (user, agency, roles = ['AGENCY_CONTACT']) => ({ user, agency, roles });

/** Fills register and record; gives the ids that the questions name. */
export async function seed({ db, audit, packs, move }) {
  await fillRegister(db);
  const pack = packs.find(({ key, version }) => key === 'lancashire' && version === '1.0.0');
  if (pack === undefined) throw new Error('the pack lancashire 1.0.0 is gone');
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
  const answer = ({ actor, standing, purpose, asked, details = {}, ...rest }) => {
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
  const write = async (at, draft) => {
    move(at);
    return (await audit.append(draft)).eventId;
  };
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
  await oversee(db, disclosed);
  move('2026-03-02T09:00:00Z');
  return { review: REVIEW, subject: SUBJECT, event: disclosed };
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

/** The questions with what each command is narrowed by, and what the record cannot tell. */
export const QUESTIONS = ({ review, subject, event }) => [
  {
    number: 1,
    question:
      'Who saw this child’s health data in that review, between these dates, and on what lawful basis?',
    args: ['--review', review, '--subject', subject, '--from', '2026-02-01', '--to', '2026-03-01'],
  },
  {
    number: 2,
    question: 'Show that no wider agency ever received more than name, date of birth and address.',
    args: [],
  },
  {
    number: 3,
    question: 'Which recipients have a value that has since been corrected, and were they told?',
    args: ['--source', 'council', '--category', 'health', '--from', '2026-02-15'],
    note: 'The gateway keeps no values and is told of no correction: whoever corrected says what, and since when. That a later answer carried the correction follows from the contract, in which a correction travels with its statement.',
  },
  {
    number: 4,
    question: 'What did the pack say on the day of that disclosure, and who had signed it?',
    args: ['--event', event],
  },
  {
    number: 5,
    question:
      'Has criminal offence data left for a purpose that our policy does not allow? Under which authority?',
    args: [],
  },
  {
    number: 6,
    question:
      'List every re-identification, with reason, approver, and whether the approval came after the fact.',
    args: [],
  },
  {
    number: 7,
    question: 'Which users looked at a person with whom they share a surname, an address or a workplace?',
    args: [],
    note: 'Only what tokens declare of a user can be compared. The alerts say which rule and which event, and nothing of whom it was about.',
  },
  {
    number: 8,
    question: 'Which accounts asked with training out of date, or from outside the United Kingdom?',
    args: [],
  },
  {
    number: 9,
    question: 'Did this user look that person up? Prove it either way, and that the record is complete.',
    args: ['--user', 't.vale', '--subject', subject],
  },
  {
    number: 10,
    question: 'What belongs in the answer to this access request, and which controllers must answer?',
    args: ['--subject', subject],
    note: 'The data stay with the agencies: the record names categories, never contents. A person has a pseudonym for each review and purpose; `audit subject` leads from a person to theirs.',
  },
  {
    number: 11,
    question: 'Which reviews are past their retention date, who is holding them, and why?',
    args: [],
    note: 'The day itself is not shown: it may be a date of birth and some years.',
  },
  {
    number: 12,
    question: 'Which agreements are unsigned, overdue or terminated, and what flowed under them since?',
    args: [],
  },
  {
    number: 13,
    question: 'How many refusals did agencies make, and with which reasons?',
    args: [],
    note: 'An agency’s status and its answer to a contact check are on record. The grounds of a refusal, such as legal advice, are not: the contract has no field for them.',
  },
  {
    number: 14,
    question: 'If an export of last Tuesday had leaked, exactly which people and fields were exposed?',
    args: ['--from', '2026-02-10', '--to', '2026-02-11'],
  },
  { number: 15, question: 'Is the record whole, and who has read it?', args: [] },
];
