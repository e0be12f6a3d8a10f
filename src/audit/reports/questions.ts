import type { ReportFilter } from './report';

/** A question that data protection officers ask, and the reports that answer it together. */
export interface Question {
  readonly number: number;
  readonly question: string;
  /** Names of reports. */
  readonly reports: readonly string[];
  /** How the question narrows them by itself. */
  readonly filter?: ReportFilter;
}

const asked = (number: number, question: string, ...reports: readonly string[]): Question =>
  Object.freeze({ number, question, reports });

/** The fifteen questions. */
export const QUESTIONS: readonly Question[] = Object.freeze([
  {
    ...asked(
      1,
      "Who saw this person's health data in that review, when, and on which lawful basis?",
      'ledger',
    ),
    filter: { category: 'health' },
  },
  asked(2, 'Did any wider agency ever receive more than name, date of birth and address?', 'minimality'),
  asked(3, 'Which recipients have a value that has since been corrected, and were they told?', 'corrections'),
  asked(4, 'What did the pack say on the day of that disclosure, and who had signed it?', 'pack-of-the-day'),
  asked(
    5,
    'Has criminal offence data left for a purpose that our policy does not allow, and under which authority?',
    'offence',
  ),
  asked(6, 'What was re-identified, why, who approved it, and was that after the fact?', 'exceptions'),
  asked(
    7,
    'Which users looked at somebody with whom they share a surname, an address or a workplace?',
    'unusual',
  ),
  asked(8, 'Which accounts asked with training out of date or from outside the United Kingdom?', 'fitness'),
  asked(9, 'Did this user look that person up, and is the record complete?', 'user', 'integrity'),
  asked(
    10,
    'What belongs in the answer to this access request, and which controllers must answer?',
    'controllers',
  ),
  asked(11, 'Which reviews are past their retention date, who is holding them, and why?', 'retention'),
  asked(
    12,
    'Which agreements are unsigned, overdue or terminated, and what flowed under them since?',
    'documents',
  ),
  asked(13, 'How many refusals did agencies make, and with which reasons?', 'agency-refusals'),
  asked(
    14,
    'If what left in that time had leaked, exactly which people and fields would be exposed?',
    'exposure',
  ),
  asked(15, 'Is the record whole, and who has read it?', 'integrity', 'audit-reads'),
]);
