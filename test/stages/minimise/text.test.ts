import {
  deidentify,
  knownInText,
  roleLabels,
  type DeidentifyLevel,
  type TextPerson,
} from '../../../src/stages/minimise/text';

const PEOPLE: readonly TextPerson[] = [
  {
    label: 'Child A',
    names: ["Ottilie Rose Ferncombe-O'Hare"],
    dateOfBirth: '2015-03-12',
    addresses: [{ lines: ['4 Elm Road', 'Nether Wallow'], postcode: 'PR1 8XJ' }],
    contacts: ['07700 900123', 'ottilie@example.org'],
  },
  { label: 'Mother', names: ['Jennifer Quillfeather'], dateOfBirth: '1985-01-02' },
  { label: 'Father', names: ['William Quillfeather'] },
];
const known = knownInText(PEOPLE);
const nobody = knownInText([]);
const masked = (text: string, level: DeidentifyLevel = 'KNOWN') => deidentify(text, { known, level }).text;
const named = (text: string) => deidentify(text, { known: nobody, level: 'NAMES' }).text;
const formed = (text: string) => deidentify(text, { known: nobody, level: 'PATTERNS' }).text;

describe('what is known of the review’s people', () => {
  it.each([
    ['Ottilie Ferncombe was seen', '[Child A] was seen'],
    ["Ferncombe-O'Hare, Ottilie Rose", '[Child A]'],
    ["Ottilie's bag", "[Child A]'s bag"],
    ['Ottilies bag', '[Child A] bag'],
    ['Otilie, Ottillie and Ottlie', '[Child A] and [Child A]'],
    ['FERNCMBE', '[Child A]'],
    ['O. Ferncombe', '[Child A]'],
    ['Ferncombe O', '[Child A]'],
    ["Ferncombe O'Hare", '[Child A]'],
    ["OHare and O'Hare", '[Child A] and [Child A]'],
    ['Jenny rang', '[Mother] rang'],
    ['J Quillfeather rang', '[Mother] rang'],
    ['Quilfether, Jen', '[Mother]'],
    ['Bill came', '[Father] came'],
    ['the Quillfeathers', 'the [Mother or Father]'],
    ['JQ said so', '[Mother] said so'],
    ['seen by J.Q. today', 'seen by [Mother] today'],
  ])('prints a role instead of the name in %p', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('knows a short name by its possessive without an apostrophe, where no slip of the pen is allowed', () => {
    const zoe = knownInText([{ label: 'Child B', names: ['Zoe Quillfeather'] }]);
    const { text } = deidentify('Zoes bag and Zoe’s coat', { known: zoe, level: 'KNOWN' });
    expect(text).toBe('[Child B] bag and [Child B]’s coat');
  });

  it.each([
    '12/03/2015',
    '12-3-15',
    '12.03.15',
    '12 March 2015',
    '12th of March',
    'March 12th, 2015',
    'the twelfth of March 2015',
    '12 Mar ’15',
    '2015-03-12',
    '20150312',
    '12032015',
    '１２/０３/２０１５',
  ])('masks the date of birth written as %p', (date) => {
    expect(masked(`given as ${date}.`)).toMatch(/^given as (?:the )?\[date of birth\]\.$/u);
  });

  it.each(['4 Elm Road', '4 ELM RD', '4, Elm Raod'])('masks the address written as %p', (address) => {
    expect(masked(`at ${address} now`)).toBe('at [address] now');
  });

  it.each(['PR1 8XJ', 'pr18xj', 'PR1-8XJ', 'PR1\n8XJ'])('masks the postcode written as %p', (postcode) => {
    expect(masked(`near ${postcode}.`)).toBe('near [postcode].');
  });

  it('masks both halves of a postcode that is taken apart', () => {
    expect(masked('district PR1, and then the rest, 8XJ')).toBe(
      'district [postcode], and then the rest, [postcode]',
    );
  });

  it('masks telephone numbers and addresses of theirs at every level', () => {
    expect(masked('ring 07700 900123 or ottilie@example.org')).toBe('ring [contact] or [contact]');
  });

  it.each([
    'March 2015 was wet',
    'A rose by any other name',
    'They will bill the school',
    'JQ',
    'The carer and the mother agreed a plan with the school',
    'The jeans were washed',
  ])('leaves %p, which names nobody', (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe('what its form tells', () => {
  it.each([
    ['NHS no. 999 000 0018', 'NHS no. [NHS number]'],
    ['nhs number is 123 456 7890', 'nhs number is [NHS number]'],
    ['٩٩٩٠٠٠٠٠١٨', '[NHS number]'],
    ['ＱＱ１２３４５６Ｃ', '[national insurance number]'],
    ['UPN B801200005001', 'UPN [pupil number]'],
    ['PNC 12/394773H', 'PNC [reference]'],
    ['CRO 29906/12J', 'CRO [reference]'],
    ['NOMS A1234BC, CRN X123456', 'NOMS [reference], CRN [reference]'],
    ['in M11 2ZZ', 'in [postcode]'],
    ['at 14 Nether Wallow Lane', 'at [address]'],
    ['rang 07700 900456', 'rang [telephone]'],
    ['(01632) 960018', '[telephone]'],
    ['+44 (0)1632 960018', '[telephone]'],
    ['tel: 960018', 'tel: [telephone]'],
    ['a.b@example.co.uk.', '[e-mail].'],
    ['see https://example.org/a?b=c, and www.example.org', 'see [web address], and [web address]'],
    ['posts as @some_one', 'posts as [handle]'],
    ['from 192.0.2.7', 'from [internet address]'],
    ['a car AB12 CDE', 'a car [vehicle]'],
    ['vehicle registration ab12cde', 'vehicle registration [vehicle]'],
    ['UPRN: 100012345678', 'UPRN: [property]'],
    ['sort code 12-34-56', 'sort code [bank account]'],
    ['account no. is 12345678', 'account no. is [bank account]'],
    ['card 4111 1111 1111 1111', 'card [payment card]'],
    ['born on 4th of March 2011', 'born on [date of birth]'],
    ['DOB: 4.3.11', 'DOB: [date of birth]'],
    ['Her date of birth is 4 Mar 2011', 'Her date of birth is [date of birth]'],
  ])('masks %p', (text, expected) => {
    expect(formed(text)).toBe(expected);
  });

  it.each([
    'Seen on 2015-03-04 12:30 by the duty team',
    'Blood pressure 120/80, BMI 23.4, code 38341003',
    'Between 2015-2016 there were 14 visits; 3 were missed',
    'reviewed on 04/03/2011',
    '12345678 steps',
    'Ratio 1:2 and 50 mg',
  ])('leaves %p as it is', (text) => {
    expect(formed(text)).toBe(text);
  });
});

describe('names that nobody listed', () => {
  it.each([
    ['His aunt Carol rang.', 'His aunt [Person 1] rang.'],
    ['It was seen by Nurse Okafor.', 'It was seen by Nurse [Practitioner 1].'],
    ['It was seen by Dr. Adeyemi-Poole today.', 'It was seen by Dr. [Practitioner 1] today.'],
    ['Sister Adeyemi and her sister Adele', 'Sister [Practitioner 1] and her sister [Person 1]'],
    ['They met Mrs Baker at home', 'They met Mrs [Person 1] at home'],
    ['The family moved to Oswaldthorpe.', 'The family moved to [Place 1].'],
    ['He was treated at Netherby Royal Infirmary.', 'He was treated at [Organisation 1].'],
    ['She lives in United Kingdom with patricia desrosiers.', 'She lives in [Place 1] with [Person 1].'],
    ['He works nights for Oswald Fabrications Ltd.', 'He works nights for [Organisation 1].'],
    ['She left for a job at Wish Centre in May.', 'She left for a job at [Organisation 1] in May.'],
    ['The family lived in Upper Netherby.', 'The family lived in [Place 1].'],
    ['He flew to Dolores on Friday.', 'He flew to [Place 1] on Friday.'],
    ['They were seen in Hull.', 'They were seen in [Place 1].'],
    ['A call from Okonjowe was missed.', 'A call from [Person 1] was missed.'],
    ['She confided in Okonjowe.', 'She confided in [Person 1].'],
    ['Laura Hall rang.', '[Person 1] rang.'],
    ['Hill, Okonjowe - did not attend', '[Person 1], [Person 2] - did not attend'],
    ['He was told that Blessing had left.', 'He was told that [Person 1] had left.'],
    ['Okonjowe refused to speak.', '[Person 1] refused to speak.'],
    ['They live at 4 Moor Lane, Netherby.', 'They live at [address].'],
    [
      'Home visit to 4 Moor Lane. Okonjowe opened the door.',
      'Home visit to [address]. [Person 1] opened the door.',
    ],
    ['Write to Jane Okonjowe\n 213 Puruntie 82\n Apt. 595\n LUMIJOKI', 'Write to [Person 1]\n [address]'],
  ])('labels %p', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  it.each([
    'Reading was hard for him; the bank closed at noon.',
    'The Spanish food was healthy.',
    'Seen on 29 March at Primary School.',
    'Early Help Services and Universal Credit were discussed.',
    'He has Type 2 Diabetes and takes Sertraline.',
  ])('takes nothing for a name in %p', (text) => {
    expect(named(text)).toBe(text);
  });

  it('gives the same person the same label in all texts of an operation, by whichever part of the name', () => {
    const roles = roleLabels();
    const one = deidentify('Mrs Carol Jenkinson spoke with Dr Adeyemi.', { known, roles, level: 'NAMES' });
    const two = deidentify('Later Carol rang. Jenkinson was told by Adeyemi.', {
      known,
      roles,
      level: 'NAMES',
    });
    expect(one.text).toBe('Mrs [Person 1] spoke with Dr [Practitioner 1].');
    expect(two.text).toBe('Later [Person 1] rang. [Person 1] was told by [Practitioner 1].');
  });

  it('takes a Mr and a Mrs of one surname for two people', () => {
    expect(named('Mr Jenkinson and Mrs Jenkinson argued.')).toBe('Mr [Person 1] and Mrs [Person 2] argued.');
  });

  it('does not give a label of an earlier pass to somebody else', () => {
    expect(named('[Person 1] met Mrs Jenkinson')).toBe('[Person 1] met Mrs [Person 2]');
  });

  it('leaves an ordinary note as it is', () => {
    const note =
      'The health visitor attended on Monday. Mother was tearful and anxious; the children were at school.\n' +
      'Plan: review in two weeks, refer to early help, and share with the team.';
    expect(named(note)).toBe(note);
  });
});

describe('the de-identification of a text', () => {
  it('tells what it masked by kind and place and never what it said', () => {
    const { spans, counts } = deidentify('Ottilie, 07700 900456', { known, level: 'PATTERNS' });
    expect(spans).toEqual([
      { start: 0, end: 7, kind: 'NAME', label: '[Child A]' },
      { start: 9, end: 21, kind: 'TELEPHONE', label: '[telephone]' },
    ]);
    expect([...counts]).toEqual([
      ['NAME', 1],
      ['TELEPHONE', 1],
    ]);
  });

  it('looks for no more than the level says', () => {
    const text = 'Ottilie rang 07700 900456 for Mrs Jenkinson';
    expect(masked(text, 'KNOWN')).toBe('[Child A] rang 07700 900456 for Mrs Jenkinson');
    expect(masked(text, 'PATTERNS')).toBe('[Child A] rang [telephone] for Mrs Jenkinson');
    expect(masked(text, 'NAMES')).toBe('[Child A] rang [telephone] for Mrs [Person 1]');
  });

  it('never scores a text with words as free of risk, and says why', () => {
    const { residualRisk } = deidentify('All was well.', { known, level: 'NAMES' });
    expect(residualRisk.score).toBeGreaterThan(0);
    expect(residualRisk.reasons).toEqual(['AUTOMATED_ONLY']);
    expect(deidentify(' ', { known, level: 'NAMES' }).residualRisk).toEqual({ score: 0, reasons: [] });
  });

  it('scores higher what tells more', () => {
    const score = (text: string, level: DeidentifyLevel = 'NAMES') =>
      deidentify(text, { known, level }).residualRisk.score;
    const plain = score('The child was well.');
    const telling = score(
      'The twins, aged 7, were in the newspapers on 3 May 2020 after the inquest; ref 123456.',
    );
    expect(telling).toBeGreaterThan(plain + 0.3);
    expect(telling).toBeLessThanOrEqual(1);
    expect(score('The child was well.', 'PATTERNS')).toBeGreaterThan(plain);
  });

  it.each([
    ['NHS no. 9990000018', 'NHS no. 9990000010'],
    ['UPN B801200005001', 'UPN A801200005001'],
    ['PNC 12/394773H', 'PNC 12/394773J'],
    ['CRO 29906/12J', 'CRO 29906/12K'],
  ])(
    'masks the number of %p whose check fits and of %p whose check does not, and says so',
    (right, wrong) => {
      const [one, other] = [right, wrong].map((text) => deidentify(text, { known, level: 'PATTERNS' }));
      expect(other?.text).toBe(one?.text);
      expect(one?.residualRisk.reasons).not.toContain('FAILED_CHECKS');
      expect(other?.residualRisk.reasons).toContain('FAILED_CHECKS');
    },
  );
});

describe('the number of a door', () => {
  it.each([
    ['46 Puruntie', '46 [Place 1]'],
    ['He is at 46b Puruntie now', 'He is at 46b [Place 1] now'],
    ['He is in flat 3b.', 'He is in [address].'],
    ['He lives at Flat 3/2, 14 Moor Lane.', 'He lives at [address].'],
    ['14 Puruntie Flat 3', '[address]'],
    ['He is in flat  3 now', 'He is in [address] now'],
  ])('is of the address in %p', (text, expected) => {
    expect(named(text)).toBe(expected);
  });
});
