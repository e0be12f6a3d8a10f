// Texts with one identifier each, from a fixed seed: nobody's numbers, in the forms that people write.
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const POLICE = 'ZABCDEFGHJKLMNPQRTUVWXY';
const EACH = 200;

/** A small generator of numbers from a seed (mulberry32), so that every run makes the same texts. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = seeded(20_260_101);
const upTo = (most) => Math.floor(next() * most);
const pick = (all) => all[upTo(all.length)];
const digits = (count) => Array.from({ length: count }, () => upTo(10)).join('');
const letters = (count, of = LETTERS) => Array.from({ length: count }, () => pick([...of])).join('');

function nhs() {
  for (;;) {
    const nine = `999${digits(6)}`;
    const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check === 10) continue;
    const all = `${nine}${check}`;
    return pick([
      all,
      `${all.slice(0, 3)} ${all.slice(3, 6)} ${all.slice(6)}`,
      `${all.slice(0, 3)}-${all.slice(3, 6)}-${all.slice(6)}`,
    ]);
  }
}

function upn() {
  const rest = digits(12);
  const sum = [...rest].reduce((total, digit, at) => total + Number(digit) * (at + 2), 0);
  return `${LETTERS[sum % 23]}${rest}`;
}

function pnc() {
  const [year, serial] = [String(10 + upTo(15)), digits(7)];
  const letter = POLICE[Number(`${year}${serial}`) % 23];
  return pick([`20${year}/${serial}${letter}`, `${year}/${serial}${letter}`]);
}

function cro() {
  const [year, serial] = [String(10 + upTo(15)), digits(6)];
  return `${serial}/${year}${POLICE[Number(`${year}${serial}`) % 23]}`;
}

const NI_FIRST = 'ABCEGHJKLMPRSTWXY';
function ni() {
  const [pair, six, last] = [`Q${letters(1, NI_FIRST)}`, digits(6), letters(1, 'ABCD')];
  return pick([
    `${pair}${six}${last}`,
    `${pair} ${six.slice(0, 2)} ${six.slice(2, 4)} ${six.slice(4)} ${last}`,
    `${pair} ${six} ${last}`,
  ]);
}

const INWARD = 'ABDEFGHJLNPQRSTUWXYZ';
const outward = () =>
  pick([
    `M${1 + upTo(9)}`,
    `PR${1 + upTo(9)}`,
    `LA${10 + upTo(9)}`,
    `W${1 + upTo(9)}A`,
    `EC${1 + upTo(4)}V`,
    `S${10 + upTo(80)}`,
  ]);
function postcode() {
  const [out, into] = [outward(), `${upTo(10)}${letters(2, INWARD)}`];
  return pick([`${out} ${into}`, `${out}${into}`, `${out} ${into}`.toLowerCase()]);
}

/** Ranges that are kept for drama. */
const telephone = () =>
  pick([
    () => `07700 900${digits(3)}`,
    () => `07700900${digits(3)}`,
    () => `+44 7700 900${digits(3)}`,
    () => `+44 (0)1632 960${digits(3)}`,
    () => `01632 960${digits(3)}`,
    () => `(01632) 960 ${digits(3)}`,
    () => `020 7946 0${digits(3)}`,
    () => `0161 496 0${digits(3)}`,
    () => `0161-496-0${digits(3)}`,
  ])();

const vehicle = () =>
  pick([
    () => `${letters(2)}${10 + upTo(60)} ${letters(3)}`,
    () => `${letters(2)}${10 + upTo(60)}${letters(3)}`,
    () => `${letters(1, 'ABCDEFGH')}${1 + upTo(998)} ${letters(3)}`,
    () => `${letters(3)} ${1 + upTo(998)}${letters(1)}`,
  ])();

const date = () =>
  pick([
    '4/11/1987',
    '04-11-87',
    '4 November 1987',
    '4th of November 1987',
    'November 4th, 1987',
    '1987-11-04',
    '04.11.1987',
    '4 Nov 87',
  ]);

