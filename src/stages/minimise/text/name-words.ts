const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Forms of address; the sex that they tell. */
export const HONORIFICS: ReadonlyMap<string, 'F' | 'M' | undefined> = new Map([
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
]);

/** Words before the name of somebody who is met in their work. */
export const PRACTITIONERS = words(
  'dr doctor nurse sister matron midwife prof professor pc dc ds di dci dsu sgt sergeant constable inspector detective ' +
    'officer wpc pcso judge magistrate coroner councillor cllr solicitor consultant paramedic teacher headteacher rev ' +
    'reverend father imam rabbi fr worker visitor practitioner clinician therapist counsellor psychologist ' +
    'psychiatrist paediatrician gp surgeon registrar',
);

/** Words before the name of somebody by what they are to somebody. */
export const RELATIONS = words(
  'mother mum mummy mam father dad daddy stepfather stepmother stepdad stepmum parent parents son daughter child baby brother sister ' +
    'sibling half-brother half-sister stepbrother stepsister twin aunt auntie aunty uncle cousin niece nephew ' +
    'grandmother grandfather grandma grandad granddad nan nana gran grandson granddaughter husband wife partner ' +
    'ex-partner ex boyfriend girlfriend ex-boyfriend ex-girlfriend fiance friend neighbour carer guardian lodger ' +
    'landlord landlady colleague classmate patient client pupil resident tenant kid boy girl',
);

/** Words after which somebody is named, or spoken to. */
export const NAMING = words(
  'called named name nickname nicknamed alias aka dear hi hello hey cc attn signed author by with told asked saw met ' +
    "visited phoned rang texted emailed i'm am between featuring says said starring maiden",
);

/** Words after which a place is named. */
export const LOCATIVES = words(
  'in at near to from towards around outside inside across through via leaving visiting visit',
);

/** Before `to` or `from`, they make a place of what comes after. */
export const MOTIONS = words(
  'move moved moves moving go goes went going fly flew flown come came comes coming return returned returning travel ' +
    'travelled travelling drive drove driven relocate relocated fled flee run ran drove evicted back home originally ' +
    'world over deported trafficked transferred emigrated commutes walked driving absconded missing train bus',
);

/** Before `in`, they make a person of what comes after. */
export const TRUSTING = words(
  'confide confided confiding confides trust trusted trusts believe believes interest interested',
);

/** Before `from` and `to`, they make a person of what comes after. */
export const TOLD_FROM = words(
  'call calls letter letters email emails e-mail text texts message messages report reports referral information ' +
    'disclosure statement news update response reply feedback contact visit help support advice pressure heard hear ' +
    'received consent apologies gift card abuse violence threats away apart separated divorced protected sent said ' +
    'spoke speak spoken talk talked talking according belongs belonging married related known given listened listening ' +
    'introduced close attached introduction access',
);

/** Words after which, with or without `of`, a place is named. */
export const PLACE_NOUNS = words(
  'city town village hamlet suburb county district borough parish region province state island port municipality ' +
    'southern northern eastern western central',
);

/** Words of somebody's work, before `for` or `at` and an employer. */
export const WORKING = words(
  'work works worked working employed employs job shift shifts volunteers volunteered volunteering',
);

/** What a body of people may be said to be. */
export const BODIES = words(
  'company firm business bank charity agency organisation organization multinational provider corporation enterprise ' +
    'retailer manufacturer nonprofit startup supermarket employer foundation consultancy',
);

/** Last words of the names of streets and of places. */
export const SITES = words(
  'court house hall estate park road rd street st str lane close avenue ave drive crescent gardens terrace way grove ' +
    'square mews borough county ward brow view fold rise mount croft vale parade row walk wharf quay bypass bridge mall ' +
    'village town heath moor farm cottage cottages buildings flats tower turnpike route trail cliffs creek bay beach ' +
    'island islands valley hill green common river lake forest airport streets',
);

/** Last words of the names of organisations. */
export const ORGANISATIONS = words(
  'hospital infirmary school academy primary college nursery surgery centre center clinic church mosque temple chapel ' +
    'university prison library hotel hostel refuge trust council station club ltd limited inc plc llp llc corp ' +
    'corporation orchestra band choir company group hospice pharmacy practice foundation society association ' +
    'institute services agency bank brewery homes housing consulting consultants consultancy partners associates ' +
    'solutions technologies technology software systems research analytics industries holdings ventures capital labs ' +
    'media networks logistics rail airways airlines insurance charity fc afc rfc sons bros supermarket website',
);

/** Parts of names that are written small. */
export const PARTICLES = words(
  'van von der den de da di du la le dos das do del bin ibn al el ter ap o delle nad pod u v',
);

/** What places have, written small behind their name. */
export const LANDMARKS = words(
  'bridge airport harbour castle cathedral marina promenade pier seafront canal reservoir',
);

/** First words of the names of places. */
export const HEADS = words(
  'southern northern eastern western south north east west upper lower great little new port county mount',
);

/** Who is called by the surname before, with `the`. */
export const FAMILIES = words(
  'family families children siblings brothers sisters boys girls twins household parents couple address case',
);

/** Verbs that people do and that follow their names. */
export const DOINGS = words(
  'is was were are have can could may has had said says told asked asks shouted reports reported states stated lives lived went moved came left ' +
    'attended attends presented presents disclosed denied denies agreed felt feels thinks thought wants wanted appeared ' +
    "will would did does isn't wasn't works worked called phoned rang replied answered explained described",
);

/** Verbs that follow things and several people as well, and words of the language that begin a sentence. */
export const ANYBODYS = words('are were have can could may will would');

/** The same of several, as a list of them is announced. */
export const SEVERAL_BODIES = words(
  'companies firms businesses banks charities agencies organisations organizations multinationals providers ' +
    'corporations enterprises retailers manufacturers nonprofits startups supermarkets employers foundations ' +
    'consultancies suppliers partners sponsors brands',
);

/** Words that speak of people, and not of a body. */
export const SOMEBODYS = words(
  'he she his her hers him himself herself who whose they them their i my me we our you your',
);

/** Words before `at` and where somebody lives. */
export const STAYING = words(
  'live lives lived living stay stays stayed staying reside resides residing resident house home address located placed arrive arrives arrived arriving',
);

/** Before `from`, they make a body of what comes after. */
export const LEFT_BODY = words(
  'discharged discharge records expelled excluded suspended dismissed sacked graduated resigned',
);

/** Whose something is. */
export const OWNERS = words('his her their its my our your');

/** What somebody has of their employer, or of a firm. */
export const OF_WORK = words(
  'shift shifts job rota manager boss uniform wages payslip contract resignation colleague colleagues account loan card ' +
    'delivery order bill voucher shop branch',
);

/** What people are paid for, between their employer and their name. */
export const OCCUPATIONS = words(
  'worker manager director teacher nurse officer doctor spokesman spokeswoman spokesperson boss employee engineer ' +
    'writer songwriter singer player driver cleaner chef reporter journalist lawyer solicitor councillor coach ' +
    'therapist counsellor receptionist chairman chairwoman chair chief assistant volunteer trainee foreman salesman agent',
);

/** Last words of a firm's name, behind `and`. */
export const PARTNERS = words('sons daughters co partners associates bros brothers company');

/** Given names that are an office, after `the`. */
export const ROYALS = words('prince princess king queen duke duchess');

/** What a body has, right behind its name. */
export const OF_BODIES = words(
  'office offices website branch branches staff team store shop app employee employees headquarters ward orchestra',
);
