/**
 * How the same person gets written differently, rule by rule, and how another person gets written alike. Each rule is
 * plain code over a name and a date, not what the matching does backwards; null where it does not apply.
 * @typedef {{ key: string, given: string, surname: string, dateOfBirth: string, address: string }} Person
 */

/** Letters that English writes for one sound. */
const SOUNDS = [
  [/ph/i, 'f'],
  [/ck/i, 'k'],
  [/ee/i, 'ea'],
  [/ea/i, 'ee'],
  [/ie/i, 'y'],
  [/y$/i, 'ie'],
  [/th/i, 't'],
  [/sh/i, 'sch'],
  [/([lnrst])\1/i, '$1'],
  [/([aeiou])([lnt])([aeiou])/i, '$1$2$2$3'],
  [/c([aou])/i, 'k$1'],
  [/k/i, 'c'],
  [/s$/i, 'z'],
  [/er$/i, 'ar'],
];
const SHORT_FORMS = {
  ...{
    Christopher: 'Chris',
    Michael: 'Mike',
    Jennifer: 'Jenny',
    Robert: 'Bob',
    William: 'Bill',
    Elizabeth: 'Liz',
    James: 'Jim',
  },
  ...{
    David: 'Dave',
    Thomas: 'Tom',
    Daniel: 'Dan',
    Matthew: 'Matt',
    Joseph: 'Joe',
    Anthony: 'Tony',
    Andrew: 'Andy',
    Steven: 'Steve',
  },
  ...{
    Rebecca: 'Becky',
    Katherine: 'Kate',
    Kathleen: 'Kath',
    Amanda: 'Mandy',
    Patricia: 'Pat',
    Nicholas: 'Nick',
    Samantha: 'Sam',
  },
  ...{
    Deborah: 'Debbie',
    Susan: 'Sue',
    Timothy: 'Tim',
    Charles: 'Charlie',
    Gregory: 'Greg',
    Jeffrey: 'Jeff',
    Rodney: 'Rod',
    Kimberly: 'Kim',
  },
};
const ELSEWHERE = ['14 Made Up Mews, ZZ3 4QQ'];

const plain = (/** @type {Person} */ { given, surname, dateOfBirth, address }) => ({
  names: [`${given} ${surname}`],
  dateOfBirth,
  addresses: [address],
});

function misheard(/** @type {string} */ word) {
  for (const [sound, written] of SOUNDS) {
    const other = word.replace(sound, written);
    if (other.toLowerCase() !== word.toLowerCase()) return other;
  }
  return null;
}

const moved = (/** @type {string} */ date, /** @type {number} */ days) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** A number from 0 to 1 that only the person decides. */
function share({ key }) {
  let sum = 7;
  for (const character of key) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return sum / 100_003;
}

function slipped(/** @type {string} */ word, /** @type {number} */ at) {
  const index = 1 + Math.floor(at * (word.length - 2));
  return word.slice(0, index) + word[index + 1] + word[index] + word.slice(index + 2);
}

