import { textPatternsIn } from '../../../../src/stages/minimise/text/patterns';

const found = (text: string): string[] =>
  textPatternsIn(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe('dates of birth in a text', () => {
  it.each([
    ...['2015-03-12', '2015/3/1', '2015.03.12', '12-03-15', '1/3/2015', '1 3 15', '12.03.2015', '12 March'],
    ...['12th of March 2015', '1st-March-2015', '2nd/Mar/15', '3rd Mar, 2015', '4 Sept 2015', '5 June 2015'],
    ...[
      '1 Jan 2015',
      '1 February 2015',
      '1 April 2015',
      '1 May 2015',
      '1 July 2015',
      '1 Aug 2015',
      '1 Sep 2015',
    ],
    ...['1 October 2015', '1 Nov 2015', '1 December 2015', 'March 12', 'March 12th, 2015', 'March 1 2015'],
    ...['June 3rd 2015', 'may 2nd', '12032015'],
  ])('are found as %p, and only where the words say so', (date) => {
    expect(found(`born ${date}, then`)).toEqual([`DATE_OF_BIRTH ${date}`]);
    expect(found(`Seen on ${date}, then`)).toEqual([]);
  });

  it.each([
    ...[
      'born',
      'Born:',
      'born on',
      'born on the',
      'dob',
      'dob:',
      'DOB -',
      'd.o.b:',
      'D.O.B.',
      'DoB:-',
      'dob;',
    ],
    ...[
      'date of birth',
      'dates of birth',
      'Date of birth is',
      'birth date',
      'birthdate',
      'birthdates =',
      'birthday',
    ],
    ...['birthday was', "born, it's", 'born; it is of', 'born was given as', 'born as'],
  ])('are found after %p', (before) => {
    expect(found(`${before} 12/3/15`)).toEqual(['DATE_OF_BIRTH 12/3/15']);
  });

  it('are found without a space before them, and with digits of another script', () => {
    expect(found('born:12/3/15')).toEqual(['DATE_OF_BIRTH 12/3/15']);
    expect(found('dob:１２/３/１５')).toEqual(['DATE_OF_BIRTH １２/３/１５']);
  });

  it.each([
    ...[
      'stillborn 12/3/15',
      'reborn 12 March',
      'born in 12/3/15',
      'born 12/3',
      'born 12/3/155',
      'born 123/3/15',
    ],
    ...[
      'born 120320156',
      'born 1203201',
      'born 12 Wallow 2015',
      'born 12:30',
      'born given as on the 12/3/15',
    ],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('addresses in a text', () => {
  it.each([
    ...['14 Nether Wallow Lane', '14a Wallow Road', '14A, Wallow Rd', '1234 Wallow Street', '1 Wallow Str'],
    ...[
      'Flat 2, 14 Wallow Avenue',
      'Flat 2B 14 Wallow Ave',
      'Apartment 2, 14 Wallow Close',
      '1 Wallow Gardens',
    ],
    ...['Apt. 2, 14 Wallow Drive', 'Apt 2, 14 Wallow Court', 'Unit 12 14 Wallow Crescent', '1 Wallow Grove'],
    ...[
      '1 Wallow Place',
      '1 Wallow Square',
      '1 Wallow Terrace',
      '1 Wallow Way',
      '1 Wallow Walk',
      '1 Wallow Mews',
    ],
    ...['1 Wallow Row', '1 Wallow Hill', '1 Wallow Parade', '1 Wallow St', '1 Old Nether Wallow Road'],
    ...["1 O'Wallow-Ferncombe Road", '1 Øst Road', '1 W Road'],
  ])('are found: %p', (address) => {
    expect(found(`at ${address}.`)).toEqual([`ADDRESS ${address}`]);
    expect(found(`at ${address} now`)).toEqual([`ADDRESS ${address}`]);
  });

  it.each([
    ...['at 12345 Wallow Street', 'at 1 Wallow St Ottilie', 'at 1 Wallow Roads', 'at 1 Wallow road'],
    ...['at 1 wallow Road', 'at 1 The Old Nether Wallow Road', 'at 1  Wallow Road', 'at x1 Wallow Road'],
    ...['at /1 Wallow Road', 'at -1 Wallow Road', 'at .1 Wallow Road', 'at Wallow Road 1', 'at 1 Wallow'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('addresses of other countries in a text', () => {
  it.each([
    ...['3 Rue Wallow', '3, rue de la Wallow', "3b rue d' Wallow", '12345 Via Wallow', '3 via del Wallow'],
    ...['3 Calle Wallow', '3 calle de Wallow', '3 Rua da Wallow', '3 rúa do Wallow', '3 Avda. Wallow'],
    ...['3 avenida Wallow', '3 Avenue Wallow', '3 Av Wallow', '3 boulevard des Wallow', '3 Bulevar Wallow'],
    ...['3 Piazza Wallow', '3 plaza Wallow', '3 Plaça Wallow', '3 ul. Wallow', '3 Ul. Wallow Quill Odo Fern'],
    ...['Wallowstrasse 12', 'Wallowstraße 12a', 'Wallowstraat 1', 'Wallowgata 1', 'Wallowgatan 1'],
    ...['Wallowvägen 1', 'Wallowvegen 1', 'Wallowveien 1', 'Wallowgade 1', 'Wallowgasse 1', 'Wallowlaan 1'],
    ...[
      'Wallowweg 1',
      'Wallowkatu 1234',
      '12, Wallowkatu 1',
      '12 Wallowkatu 1',
      'Wallow u. 3',
      'Wallow utca 3',
    ],
    ...['Nether Wallow út 3', 'Wallow útja 3', 'Wallow tér 3', '12 Wallow tér 1234'],
  ])('are found: %p', (address) => {
    expect(found(`at ${address}, then`)).toEqual([`ADDRESS ${address}`]);
  });

  it.each([
    ...[
      'at 3 rue wallow',
      'at 3 rue',
      'at Wallowkatu',
      'at wallowkatu 1',
      'at Wallowkatu 12345',
      'at Wallow tér 3x',
    ],
    ...['at wallow tér 3', 'at Wallow ter 3', 'at 3 Rue Wallow9', 'at x3 Rue Wallow', 'at /3 Rue Wallow'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what stands before a mask', () => {
  it('says nothing of what stands behind it', () => {
    expect(found('card 4111 1111 1111 1112')).toEqual(['PAYMENT_CARD 4111 1111 1111 1112']);
    expect(found('card [x] 4111 1111 1111 1112')).toEqual([]);
    expect(found('[x] card 4111 1111 1111 1112')).toEqual(['PAYMENT_CARD 4111 1111 1111 1112']);
    expect(found('tel [x] 960018')).toEqual([]);
    expect(found('[x]tel 960018')).toEqual(['TELEPHONE 960018']);
  });
});
