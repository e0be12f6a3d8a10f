import * as nameWords from '../../../../src/stages/minimise/text/name-words';

const { HONORIFICS } = nameWords;

type Members = readonly [words: ReadonlySet<string>, members: string, others: string];

const WHO: Readonly<Record<string, Members>> = {
  'somebody met in their work': [
    nameWords.PRACTITIONERS,
    'dr doctor nurse dsu detective officer wpc teacher headteacher rev reverend father counsellor psychologist ' +
      'psychiatrist gp registrar',
    'mr mother uncle school',
  ],
  'what somebody is to somebody': [
    nameWords.RELATIONS,
    'mother mum child sister sibling half-brother twin niece nephew grandmother nan wife partner ex-partner fiance ' +
      'lodger landlord landlady resident kid girl',
    'mr doctor school aunts',
  ],
  'that somebody is named or spoken to': [
    nameWords.NAMING,
    "called named alias dear cc by with saw met visited phoned i'm am says maiden",
    'is seen in the',
  ],
  'whose surname stands before, with `the`': [
    nameWords.FAMILIES,
    'family families children twins household case',
    'child paper school',
  ],
  'that somebody does something': [
    nameWords.DOINGS,
    "is was had said lives went came left attended denies wanted appeared will would isn't called described",
    'of and the blew',
  ],
  'what anybody and anything may do': [nameWords.ANYBODYS, 'are were have can will would', 'is was said'],
  'that people are spoken of': [nameWords.SOMEBODYS, 'he she him whose they i my your', 'it its the who’s'],
  'who leads a house of rank': [nameWords.ROYALS, 'prince princess king queen duke duchess', 'lady sir lord'],
  'what somebody is paid for': [
    nameWords.OCCUPATIONS,
    'worker manager nurse boss engineer writer songwriter reporter coach therapist counsellor trainee agent',
    'mother family shift',
  ],
  'whose something is': [nameWords.OWNERS, 'his her their its my our your', 'the hers a'],
  'that somebody is trusted': [
    nameWords.TRUSTING,
    'confide confided trusts believe interested',
    'lived born',
  ],
  'that somebody was told, or told it': [
    nameWords.TOLD_FROM,
    'call calls letter referral information disclosure statement gift visit pressure received consent sent said spoke ' +
      'speak according married listening introduced access',
    'moved lived in',
  ],
  'small parts of names': [nameWords.PARTICLES, 'van von der de bin ibn el ter u v', 'and of the at'],
};

const WHERE: Readonly<Record<string, Members>> = {
  'that a place comes next': [
    nameWords.LOCATIVES,
    'in at near from outside via leaving visit',
    'by with for',
  ],
  'that somebody went': [
    nameWords.MOTIONS,
    'move moved flew return returning travel travelled drove fled evicted world over commutes absconded bus',
    'said called lives',
  ],
  'what a place is': [
    nameWords.PLACE_NOUNS,
    'city town parish municipality southern northern central',
    'school lane south',
  ],
  'the last words of streets and sites': [
    nameWords.SITES,
    'court house lane close avenue way grove square mews quay mall village town heath trail creek beach island islands ' +
      'valley streets',
    'school ltd seafront',
  ],
  'what a place has behind its name': [
    nameWords.LANDMARKS,
    'bridge airport castle pier reservoir',
    'road school ward',
  ],
  'the first words of places': [
    nameWords.HEADS,
    'southern western upper lower new county mount',
    'old the saint',
  ],
  'that somebody lives there': [
    nameWords.STAYING,
    'live lived stays resident house address arriving',
    'work seen weighed',
  ],
};

const BODY: Readonly<Record<string, Members>> = {
  'somebody’s work': [nameWords.WORKING, 'work worked employs job shifts volunteering', 'live rota boss'],
  'what a body is': [
    nameWords.BODIES,
    'company firm charity agency enterprise retailer manufacturer consultancy',
    'companies school friend',
  ],
  'what several bodies are': [
    nameWords.SEVERAL_BODIES,
    'companies firms providers corporations employers foundations consultancies suppliers brands',
    'company friends schools',
  ],
  'the last words of bodies': [
    nameWords.ORGANISATIONS,
    'hospital school centre church mosque university prison inc plc llc corp corporation orchestra society association ' +
      'institute services partners associates solutions analytics industries labs media networks website',
    'park road daughters hall',
  ],
  'that somebody left a body': [
    nameWords.LEFT_BODY,
    'discharged records expelled suspended sacked resigned',
    'left moved came',
  ],
  'what somebody has of a firm': [
    nameWords.OF_WORK,
    'shift rota wages payslip account loan card delivery order branch',
    'mother bag family',
  ],
  'the partners in a firm’s name': [
    nameWords.PARTNERS,
    'sons daughters co partners associates bros brothers company',
    'sisters ltd school',
  ],
  'what a body has behind its name': [
    nameWords.OF_BODIES,
    'office offices website staff app employee headquarters orchestra',
    'officer bridge family',
  ],
};

describe('forms of address', () => {
  it.each([
    ['mr', 'M'],
    ['mister', 'M'],
    ['master', 'M'],
    ['sir', 'M'],
    ['lord', 'M'],
    ['mrs', 'F'],
    ['ms', 'F'],
    ['miss', 'F'],
    ['lady', 'F'],
    ['dame', 'F'],
    ['mx', undefined],
  ])('know %p, and tell the sex %p', (title, sex) => {
    expect(HONORIFICS.has(title)).toBe(true);
    expect(HONORIFICS.get(title)).toBe(sex);
  });

  it.each(['dr', 'Mr', 'madam', ''])('do not know %p', (word) => {
    expect(HONORIFICS.has(word)).toBe(false);
  });
});

describe.each([
  ['people', WHO],
  ['places', WHERE],
  ['bodies', BODY],
])('words of %s', (_of, tables) => {
  it.each(Object.entries(tables))('tell %s, and no other words do', (_what, [words, members, others]) => {
    const missing = members.split(' ').filter((word) => !words.has(word));
    const needless = others.split(' ').filter((word) => words.has(word));
    expect({ missing, needless }).toEqual({ missing: [], needless: [] });
  });

  it.each(Object.entries(tables))('that tell %s are whole words in small letters', (_what, [words]) => {
    for (const word of words) expect(word).toMatch(/^[a-z][a-z'-]*$/u);
  });
});
