/** The questions with what each command is narrowed by, and what the record cannot tell. */
export const QUESTIONS = (ids) => [...whoAndWhat(ids), ...recordAndRules(ids)];

const whoAndWhat = ({ review, subject, event }) => [
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
];

const recordAndRules = ({ subject }) => [
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
