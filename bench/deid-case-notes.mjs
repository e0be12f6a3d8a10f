// Sentences as case notes have them, from a fixed seed, with the people, places, addresses and organisations annotated.
import { createHash } from 'node:crypto';
import { seeded } from './deid-made.mjs';

const list = (text) => text.split(/\s*,\s*/u);

const GIVEN = list(
  'Amelia, Oliver, Chloe, Callum, Shannon, Declan, Siobhan, Niamh, Rhys, Carys, Gethin, Ewan, Morag, Hamish, Aisha, Imran, ' +
    'Zainab, Yusuf, Fatima, Bilal, Priya, Arjun, Harpreet, Gurdeep, Agnieszka, Tomasz, Kacper, Oluwaseun, Chidinma, Kwame, ' +
    'Ama, Ioana, Andrei, Mei, Jun, Tyrone, Shanice, Leroy, Grace, Mark, Faith, Will, Dawn, Rose, Reece, Kayleigh, Jayden, ' +
    'Demi-Leigh, Ibrahim, Nasreen, Abdul, Zofia, Marek, Blessing, Tariq, Sadia, Kelly, Darren, Tracey, Wayne',
);
const SURNAMES = list(
  'Entwistle, Ramsbottom, Hargreaves, Kowalczyk, Nowakowska, Okonkwo, Adebayo, Mensah, Hussain, Akhtar, Begum, Chaudhry, ' +
    'Patel, Dhillon, Sidhu, Ahmed, Rahman, Llewellyn, Pritchard, Gwynne, MacAllister, McCafferty, O’Donoghue, Gallagher, ' +
    'Popescu, Ionescu, Zhang, Liu, Braithwaite, Ogden, Duxbury, Haworth, Banks, Field, Hill, Young, Price, Baker, Walker, ' +
    'Smith-Jones, Fairclough, Shackleton, Bibi, Yilmaz, Haddad, Osei, Campbell-Reid, Wrigglesworth, Thistlethwaite, Cox',
);
const PLACES = list(
  'Burnley, Accrington, Oswaldtwistle, Nelson, Colne, Preston, Lancaster, Morecambe, Skelmersdale, Leigh, Bolton, Rochdale, ' +
    'Todmorden, Hebden Bridge, Stoke-on-Trent, Newcastle-under-Lyme, Stafford, Tamworth, Derby, Buxton, Chesterfield, Crewe, ' +
    'Macclesfield, Birkenhead, Toxteth, Levenshulme, Moss Side, Wythenshawe, Bradford, Leeds, Hull, Glasgow, Swansea, ' +
    'Merthyr Tydfil, Belfast, Lahore, Sylhet, Lagos, Accra, Gdańsk, Bucharest, Mirpur, Dublin, Kingston, Poland, Pakistan, ' +
    'Nigeria, Romania, Wales, Scotland, Blackburn with Darwen, Great Harwood, Barrow-in-Furness',
);
const STREETS = list(
  'Moorfield Avenue, Cobden Street, Albert Road, St James’ Terrace, Whalley Old Road, Lower Clough Lane, Beech Grove, ' +
    'Victoria Crescent, Railway View, The Paddock, Park Hill Close, Queensgate, Hawthorn Drive, Mill Brow, Lime Court',
);
const ORGANISATIONS = list(
  'Moorland Primary School, St Agnes Church, Lancaster Royal Infirmary, Greenbank Surgery, Pendle Leisure Trust, ' +
    'Whitworth and Sons Ltd, Halifax Bank, Tesco, Barnardo’s, Nightsafe, Home-Start, Women’s Aid, Calico Homes, ' +
    'Together Housing Group, Inspire Recovery Services, Wish Centre, Burnley General Hospital, Blackpool FC, Sainsbury’s, ' +
    'Victim Support, Thwaites Brewery, Northern Rail, Stepping Stones Nursery, Al-Noor Academy, Rossendale Borough Council',
);

