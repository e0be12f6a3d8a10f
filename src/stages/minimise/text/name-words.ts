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

/** Last words of the names of institutions and of places. */
export const INSTITUTIONS = words(
  'hospital infirmary school academy primary college nursery surgery centre center clinic church mosque temple chapel ' +
    'university prison court house hall estate park road street lane close avenue drive crescent gardens terrace way ' +
    'grove square mews library hotel hostel refuge trust council county borough ward station club ltd limited inc plc ' +
    'llp llc corp orchestra band choir company group hospice pharmacy practice ' +
    'foundation society association institute services',
);

/** Parts of names that are written small. */
export const PARTICLES = words('van von der den de da di du la le dos das del bin ibn al el ter ap o');

/** Verbs that people do and that follow their names. */
export const DOINGS = words(
  'is was were are have can could may has had said says told asked asks shouted reports reported states stated lives lived went moved came left ' +
    'attended attends presented presents disclosed denied denies agreed felt feels thinks thought wants wanted appeared ' +
    "will would did does isn't wasn't works worked called phoned rang replied answered explained described",
);