const KNOWN = {
  names: [
    'Ottilie',
    'Ottilie Ferncombe',
    'Ferncombe, Ottilie',
    'O. Ferncombe',
    'O Ferncombe',
    'OTTILIE FERNCOMBE',
    'Otilie',
    'Ottillie',
    'Ottile',
    'Ferncomb',
    'Furncombe',
    'Frencombe',
    'Ottilies',
    'Jenny',
    'Jen',
    'Jenny Quillfeather',
    'J. Quillfeather',
    'Quilfeather',
    'Quillfether',
    'Barney',
    'Barnaby',
    'Barnbay',
    'Ms Quillfeather',
    'Jeniffer',
  ],
  dates: [
    '12/03/2015',
    '12-3-15',
    '12.03.15',
    '12 March 2015',
    '12th of March',
    '12th March 2015',
    'March 12th, 2015',
    '12 Mar 15',
    '2015-03-12',
    '20150312',
    '12/Mar/2015',
    'twelfth of March 2015',
    '12 03 2015',
  ],
  addresses: [
    '4 Elm Road',
    '4 Elm Rd',
    '4, Elm Road',
    '4 ELM ROAD',
    'PR1 8XJ',
    'pr18xj',
    'PR1-8XJ',
    'PR1  8XJ',
  ],
};

const KINDS = {
  'NHS numbers': [nhs, ['NHS number {}', 'his number is {} on the system', '({}) was seen', 'see {}.']],
  'National insurance numbers': [ni, ['NI number {}', 'claims under {} since May', 'NINO: {}.']],
  'Pupil numbers': [upn, ['UPN {}', 'the school holds {} for him']],
  'Police references (PNC, CRO)': [
    () => pick([pnc, cro])(),
    ['PNC {}', 'known as {} to police', 'reference {}.'],
  ],
  'Prison and probation numbers': [
    () => pick([() => `${letters(1)}${digits(4)}${letters(2)}`, () => `${letters(1)}${digits(6)}`])(),
    ['NOMS {}', 'prison number {} was given', 'CRN {}.'],
  ],
  Postcodes: [postcode, ['lives in {} now', 'postcode {}', 'moved to {}, near the park']],
  'Telephones, UK form': [telephone, ['rang from {} at night', 'tel. {}', 'call {} after 5', 'Phone:{}']],
  'Vehicle registrations': [vehicle, ['drives {} to work', 'a car, {}, was outside', 'registration {}.']],
  'Dates of birth': [
    date,
    ['born on {}', 'DOB {}', 'D.O.B.: {}', 'date of birth is {}', 'His birthday is {}'],
  ],
  UPRNs: [() => `10${digits(10)}`, ['UPRN {}', 'UPRN: {}', 'the uprn is {}']],
  'Bank accounts': [() => digits(8), ['account number {}', 'her account no. is {}', 'a/c {}']],
  Handles: [() => `@${letters(6).toLowerCase()}_${digits(2)}`, ['posts as {}', 'messages from {} at night']],
  'E-mail addresses': [
    () => `${letters(6).toLowerCase()}.${letters(4).toLowerCase()}@example.${pick(['org', 'com', 'co.uk'])}`,
    ['wrote from {}', 'e-mail: {}.'],
  ],
  'Web addresses': [
    () => pick([`https://example.org/${letters(5)}`, 'www.example.co.uk', 'example.com']),
    ['posted on {} again', 'see {}.'],
  ],
  'Known names': [
    () => pick(KNOWN.names),
    [
      'Seen today: {} and a friend',
      "the report says {}'s teacher rang",
      '{} was at home',
      'told {} about it',
    ],
  ],
  'Known dates of birth': [
    () => pick(KNOWN.dates),
    ['given as {} on the form', 'the child of {}', '{} it says'],
  ],
  'Known addresses': [
    () => pick(KNOWN.addresses),
    ['living at {} since', 'went to {}.', 'a visit to {} was made'],
  ],
};

/** One text per identifier, and where in it the identifier stands. */
export function madeTexts() {
  return Object.entries(KINDS).flatMap(([row, [make, templates]]) =>
    Array.from({ length: EACH }, () => {
      const [value, template] = [make(), pick(templates)];
      const start = template.indexOf('{}');
      return { row, full: template.replace('{}', value), start, end: start + value.length };
    }),
  );
}
