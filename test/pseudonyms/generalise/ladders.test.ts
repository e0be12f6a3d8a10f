import { generaliseAddress } from '../../../src/pseudonyms/generalise/address';
import { AGE_BANDS, generaliseAge } from '../../../src/pseudonyms/generalise/age';
import {
  generaliseDate,
  generaliseDateToMonth,
  isPartialDate,
} from '../../../src/pseudonyms/generalise/date';
import { generaliseDateOfBirth } from '../../../src/pseudonyms/generalise/date-of-birth';
import { generaliseEthnicity } from '../../../src/pseudonyms/generalise/ethnicity';
import { generaliseGender } from '../../../src/pseudonyms/generalise/gender';
import { healthChapter, healthKind } from '../../../src/pseudonyms/generalise/health-chapter';
import { generaliseLegalStatus } from '../../../src/pseudonyms/generalise/legal-status';
import { offenceGroup, offenceKind } from '../../../src/pseudonyms/generalise/offence';
import { generalisePostcode } from '../../../src/pseudonyms/generalise/postcode';
import { generaliseRelationship } from '../../../src/pseudonyms/generalise/relationship';
import { generaliseRecordKind } from '../../../src/pseudonyms/generalise/record-kind';
import { generaliseReligion } from '../../../src/pseudonyms/generalise/religion';
import { generaliseService } from '../../../src/pseudonyms/generalise/service';

const cases = <Input, Output>(rows: readonly (readonly [Input, Output])[]) =>
  rows.map(([one, two]) => ({ one, two }));

