// Made records, the same at every start: 12 agencies that each hold what a review asks for about one child.

/** A small generator (mulberry32), so that every contender holds the same data. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HEALTH = ['Asthma', 'Eczema', 'Iron deficiency', 'Hearing loss', 'Fracture of the wrist', 'Anxiety'];
const KINDS = ['Home visit', 'Strategy meeting', 'Clinic', 'Telephone call', 'Missed appointment', 'Review'];
const SERVICES = ['Community nursing', 'Early help', 'Housing advice', 'Emergency care', 'School nursing'];
const STATUSES = ['Open', 'Closed', 'Attended', 'Did not attend', 'Referred on'];
const NOTES = [
  'Date corrected after a call',
  'Wrong clinic was named',
  'Outcome added later',
  'Spelling corrected',
];
const GIVEN = [
  'Alder',
  'Bryony',
  'Cedric',
  'Dilys',
  'Emrys',
  'Fenella',
  'Gwilym',
  'Hester',
  'Idris',
  'Jocasta',
];
const FAMILY = [
  'Ashgrove',
  'Birkdale',
  'Cairnhope',
  'Dunwater',
  'Ellerholme',
  'Fallowfen',
  'Garsdale',
  'Hawksby',
];
const RELATIONS = ['Mother', 'Grandmother', 'Aunt', 'Foster carer', 'Neighbour', 'Brother'];
const ROLES = ['Health visitor', 'Social worker', 'Class teacher', 'Housing officer', 'Staff nurse'];

export const AGENCIES = Array.from({ length: 12 }, (_, at) => `agency-${String(at + 1).padStart(2, '0')}`);

/** The child as the coordinator entered them. */
export const CHILD = {
  name: 'Wrenna Holloway-Pike',
  dateOfBirth: '2017-03-21',
  addresses: [
    { lines: ['14 Cairngrove Terrace', 'Fellmere'], postcode: 'ZZ4 7QX', kind: null, from: null, to: null },
  ],
};

/** An agency's whole record of the child: 14 statements in two lists and 6 other people, or fewer. */
export function recordOf(agency, { health, involvements, people }) {
  const random = randomFrom([...agency].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7));
  const pick = (words) => words[Math.floor(random() * words.length)];
  const day = () =>
    `20${17 + Math.floor(random() * 8)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  const addendum = () => ({ recordedOn: day(), text: pick(NOTES) });
  const statement = (kind) => (_, at) => ({
    handle: `${agency}/${kind}/${at}`,
    assertion: random() < 0.8 ? 'FACT' : 'OPINION',
    addenda: [addendum()],
    kind: pick(KINDS),
    code: String(100_000 + Math.floor(random() * 900_000)),
    codeSystem: 'http://snomed.info/sct',
    description: `${pick(HEALTH)}, ${pick(STATUSES).toLowerCase()} ${1 + Math.floor(random() * 60)}`,
    narrative: null,
    status: pick(STATUSES),
    service: pick(SERVICES),
    from: day(),
    to: null,
  });
  const address = () => ({
    lines: [`${1 + Math.floor(random() * 90)} Hollin Row`, 'Fellmere'],
    postcode: 'ZZ1 4QP',
    uprn: null,
    kind: 'home',
    from: day(),
    to: null,
  });
  const party = (kind) => (_, at) => ({
    handle: `${agency}/${kind}/${at}`,
    assertion: 'FACT',
    addenda: [],
    name: `${pick(GIVEN)} ${pick(FAMILY)}`,
    dateOfBirth: `19${60 + Math.floor(random() * 39)}-05-17`,
    addresses: [address(), address()],
    relationship: pick(RELATIONS),
    role: pick(ROLES),
    organisation: `${pick(SERVICES)} team`,
  });
  return {
    handle: `record-of-${agency}`,
    health: Array.from({ length: health }, statement('health')),
    involvements: Array.from({ length: involvements }, statement('visit')),
    familyMembers: Array.from({ length: people }, party('family')),
    practitioners: Array.from({ length: people }, party('staff')),
    otherParties: [],
    informants: [],
  };
}

/** How many leaves a JSON value has: whatever is neither an object nor a list; null is one. */
export function leavesIn(value) {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum, below) => sum + leavesIn(below), 0);
}