/** Each in its own words; the first letter of a slot tells what stands there. */
const TEMPLATES = [
  '{person} was seen at home with {given}, who appeared clean and settled.',
  'Telephone call from {person} (maternal grandmother) raising concerns about {given}.',
  'Mother, {person}, reports that {given} has been staying with her brother {given} in {place}.',
  'The family moved from {place} to {place} in 2019 and live at {address}, {place}.',
  'Strategy meeting chaired by {person}; apologies from {person} and Dr {surname}.',
  'Mr {surname} attended the appointment but Ms {surname} did not.',
  'Health visitor {person} weighed the baby at {organisation}.',
  'Father works nights for {organisation} and sees {given} at weekends.',
  'Police were called to {address} after neighbours heard shouting.',
  '{given} disclosed to her teacher, Mrs {surname}, that {given} had hit her.',
  'Referral received from {organisation} regarding {person}.',
  '{surname}, {given} - did not attend 12-week check.',
  'He said: “{given} pushed me and {given} laughed.”',
  'Home visit to {address}. {given} opened the door.',
  'PC {surname} attended with DS {person} and spoke to {given} alone.',
  'She was born in {place} and came to the UK in 2011.',
  'Discharged from {organisation} into the care of his aunt {person}.',
  'According to {given}, {given} drinks every day and {given} is left alone.',
  'Attendance at {organisation} has fallen to 71% since September.',
  'Contact with father takes place in {place} on alternate Saturdays.',
  'The perpetrator, {person}, was bailed to an address in {place}.',
  'Ms {surname} stated that {surname} had been drinking when he drove to {place}.',
  'Present: {person} (social worker), {person} (school nurse), {person} (IDVA).',
  'Records from {organisation} show that {given} was brought by {person}.',
  'Grandparents in {place} have offered to care for {given} and {given}.',
  'It was agreed that {person} would contact {organisation} by Friday.',
  '{given}’s bruise was noticed by staff at {organisation}.',
  'Mum’s new partner is {person}, known as {given}.',
  'They had been evicted from {address} and were sofa surfing around {place}.',
  'Neighbour {person} has CCTV of the incident outside {address}.',
  'Call to {surname} unanswered; text sent to {given}.',
  'Paternal uncle {given} has a conviction from {place} Crown Court.',
  'Dr {person} from {organisation} confirmed the fracture was unexplained.',
  '{given} and {given} share a bedroom with {given}, who is two.',
  'The children were placed with foster carers near {place} under section 20.',
  'Case discussed in supervision with {person}. Plan agreed.',
  'Letter from {organisation} dated 3 March refers to rent arrears.',
  'Sister {surname} on the ward said that {given} had fed well.',
  'Went missing from {place} and was found by {person} at {organisation}.',
  'Nothing further was heard. The Duty Team closed the case on Monday.',
  'The Child Protection Plan was reviewed at the Core Group in April.',
  'Advice was given on Safe Sleep, Healthy Start vouchers and Universal Credit.',
  'A Section 47 enquiry began; the Local Authority shared the Section 7 report.',
  'Diagnosed with Type 2 Diabetes and prescribed Sertraline; the GP will review.',
  'Christmas was difficult. Ramadan and Easter were spent apart.',
];