describe('generalisation', () => {
  it.each(
    cases([
      ['2011-03-04', '2011'],
      ['2011-03', '2011'],
      ['2011', '2011'],
      ['2011-02-30', null],
      ['04/03/2011', null],
      ['', null],
    ]),
  )('takes the date $one to $two', ({ one, two }) => {
    expect(generaliseDate(one)).toBe(two);
    expect(generaliseDateOfBirth(one)).toBe(two);
    expect(isPartialDate(one)).toBe(two !== null);
  });

  it('takes a day to its month and leaves a year a year', () => {
    expect(['2011-03-04', '2011-03', '2011', 'x', null].map(generaliseDateToMonth)).toEqual([
      '2011-03',
      '2011-03',
      '2011',
      null,
      null,
    ]);
  });

  it('puts every age into the band that holds it', () => {
    const edges = [0, 1, 5, 6, 10, 11, 15, 16, 17, 18, 24, 25, 34, 35, 84, 85, 130];
    expect(edges.map((age) => generaliseAge(age))).toEqual(
      (
        '<1,1-5,1-5,6-10,6-10,11-15,11-15,16-17,16-17,18-24,18-24,25-34,25-34,35-44,75-84,85+,85+' as const
      ).split(','),
    );
    expect(AGE_BANDS.map((band) => generaliseAge(band))).toEqual(AGE_BANDS);
    expect(['7', '', 'seven', '-1', null].map(generaliseAge)).toEqual(['6-10', null, null, null, null]);
    expect([-1, NaN].map(generaliseAge)).toEqual([null, null]);
  });

  it.each(
    cases([
      ['PR1 8XJ', 'PR1'],
      ['pr18xj', 'PR1'],
      ['PR1 8', 'PR1'],
      ['PR18', 'PR18'],
      ['SW1A 1AA', 'SW1A'],
      ['M1 1AE', 'M1'],
      ['ZZ99 3VZ', 'ZZ99'],
      ['GIR 0AA', 'GIR'],
      ['PR1 8CJ', null],
      ['4 Elm Road', null],
      ['', null],
    ]),
  )('takes the postcode $one to $two', ({ one, two }) => {
    expect(generalisePostcode(one)).toBe(two);
  });

  it('leaves of an address the outward code and the years', () => {
    const address = {
      lines: ['4 Elm Road'],
      postcode: 'PR1 8XJ',
      uprn: '100',
      kind: 'refuge',
      from: '2019-05-06',
      to: '2020',
    };
    const coarse = { lines: [], postcode: 'PR1', uprn: null, kind: null, from: '2019', to: '2020' };
    expect(generaliseAddress(address)).toEqual(coarse);
    expect(generaliseAddress(coarse)).toEqual(coarse);
    expect(generaliseAddress({})).toEqual({ ...coarse, postcode: null, from: null, to: null });
  });

  it.each(
    cases([
      [{ code: 'A' }, 'White'],
      [{ code: 'wbri' }, 'White'],
      [{ code: 'W3' }, 'White'],
      [{ code: 'D' }, 'Mixed'],
      [{ code: 'MWBC' }, 'Mixed'],
      [{ code: 'A4' }, 'Asian'],
      [{ code: 'R' }, 'Other'],
      [{ code: 'BAFR' }, 'Black'],
      [{ code: 'NOBT' }, 'Not stated'],
      [{ description: 'White - British' }, 'White'],
      [{ description: 'White and Black Caribbean' }, 'Mixed'],
      [{ description: 'Any other Asian background' }, 'Asian'],
      [{ description: 'Black or African American' }, 'Black'],
      [{ description: 'Asian or Asian British - Indian' }, 'Asian'],
      [{ description: 'American Indian or Alaska Native' }, 'Other'],
      [{ description: 'Gypsy or Irish Traveller' }, 'White'],
      [{ description: 'Arab' }, 'Other'],
      [{ description: 'Any other ethnic group' }, 'Other'],
      [{ description: 'Not stated' }, 'Not stated'],
      [{ description: 'Martian' }, 'Not stated'],
      [{ code: 'unheard of', description: 'Pakistani' }, 'Asian'],
      [{}, 'Not stated'],
    ]),
  )('takes the ethnicity $one to $two', ({ one, two }) => {
    expect(generaliseEthnicity(one)).toBe(two);
  });

  it.each(
    cases([
      [{ code: 'C' }, 'Christian'],
      [{ code: 'E', description: 'Jain' }, 'Other'],
      [{ description: 'Roman Catholic' }, 'Christian'],
      [{ description: 'Sunni Muslim' }, 'Muslim'],
      [{ description: 'No religion' }, 'No religion'],
      [{ description: 'None' }, 'No religion'],
      [{ description: 'Jedi' }, 'Other'],
      [{ description: 'Prefer not to say' }, 'Not stated'],
      [{}, 'Not stated'],
    ]),
  )('takes the religion $one to $two', ({ one, two }) => {
    expect(generaliseReligion(one)).toBe(two);
  });

  it.each(
    cases([
      [{ code: 'C2' }, 'looked after'],
      [{ code: 'J1' }, 'looked after'],
      [{ description: 'Accommodated under section 20' }, 'looked after'],
      [{ description: 'Child protection plan' }, 'child protection'],
      [{ code: 'EMO' }, 'child protection'],
      [{ code: 'N1' }, 'child in need'],
      [{ description: 'Child in need plan' }, 'child in need'],
      [{ code: 'EH' }, 'early help'],
      [{ description: 'Care leaver' }, 'other'],
      [{}, 'other'],
    ]),
  )('takes the legal status $one to $two', ({ one, two }) => {
    expect(generaliseLegalStatus(one)).toBe(two);
  });

  it('leaves of the kind of a record what says nothing of what it holds', () => {
    expect(['condition', 'HIV clinic', null].map(generaliseRecordKind)).toEqual(['condition', null, null]);
  });

  it.each([
    [{ code: 'F32.1' }, 'Mental and behavioural', 'mental'],
    [{ code: 'D45', codeSystem: 'ICD-10' }, 'Neoplasms', 'physical'],
    [{ code: 'D50.9' }, 'Blood and immune system', 'physical'],
    [{ code: 'H65' }, 'Ear', 'physical'],
    [{ code: 'Y09' }, 'External causes', 'not known'],
    [{ code: '195967001', codeSystem: 'SNOMED CT', description: 'Asthma' }, 'Breathing', 'physical'],
    [
      { code: 'F32', codeSystem: 'local', description: 'Fracture of forearm' },
      'Injury and poisoning',
      'physical',
    ],
    [{ description: 'Adjustment and behavioural disorder' }, 'Mental and behavioural', 'mental'],
    [{ description: 'Zzz' }, 'Not classified', 'not known'],
    [{}, 'Not classified', 'not known'],
  ] as const)('places the health entry %j in the chapter %s, which is %s', (entry, chapter, kind) => {
    expect(healthChapter(entry)).toBe(chapter);
    expect(healthKind(healthChapter(entry))).toBe(kind);
  });

  it.each([
    ['Assault by penetration (sexual)', 'Sexual offences', 'sexual'],
    ['Assault occasioning actual bodily harm', 'Violence against the person', 'violence'],
    ['Robbery', 'Robbery', 'violence'],
    ['Theft from a shop', 'Theft', 'other'],
    ['Possession of cannabis', 'Drug offences', 'other'],
    ['Driving with excess alcohol', 'Driving', 'other'],
    ['Something else', 'Other', 'other'],
  ])('puts the offence %s into the group %s, which is %s', (description, group, kind) => {
    expect(offenceGroup({ description })).toBe(group);
    expect(offenceKind(offenceGroup({ description }))).toBe(kind);
  });

  it('takes the name of a school or service to its type, and every sort of health care to one', () => {
    const names = [
      'Fell Road Primary School',
      'GUM Clinic',
      'CAMHS',
      'Royal Infirmary',
      'MASH',
      'Lancashire Police',
    ];
    expect(names.map(generaliseService)).toEqual([
      'school',
      'health service',
      'health service',
      'health service',
      "children's social care",
      'police',
    ]);
    expect(['The Willows', ' ', null].map(generaliseService)).toEqual(['other service', null, null]);
  });
  it('knows two genders and puts everyone else together', () => {
    expect(['M', 'male', '1', 'F', 'Female', 'X', '9', 'U', '', null].map(generaliseGender)).toEqual([
      ...['male', 'male', 'male', 'female', 'female'],
      ...Array.from({ length: 5 }, () => 'other or not stated'),
    ]);
  });

  it.each(
    cases([
      ['mother', 'parent'],
      ['Step-father', 'parent'],
      ['grandmother', 'grandparent'],
      ['granddaughter', 'other relative'],
      ['foster mother', 'carer'],
      ['mother-in-law', 'other relative'],
      ['half brother', 'sibling'],
      ['ex-partner', 'partner'],
      ['son', 'child'],
      ['neighbour', 'not related or not stated'],
    ]),
  )('takes the relationship $one to $two', ({ one, two }) => {
    expect(generaliseRelationship(one)).toBe(two);
  });
});
