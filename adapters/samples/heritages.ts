/** What members of a sample family have in common. */
export interface Heritage {
  readonly ethnicity: { readonly code: string; readonly term: string };
  readonly religion: string;
  readonly language: string;
  readonly givenNames: { readonly female: readonly string[]; readonly male: readonly string[] };
  readonly familyNames: readonly string[];
}

/** Children of parents of two heritages. */
export const MIXED: Heritage['ethnicity'] = { code: 'G', term: 'Any other mixed background' };

/** The heritages of the sample population; codes are the NHS Data Dictionary's ethnic categories (ONS 16+1). */
export const HERITAGES = [
  {
    ethnicity: { code: 'A', term: 'White British' },
    religion: 'Church of England',
    language: 'English',
    givenNames: {
      female: ['Gemma', 'Bethany', 'Hollie', 'Lorna', 'Megan', 'Poppy'],
      male: ['Callum', 'Lewis', 'Rhys', 'Jamie', 'Archie', 'Craig'],
    },
    familyNames: ['Entwhistle', 'Postlethwaite', 'Cropper', 'Hesketh', 'Bickerstaffe', 'Tunnicliffe'],
  },
  {
    ethnicity: { code: 'B', term: 'White Irish' },
    religion: 'Roman Catholic',
    language: 'English',
    givenNames: {
      female: ['Niamh', 'Aoife', 'Ciara', 'Sinead'],
      male: ['Cormac', 'Eoin', 'Declan', 'Padraig'],
    },
    familyNames: ['Mulqueen', 'Hanratty', 'Geraghty', 'Tiernan'],
  },
  {
    ethnicity: { code: 'C', term: 'Any other White background' },
    religion: 'Roman Catholic',
    language: 'Polish',
    givenNames: {
      female: ['Agnieszka', 'Zofia', 'Ewelina', 'Maja'],
      male: ['Tomasz', 'Kacper', 'Marcin', 'Oskar'],
    },
    familyNames: ['Wrobel', 'Sikora', 'Jastrzab', 'Olszak'],
  },
  {
    ethnicity: { code: 'H', term: 'Indian' },
    religion: 'Hindu',
    language: 'Gujarati',
    givenNames: {
      female: ['Hetal', 'Jinal', 'Ami', 'Komal'],
      male: ['Chirag', 'Hitesh', 'Parth', 'Nayan'],
    },
    familyNames: ['Chauhan', 'Mistry', 'Parmar', 'Solanki'],
  },
  {
    ethnicity: { code: 'J', term: 'Pakistani' },
    religion: 'Muslim',
    language: 'Urdu',
    givenNames: {
      female: ['Saima', 'Nadia', 'Zainab', 'Iqra'],
      male: ['Usman', 'Haroon', 'Bilal', 'Tariq'],
    },
    familyNames: ['Chaudhry', 'Qureshi', 'Mirza', 'Bashir'],
  },
  {
    ethnicity: { code: 'K', term: 'Bangladeshi' },
    religion: 'Muslim',
    language: 'Sylheti',
    givenNames: {
      female: ['Rukshana', 'Taslima', 'Shirin', 'Nasreen'],
      male: ['Jubayer', 'Mahbub', 'Shafiq', 'Rezaul'],
    },
    familyNames: ['Miah', 'Chowdhury', 'Talukdar', 'Sarkar'],
  },
  {
    ethnicity: { code: 'M', term: 'Caribbean' },
    religion: 'Pentecostal',
    language: 'English',
    givenNames: {
      female: ['Shanice', 'Keisha', 'Monique', 'Tianna'],
      male: ['Tyrell', 'Andre', 'Jermaine', 'Kieron'],
    },
    familyNames: ['Braithwaite', 'Campbell-Noel', 'Delisser', 'Bogle'],
  },
  {
    ethnicity: { code: 'N', term: 'African' },
    religion: 'Christian',
    language: 'Yoruba',
    givenNames: {
      female: ['Folake', 'Temitope', 'Adaeze', 'Yetunde'],
      male: ['Olumide', 'Kayode', 'Emeka', 'Babatunde'],
    },
    familyNames: ['Adeyemi', 'Ogunleye', 'Okonjo', 'Balogun'],
  },
  {
    ethnicity: { code: 'R', term: 'Chinese' },
    religion: 'None',
    language: 'Cantonese',
    givenNames: { female: ['Mei-Ling', 'Wing-Yan', 'Suki'], male: ['Ka-Ho', 'Jun', 'Wai-Man'] },
    familyNames: ['Cheung', 'Kwok', 'Leung'],
  },
] as const satisfies readonly Heritage[];