/** Written after the rules, with places and organisations of their own, and measured once: no rule was made for them. */
const LATER = {
  seed: 20_261_127,
  places: list(
    'Keighley, Halifax, Wrexham, Llanelli, Dundee, Paisley, Lurgan, Grimsby, Scunthorpe, Corby, Luton, Walsall, ' +
      'Smethwick, Gravesend, Margate, Peckham, Tottenham, Croydon, Eccles, Whitby, Penrith, Faisalabad, Kabul, Kraków, ' +
      'Vilnius, Harare, Mogadishu, Kerry, Jamaica, Syria, Albania, Weston-super-Mare, St Helens, Bishop Auckland',
  ),
  organisations: list(
    'Hollins Grange, Refuge, Shelter, Greggs, Amazon, Turning Point, Change Grow Live, Cafcass, Broadgreen Hospital, ' +
      'St Thomas More Catholic High School, Little Acorns Nursery, Park View Medical Centre, Bright Futures, Mind, ' +
      'Relate, Asda, Boohoo, Riverside Housing Association, Hull Royal Infirmary, Khalsa Academy, Everton FC, Poundland',
  ),
  templates: [
    '{given} rang {organisation} and was told that its manager would call back.',
    '{surname} is on remand; {given} visits with {given} each week.',
    'The nursery, {organisation}, noted that {given} arrived without a coat.',
    '{person} was arrested in {place} and released under investigation.',
    'Mum said her {given} is scared of Mr {surname}.',
    'Text from {given}: “am at {given}’s, back by 6”.',
    'Dr {surname} wrote to {person} at {organisation} about the missed scan.',
    '{given} walked the dog on its lead while {given} slept.',
    'The {surname} family were known to services in {place} before 2016.',
    '{person}, {person} and {given} were in the car.',
    'Paternal grandmother {person} lives at {address} with {given}.',
    'She asked whether {given} could stay with {person} in {place}.',
    'Joint visit by {person} and {person} ({organisation}).',
    'Nobody answered at {address}; a card was left for {person}.',
    '{organisation} made a referral after {given} was seen with a black eye.',
    'Midwife {surname} spoke with {given} about {given}’s drinking.',
    '{given} is the son of {person} and {person}.',
    'He moved to {place} with his girlfriend {given} and her mother.',
    '{given} {surname} told staff at {organisation} that {surname} hit him.',
    'A child of the {surname} household, {given}, was found in {place}.',
    'Solicitor {person} emailed on behalf of {given}.',
    'Cafe owner {person} saw {given} begging outside.',
    'DC {surname} said {given}’s phone was seized at {address}.',
    '{given} wants to live with {given}, and {given} agrees.',
    'Health: {given} has eczema. Education: {given} attends {organisation}.',
    'Worries: {surname} knows where {given} lives.',
    'Family Group Conference held; the Young Carers service was suggested.',
    'The Long Term Plan and the Early Years Framework were discussed on Tuesday.',
    'Started Fluoxetine, stopped Ritalin; Hepatitis B status unknown.',
    'No Recourse to Public Funds; Home Office decision awaited since Eid.',
  ],
};

const FIRST = { seed: 20_261_126, places: PLACES, organisations: ORGANISATIONS, templates: TEMPLATES };

const ENTITY = {
  person: 'PERSON',
  given: 'PERSON',
  surname: 'PERSON',
  place: 'GPE',
  address: 'STREET_ADDRESS',
  organisation: 'ORGANIZATION',
};
const EACH = 12;

/** Which half a template is of: rules are made on one, and the other shows what they do where nobody looked. */
export const halfOf = (template) =>
  createHash('sha256').update(String(template)).digest()[0] % 2 === 0 ? 'development' : 'held-out';

/** Sentences with where each annotated identifier stands in them, and the half that their template is of. */
export const caseNotes = () => notesOf(FIRST);

/** Sentences that no rule was made for. */
export const laterCaseNotes = () => notesOf(LATER);

function notesOf({ seed, places, organisations, templates }) {
  const next = seeded(seed);
  const pick = (all) => all[Math.floor(next() * all.length)];
  const values = {
    given: () => pick(GIVEN),
    surname: () => pick(SURNAMES),
    person: () => `${pick(GIVEN)} ${pick(SURNAMES)}`,
    place: () => pick(places),
    address: () => `${1 + Math.floor(next() * 240)} ${pick(STREETS)}`,
    organisation: () => pick(organisations),
  };
  return templates.flatMap((template) =>
    Array.from({ length: EACH }, () => {
      const golds = [];
      let full = '';
      for (const piece of template.split(/(\{[a-z]+\})/u)) {
        const slot = /^\{([a-z]+)\}$/u.exec(piece)?.[1];
        const value = slot ? values[slot]() : piece;
        if (slot) golds.push({ entity: ENTITY[slot], start: full.length, end: full.length + value.length });
        full += value;
      }
      return { full, golds, half: halfOf(template) };
    }),
  );
}