/** @type {Record<string, (person: Person) => { names: string[], dateOfBirth: string | null, addresses: string[] } | null>} */
export const RULES = {
  exact: plain,
  'exact, another address': (person) => ({ ...plain(person), addresses: ELSEWHERE }),
  'exact, no address': (person) => ({ ...plain(person), addresses: [] }),
  'names transposed': (person) => ({ ...plain(person), names: [`${person.surname} ${person.given}`] }),
  'surname, given': (person) => ({
    ...plain(person),
    names: [`${person.surname.toUpperCase()}, ${person.given}`],
  }),
  'surname a homophone': (person) => {
    const other = misheard(person.surname);
    return other === null ? null : { ...plain(person), names: [`${person.given} ${other}`] };
  },
  'given name a homophone': (person) => {
    const other = misheard(person.given);
    return other === null ? null : { ...plain(person), names: [`${other} ${person.surname}`] };
  },
  'surname misspelt': (person) => {
    const other = slipped(person.surname, share(person));
    if (person.surname.length < 4 || other === person.surname) return null;
    return { ...plain(person), names: [`${person.given} ${other}`] };
  },
  'short form of the given name': (person) => {
    const short = SHORT_FORMS[person.given];
    return short === undefined ? null : { ...plain(person), names: [`${short} ${person.surname}`] };
  },
  'given name an initial': (person) => ({
    ...plain(person),
    names: [`${person.given[0]} ${person.surname}`],
  }),
  'with middle name': (person) => ({ ...plain(person), names: [`${person.given} Ash ${person.surname}`] }),
  'double-barrelled since': (person) => ({
    ...plain(person),
    names: [`${person.given} ${person.surname}-Quill`],
  }),
  'double-barrelled, no hyphen': (person) => ({
    ...plain(person),
    names: [`${person.given} ${person.surname} Quill`],
  }),
  'recorded under a previous name': (person) => ({
    ...plain(person),
    names: [`${person.given} Quillfeather`, `${person.given} ${person.surname}`],
  }),
  'surname changed, unsaid': (person) => ({ ...plain(person), names: [`${person.given} Quillfeather`] }),
  'day and month swapped': (person) => {
    const [year, month, day] = person.dateOfBirth.split('-');
    if (Number(day) > 12 || day === month) return null;
    return { ...plain(person), dateOfBirth: `${year}-${day}-${month}` };
  },
  'date of birth near (up to 6 months)': (person) => {
    const days = Math.max(1, Math.round(share(person) * 183));
    return { ...plain(person), dateOfBirth: moved(person.dateOfBirth, share(person) < 0.5 ? -days : days) };
  },
  'date of birth one year off': (person) => ({
    ...plain(person),
    dateOfBirth:
      `${String(Number(person.dateOfBirth.slice(0, 4)) + 1)}${person.dateOfBirth.slice(4)}`.replace(
        '-02-29',
        '-02-28',
      ),
  }),
  'only the year of birth': (person) => ({ ...plain(person), dateOfBirth: person.dateOfBirth.slice(0, 4) }),
  'no date of birth': (person) => ({ ...plain(person), dateOfBirth: null }),
  'homophone and swapped date': (person) => {
    const asked = RULES['day and month swapped']?.(person);
    const other = misheard(person.surname);
    return !asked || other === null ? null : { ...asked, names: [`${person.given} ${other}`] };
  },
  'homophone, near date': (person) => {
    const asked = RULES['date of birth near (up to 6 months)']?.(person);
    const other = misheard(person.surname);
    return !asked || other === null ? null : { ...asked, names: [`${person.given} ${other}`] };
  },
};

/** People who are somebody else, however alike; each must be offered nothing. */
export const lookAlikes = {
  'a twin who is not recorded': (/** @type {Person} */ person) => ({
    ...plain(person),
    names: [`Zebedee ${person.surname}`],
  }),
  'a sibling': (/** @type {Person} */ person) => ({
    ...plain(person),
    names: [`Zebedee ${person.surname}`],
    dateOfBirth: moved(person.dateOfBirth, 800),
  }),
  'a parent of the same name': (/** @type {Person} */ person) => ({
    ...plain(person),
    dateOfBirth: moved(person.dateOfBirth, -9_933),
  }),
  'the same name elsewhere': (/** @type {Person} */ person) => ({
    ...plain(person),
    dateOfBirth: moved(person.dateOfBirth, 5_555),
    addresses: ELSEWHERE,
  }),
  'born on the same day': (/** @type {Person} */ person) => ({
    ...plain(person),
    names: ['Zebedee Quillfeather'],
    addresses: ELSEWHERE,
  }),
  'the next tenant': (/** @type {Person} */ person) => ({
    ...plain(person),
    names: ['Zebedee Quillfeather'],
    dateOfBirth: '1977-07-07',
  }),
};
