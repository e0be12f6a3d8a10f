/**
 * A crowd of made-up people with names that many share, so that a record that fits by chance can be met.
 */
const SURNAMES =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan Lewis James Phillips Ali Hughes Edwards Turner Hill Cooper Ward Begum Hussain Singh Kaur Ahmed Moore Morris Lee Allen Martin King Scott Baker Harris Mitchell Carter Morgan Peterson Torres Mullins Travis Nichols Brooks Reid Murray Ortiz Ramos Hunt Young Adams Campbell Shaw'.split(
    ' ',
  );
const GIVEN =
  'Oliver Jack Harry George Noah Charlie Jacob Alfie Freddie Oscar Muhammad Mohammed Thomas James William Joshua Daniel Michael David John Christopher Paul Andrew Robert Mark Amanda Kathleen Patricia Jennifer Susan Karen Sarah Emma Olivia Ava Isla Emily Sophie Grace Amelia Jessica Ella Lily Mia Charlotte Fatima Aisha Maryam Zainab Rodney Charles Gina Darryl Michelle Patty Deborah Linda Sharon Tracey Stephen Kevin Gary Brian Peter Ian'.split(
    ' ',
  );
const STREETS = 'Mill Church Station Victoria Albert Park Queen King School New High Green'.split(' ');
const FIRST_DAY = Date.UTC(1940, 0, 1);
const DAYS = 80 * 365;

/** A generator of whole numbers below `limit`, the same for the same seed (mulberry32). */
function numbersFrom(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/**
 * `count` people, some of them in families of one surname and one address.
 * @param {number} count
 * @param {number} seed
 */
export function makeCrowd(count, seed) {
  const below = numbersFrom(seed);
  const pick = (/** @type {string[]} */ list) => /** @type {string} */ (list[below(list.length)]);
  let surname = pick(SURNAMES);
  let address = '';
  return Array.from({ length: count }, (_, index) => {
    if (index === 0 || below(3) === 0) {
      surname = pick(SURNAMES);
      address = `${1 + below(200)} ${pick(STREETS)} Road, ZZ${1 + below(9)} ${below(10)}AA`;
    }
    const dateOfBirth = new Date(FIRST_DAY + below(DAYS) * 86_400_000).toISOString().slice(0, 10);
    return { key: `crowd ${seed} ${index}`, given: pick(GIVEN), surname, dateOfBirth, address };
  });
}
